package io.xiaohu.ledger.model;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.model.ModelState.Account;
import io.xiaohu.ledger.model.ModelState.Advance;
import io.xiaohu.ledger.model.ModelState.Hold;
import io.xiaohu.ledger.model.ModelState.Kept;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as the design describes it, written down as plainly as possible: one command after
 * another, everything in maps, no locks, no batches, arithmetic without bounds that is looked at
 * afterwards. It shares no code with the rules it is compared with. Where the design leaves the
 * order of refusals open it is: closed or frozen leg by leg, caps, given back, overflow, floor.
 */
final class ModelLedger {

    private final ModelState state = new ModelState();
    private final ModelCounters counters = new ModelCounters(state);
    private final List<Leg> moving = new ArrayList<>();

    ModelState state() {
        return state;
    }

    /** Does one command at a time, or says what it came to before. */
    Answer apply(LedgerCommand command, Instant at) {
        touch(command);
        Kept before = state.kept.get(command.header().id());
        if (before != null) {
            List<String> differs = Differences.between(command.header(), before.command().header());
            return differs.isEmpty() ? before.answer() : new Answer.Conflict(differs);
        }
        state.begin();
        Answer answer = attempt(command, at);
        if (answer.isKept()) {
            state.kept.put(command.header().id(), new Kept(command, answer, at));
        }
        return answer;
    }

    /**
     * Does all or none.
     *
     * @param times when each is booked
     * @return what each came to, up to the first that could not be done
     */
    List<Answer> applyTogether(List<? extends LedgerCommand> commands, List<Instant> times) {
        commands.forEach(this::touch);
        List<Answer> answers = new ArrayList<>();
        state.begin();
        for (LedgerCommand command : commands) {
            Instant at = times.get(answers.size());
            Kept before = state.kept.get(command.header().id());
            Answer answer;
            if (before != null) {
                List<String> differs =
                        Differences.between(command.header(), before.command().header());
                answer = differs.isEmpty() ? before.answer() : new Answer.Conflict(differs);
            } else {
                answer = attemptOnTop(command, at);
                if (answer.isKept()) {
                    state.set(state.kept, command.header().id(), new Kept(command, answer, at));
                }
            }
            answers.add(answer);
            if (!(answer instanceof Answer.Done)) {
                state.takeBack();
                return answers;
            }
        }
        return answers;
    }

    /** Whether the command would leave no trace. */
    boolean isMistake(LedgerCommand command, Instant at) {
        if (state.kept.containsKey(command.header().id())) {
            return false;
        }
        state.begin();
        Answer answer = attemptOnTop(command, at);
        state.takeBack();
        return answer instanceof Answer.Mistake;
    }

    /** Takes a whole posting back as it was booked. */
    Answer reverse(LedgerCommand.Header header, PostingId original, Instant at) {
        Kept kept = state.kept.get(original);
        List<Leg> legs = state.moved.get(original);
        if (kept == null || legs == null || legs.size() < 2) {
            return new Answer.Mistake(IllegalArgumentException.class);
        }
        LedgerCommand.Header first = kept.command().header();
        return apply(
                new LedgerCommand.Post(
                        header,
                        legs.stream()
                                .map(leg -> new Leg(leg.account(), leg.amount().negated()))
                                .toList(),
                        List.of(),
                        new LedgerCommand.GivesBack(original, first.owner(), first.amount(), true)),
                at);
    }

    void freeze(UUID owner, @Nullable String as) {
        touch(AccountRef.wallet(owner, Asset.CNY));
        for (AccountRef ref : List.copyOf(state.accounts.keySet())) {
            if (ref.owner().equals(owner)) {
                state.accounts.put(ref, state.account(ref).frozenAs(as));
            }
        }
        if (as == null) {
            state.frozenOwners.remove(owner);
        } else {
            state.frozenOwners.put(owner, as);
        }
    }

    private Answer attempt(LedgerCommand command, Instant at) {
        Answer answer = attemptOnTop(command, at);
        if (!(answer instanceof Answer.Done)) {
            state.takeBack();
        }
        return answer;
    }

    private Answer attemptOnTop(LedgerCommand command, Instant at) {
        moving.clear();
        Answer answer = judged(command, at);
        if (answer instanceof Answer.Done) {
            state.set(state.moved, command.header().id(), List.copyOf(moving));
        }
        return answer;
    }

    private Answer judged(LedgerCommand command, Instant at) {
        try {
            return switch (command) {
                case LedgerCommand.Post post -> post(post, at);
                case LedgerCommand.Reserve reserve -> reserve(reserve, at);
                case LedgerCommand.Capture capture -> capture(capture, at);
                case LedgerCommand.Release release ->
                        end(release.header(), release.hold(), release.account(), at, "RELEASED");
                case LedgerCommand.Expire expire ->
                        end(expire.header(), expire.hold(), expire.account(), at, "EXPIRED");
                case LedgerCommand.Close close -> close(close);
                case LedgerCommand.Refuse refuse ->
                        new Answer.No(refuse.problem().reason(), refuse.problem().args());
            };
        } catch (Stop stop) {
            return stop.answer();
        }
    }

    private Answer post(LedgerCommand.Post post, Instant at) {
        LedgerCommand.Header header = post.header();
        for (Leg leg : post.legs()) {
            requireUsable(leg, header.passesFreeze());
        }
        List<Advance> advanced = counters.afterAll(header.owner(), post.allowances(), at);
        if (post.givesBack() != null) {
            giveBack(post.givesBack());
        }
        Map<AccountRef, Account> before = new LinkedHashMap<>();
        List<AccountRef> debited = new ArrayList<>();
        for (Leg leg : post.legs()) {
            AccountRef ref = orReturns(leg.account());
            before.putIfAbsent(ref, state.account(ref));
            move(ref, leg.amount().minor(), 0);
            if (leg.amount().isNegative()) {
                debited.add(ref);
            }
        }
        requireFloors(debited, before);
        advance(
                header,
                post.recounts() == null
                        ? advanced
                        : counters.again(header.owner(), post.recounts()));
        return done(header.owner(), post.legs().stream().map(l -> orReturns(l.account())).toList());
    }

    private void advance(LedgerCommand.Header header, List<Advance> advanced) {
        advanced.forEach(counters::advance);
        state.set(state.advanced, header.id(), advanced);
    }

    private Answer reserve(LedgerCommand.Reserve reserve, Instant at) {
        LedgerCommand.Header header = reserve.header();
        AccountRef ref = reserve.account();
        requireUsable(new Leg(ref, header.amount().negated()), header.passesFreeze());
        List<Advance> advanced = counters.afterAll(header.owner(), reserve.allowances(), at);
        Map<AccountRef, Account> before = Map.of(ref, state.account(ref));
        move(ref, 0, header.amount().minor());
        requireFloors(List.of(ref), before);
        advance(header, advanced);
        state.set(
                state.holds,
                header.id(),
                new Hold(ref, header.amount().minor(), 0, "HELD", reserve.expiresAt(), advanced));
        return done(header.owner(), List.of(ref));
    }

    private Answer capture(LedgerCommand.Capture capture, Instant at) {
        Hold hold = requireHold(capture.hold(), capture.account());
        Stop.ifExpired(hold, at);
        Stop.unless(hold.state().equals("HELD"));
        BigInteger moved = BigInteger.ZERO;
        for (Leg leg : capture.credits()) {
            moved = Stop.fits(moved.add(BigInteger.valueOf(leg.amount().minor())));
        }
        Stop.unless(moved.compareTo(BigInteger.valueOf(hold.amount())) <= 0);
        long captured = moved.longValueExact();
        move(capture.account(), -captured, -hold.amount());
        List<AccountRef> changed = new ArrayList<>(List.of(capture.account()));
        for (Leg leg : capture.credits()) {
            AccountRef ref = orReturns(leg.account());
            move(ref, leg.amount().minor(), 0);
            changed.add(ref);
        }
        counters.takeBack(hold, hold.amount() - captured);
        state.set(state.holds, capture.hold(), hold.ended("CAPTURED", captured));
        return done(capture.header().owner(), changed);
    }

    private Answer end(
            LedgerCommand.Header header, PostingId id, AccountRef account, Instant at, String as) {
        Hold hold = requireHold(id, account);
        boolean timeIsOver = hold.expiresAt() != null && !at.isBefore(hold.expiresAt());
        if (as.equals("RELEASED") || hold.state().equals("EXPIRED")) {
            Stop.ifExpired(hold, at);
        }
        Stop.unless(hold.state().equals("HELD") && (as.equals("RELEASED") || timeIsOver));
        move(account, 0, -hold.amount());
        counters.takeBack(hold, hold.amount());
        state.set(state.holds, id, hold.ended(as, 0));
        return done(header.owner(), List.of(account));
    }

    private Answer close(LedgerCommand.Close close) {
        Account account = state.account(close.account());
        if (account.closed()) {
            return Answer.No.of(Reason.ACCOUNT_CLOSED);
        }
        if (account.posted().signum() != 0 || account.held().signum() != 0) {
            return Answer.No.of(Reason.ACCOUNT_NOT_EMPTY);
        }
        state.set(state.accounts, close.account(), account.closedNow());
        return done(close.header().owner(), List.of(close.account()));
    }

    /** The balances of the owner's accounts as they are now, in the order they were touched. */
    private Answer done(UUID owner, List<AccountRef> changed) {
        return new Answer.Done(
                changed.stream()
                        .filter(ref -> ref.owner().equals(owner))
                        .distinct()
                        .map(ref ->
                                Balance.of(
                                        ref.asset(),
                                        state.account(ref).posted().longValueExact(),
                                        state.account(ref).held().longValueExact()))
                        .toList());
    }

    private void requireUsable(Leg leg, boolean passes) {
        boolean debit = leg.amount().isNegative();
        if (state.account(leg.account()).closed()) {
            if (debit) {
                throw new Stop(Answer.No.of(Reason.ACCOUNT_CLOSED));
            }
            if (!passes) {
                throw new Stop(Answer.No.of(Reason.PAYEE_CANNOT_RECEIVE));
            }
        }
        String frozen = passes ? null : state.frozenOwners.get(leg.account().owner());
        if (debit && frozen != null) {
            throw new Stop(Answer.No.of(Reason.ACCOUNT_FROZEN));
        }
        if (!debit && "ALL".equals(frozen)) {
            throw new Stop(Answer.No.of(Reason.PAYEE_CANNOT_RECEIVE));
        }
    }

    private AccountRef orReturns(AccountRef ref) {
        if (!state.account(ref).closed()) {
            return ref;
        }
        AccountRef returns = AccountRef.returns(ref.partition(), ref.asset());
        touch(returns);
        return returns;
    }

    private void giveBack(LedgerCommand.GivesBack gives) {
        Kept original = state.kept.get(gives.original());
        Stop.unless(
                original != null
                        && original.answer() instanceof Answer.Done
                        && original.command().header().owner().equals(gives.originalOwner())
                        && original.command().header().amount().asset() == gives.amount().asset());
        BigInteger whole =
                BigInteger.valueOf(
                        Objects.requireNonNull(original).command().header().amount().minor());
        BigInteger before = BigInteger.valueOf(state.givenBack.getOrDefault(gives.original(), 0L));
        BigInteger after = Stop.fits(before.add(BigInteger.valueOf(gives.amount().minor())));
        boolean tooMuch = after.compareTo(whole) > 0;
        boolean notWhole = gives.whole() && !(before.signum() == 0 && after.equals(whole));
        if (tooMuch || notWhole) {
            throw new Stop(Answer.No.of(Reason.ALREADY_GIVEN_BACK));
        }
        state.set(state.givenBack, gives.original(), after.longValueExact());
    }

    private void move(AccountRef ref, long amount, long held) {
        Account after =
                state.account(ref).moved(BigInteger.valueOf(amount), BigInteger.valueOf(held));
        Stop.fits(after.posted());
        Stop.fits(after.held());
        Stop.fits(after.available());
        state.set(state.accounts, ref, after);
        if (amount != 0) {
            moving.add(new Leg(ref, new Money(amount, ref.asset())));
        }
    }

    private void requireFloors(List<AccountRef> debited, Map<AccountRef, Account> before) {
        for (AccountRef ref : debited) {
            BigInteger available = state.account(ref).available();
            if (ref.purpose() == AccountRef.Purpose.WALLET && available.signum() < 0) {
                long was = Objects.requireNonNull(before.get(ref)).available().longValueExact();
                throw new Stop(
                        Answer.notEnough(
                                new Money(was, ref.asset()),
                                new Money(
                                        Stop.fits(available.negate()).longValueExact(),
                                        ref.asset())));
            }
        }
    }

    private Hold requireHold(PostingId id, AccountRef account) {
        return Optional.ofNullable(state.holds.get(id))
                .filter(hold -> hold.account().equals(account))
                .orElseThrow(() -> new Stop(new Answer.Mistake(IllegalStateException.class)));
    }

    private void touch(LedgerCommand command) {
        Touched.by(command).forEach(this::touch);
    }

    private void touch(AccountRef ref) {
        state.accounts.putIfAbsent(ref, Account.NEW);
    }
}
