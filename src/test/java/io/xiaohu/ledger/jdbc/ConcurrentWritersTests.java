package io.xiaohu.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.testing.LedgerDatabase;
import io.xiaohu.ledger.testing.LedgerInvariants;
import io.xiaohu.ledger.testing.Seeds;
import io.xiaohu.ledger.testing.Town;
import io.xiaohu.testing.AtOnce;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two writers on one database, the same few accounts, the same commands sent to both. */
class ConcurrentWritersTests {

    private static final int CALLERS = 48;
    private static final int CALLS = 25;

    private final Town town = new Town();

    @Test
    void whoeverSendsWhatToWhomEachIsDoneOnceAndNobodyMeetsADeadlock() {
        Seeds.with(seed -> {
            LedgerDatabase database = LedgerDatabase.create();
            List<UUID> people = Stream.generate(Ids::next).limit(6).toList();
            try (TestLedger one = TestLedger.open(database);
                    TestLedger two = TestLedger.open(database)) {
                List<Ledger> both = List.of(one.ledger(), two.ledger());
                people.forEach(person -> both.getFirst().apply(town.topUp(person, 20_000)));
                List<List<Outcome>> answers =
                        AtOnce.times(CALLERS, n -> calls(new Random(seed + n), n, people, both));
                compare(answers.stream().flatMap(List::stream).toList(), database);
            }
            LedgerInvariants.check(database);
        });
    }

    /** Every command is sent by two callers, each to either of the writers. */
    private List<Outcome> calls(Random random, int caller, List<UUID> people, List<Ledger> both) {
        List<Outcome> outcomes = new ArrayList<>();
        Random shared = new Random(caller / 2);
        for (int call = 0; call < CALLS; call++) {
            List<UUID> order = new ArrayList<>(people);
            Collections.shuffle(order, shared);
            long minor = 3 + shared.nextInt(900);
            LedgerCommand.Post post =
                    new LedgerCommand.Post(
                            town.header(
                                    order.getFirst(),
                                    caller / 2 + " calls " + call,
                                    Money.cny(minor)),
                            List.of(
                                    town.leg(order.get(0), -minor),
                                    town.leg(order.get(1), minor - 2),
                                    town.leg(order.get(2), 2)),
                            List.of());
            outcomes.add(both.get(random.nextInt(2)).apply(post));
        }
        return outcomes;
    }

    private static void compare(List<Outcome> answers, LedgerDatabase database) {
        Map<PostingId, Outcome> first = new HashMap<>();
        Map<PostingId, Integer> fresh = new HashMap<>();
        for (Outcome answer : answers) {
            fresh.merge(answer.id(), answer.repeated() ? 0 : 1, Integer::sum);
            Outcome other = first.putIfAbsent(answer.id(), answer);
            if (other != null) {
                assertThat(answer.at()).isEqualTo(other.at());
                assertThat(content(answer)).isEqualTo(content(other));
            }
        }
        assertThat(fresh.values()).containsOnly(1);
        assertThat(database.number("select count(*) from ledger.operation"))
                .isEqualTo(first.size() + 6L);
    }

    private static Object content(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Posted posted -> posted.balances();
            case Outcome.Refused refused -> refused.problem();
        };
    }
}
