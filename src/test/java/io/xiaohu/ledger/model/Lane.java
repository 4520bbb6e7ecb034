package io.xiaohu.ledger.model;

import io.xiaohu.ledger.Ledger.AtomicResult;
import io.xiaohu.ledger.Ledger.BulkResult;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * People whose money moves in one order only, so that every single answer can be foretold, while
 * other lanes move theirs at the same time over the same system accounts. For one thread.
 */
public final class Lane {

    private final String name;
    private final Random random;
    private final Mix mix;
    private final ModelLedger model = new ModelLedger();
    private final People people;
    private final RandomCommands commands;
    private final LaneTarget target;
    private Instant now = Instant.EPOCH;
    private long steps;
    private long abandoned;

    public Lane(long seed, String name, Mix mix, LaneTarget target) {
        this.name = name;
        this.mix = mix;
        this.random = new Random(seed ^ (name.hashCode() * 0x9E3779B97F4A7C15L));
        this.people = People.of(random, name);
        this.commands = new RandomCommands(random, people, mix, model);
        this.target = target;
    }

    /** How many commands were compared. */
    public long steps() {
        return steps;
    }

    /** How many commands were given up because the database was away. */
    public long abandoned() {
        return abandoned;
    }

    /** The clock shows this from now on. */
    public void at(Instant time) {
        now = time;
        commands.at(time);
    }

    /** Sends so many commands at least, and compares each answer with the model's. */
    public void run(int atLeast) {
        for (long end = steps + atLeast; steps < end; ) {
            Step step = nextStep();
            try {
                run(step);
            } catch (AbandonedException notDone) {
                abandoned++;
            } catch (AssertionError wrong) {
                throw new AssertionError(
                        "%s, command %d, in a %s: %s"
                                .formatted(
                                        name,
                                        steps,
                                        step.getClass().getSimpleName(),
                                        wrong.getMessage()),
                        wrong);
            }
        }
    }

    ModelState state() {
        return model.state();
    }

    People people() {
        return people;
    }

    private Step nextStep() {
        int roll = random.nextInt(100);
        if (roll < 3) {
            Step reversal = commands.reversal();
            return reversal != null ? reversal : new Step.One(commands.next());
        }
        if (roll < 5 && mix.freezes()) {
            return freeze();
        }
        if (roll < 45 || (roll < 75 && !mix.each()) || (roll >= 75 && !mix.together())) {
            return new Step.One(commands.next());
        }
        return roll < 75
                ? new Step.Each(several(random.nextInt(12) == 0 ? 400 : 40))
                : new Step.Together(onlyOnce(several(8)));
    }

    private Step freeze() {
        UUID owner = people.customer(random);
        int roll = random.nextInt(4);
        return new Step.Freeze(owner, roll == 0 ? "DEBITS" : roll == 1 ? "ALL" : null);
    }

    private List<LedgerCommand> several(int most) {
        List<LedgerCommand> all = new ArrayList<>();
        for (int n = 1 + random.nextInt(most); n > 0; n--) {
            all.add(commands.next());
        }
        return all;
    }

    private static List<LedgerCommand> onlyOnce(List<LedgerCommand> all) {
        List<LedgerCommand> some = new ArrayList<>();
        for (LedgerCommand command : all) {
            PostingId id = command.header().id();
            if (some.stream().noneMatch(c -> c.header().id().equals(id))) {
                some.add(command);
            }
        }
        return some;
    }

    private void run(Step step) {
        switch (step) {
            case Step.One one -> {
                steps++;
                compare(one.command(), () -> target.apply(one.command()));
            }
            case Step.Each each -> runEach(each.commands());
            case Step.Together together -> runTogether(together.commands());
            case Step.Reverse reverse -> {
                steps++;
                Told told = told(() -> target.reverse(reverse.header(), reverse.original()));
                Answer expected = model.reverse(reverse.header(), reverse.original(), told.at());
                same("the reversal", expected, told.answer());
            }
            case Step.Freeze freeze -> {
                steps++;
                target.freeze(freeze.owner(), freeze.as());
                model.freeze(freeze.owner(), freeze.as());
            }
        }
    }

    private void runEach(List<LedgerCommand> all) {
        List<BulkResult> results = target.applyEach(all);
        same("the number of results", all.size(), results.size());
        for (int i = 0; i < all.size(); i++) {
            steps++;
            BulkResult result = results.get(i);
            compare(
                    all.get(i),
                    () ->
                            switch (result) {
                                case BulkResult.Done done -> done.outcome();
                                case BulkResult.Failed failed -> throw failed.why();
                            });
        }
    }

    private void runTogether(List<LedgerCommand> all) {
        steps += all.size();
        List<Instant> times = new ArrayList<>(all.stream().map(c -> now).toList());
        try {
            switch (target.applyTogether(all)) {
                case AtomicResult.Done done -> {
                    times.clear();
                    done.outcomes().forEach(outcome -> times.add(outcome.at()));
                    same("the number of outcomes", all.size(), times.size());
                    same(
                            "all together",
                            model.applyTogether(all, times),
                            done.outcomes().stream().map(Answer::of).toList());
                }
                case AtomicResult.Refused refused -> {
                    List<Answer> expected = model.applyTogether(all, times);
                    same("the culprit", expected.size() - 1, refused.culprit());
                    Answer no = new Answer.No(refused.problem().reason(), refused.problem().args());
                    same("why none is done", expected.getLast(), no);
                }
            }
        } catch (RuntimeException failed) {
            Answer told = Answer.of(failed);
            List<Answer> expected = model.applyTogether(all, times);
            same("why none is done", expected.getLast(), told);
        }
    }

    /** What was answered, and when it was booked. */
    private record Told(Answer answer, Instant at, boolean repeated) {}

    private interface Call {
        Outcome make();
    }

    private Told told(Call call) {
        try {
            Outcome outcome = call.make();
            return new Told(Answer.of(outcome), outcome.at(), outcome.repeated());
        } catch (RuntimeException failed) {
            return new Told(Answer.of(failed), now, false);
        }
    }

    private void compare(LedgerCommand command, Call call) {
        ModelState.Kept before = model.state().kept.get(command.header().id());
        Told told = told(call);
        Answer expected = model.apply(command, told.at());
        same(command.toString(), expected, told.answer());
        if (before == null || expected instanceof Answer.Conflict) {
            boolean mayBeRepeated = target.sendsAgain();
            if (!mayBeRepeated) {
                same("whether it was known", false, told.repeated());
            }
        } else {
            same("whether it was known", true, told.repeated());
            same("when it was booked first", before.at(), told.at());
        }
    }

    private static void same(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(
                    "%s%n  should be %s%n  but is    %s".formatted(what, expected, actual));
        }
    }
}
