package io.xiaohu.ledger.jdbc.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Ids;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import io.xiaohu.ledger.jdbc.rows.TestJson;
import io.xiaohu.ledger.testing.Seeds;
import io.xiaohu.ledger.testing.Town;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What waits, without a database: who may go, in which order, and who is turned away. */
class WriterQueueTests {

    private static final int MOST_WAITING = 40;

    private final Town town = new Town();
    private final List<UUID> people = Stream.generate(Ids::next).limit(12).toList();

    @Test
    void forEachAccountTheOrderIsTheOrderOfArrivalAndOpenBatchesShareNone() {
        Seeds.with(seed -> {
            Random random = new Random(seed);
            WriterQueue queue = new WriterQueue(8, MOST_WAITING);
            Map<AccountRef, List<Pending>> arrived = new HashMap<>();
            Map<AccountRef, List<Pending>> gone = new HashMap<>();
            List<List<Pending>> open = new ArrayList<>();
            int waiting = 0;
            for (int step = 0; step < 1_500; step++) {
                boolean offers = waiting < MOST_WAITING && random.nextInt(3) > 0;
                if (offers) {
                    Pending pending = pending(random);
                    assertThat(queue.offer(pending, Duration.ZERO)).isTrue();
                    note(pending, arrived);
                    waiting++;
                } else if (!open.isEmpty() && (open.size() == 2 || random.nextBoolean())) {
                    queue.done(open.remove(random.nextInt(open.size())));
                } else if (canGo(arrived, gone, open)) {
                    List<Pending> batch = queue.take();
                    batch.forEach(pending -> note(pending, gone));
                    waiting -= batch.size();
                    open.add(batch);
                    assertThatTheyShareNone(open);
                }
            }
            gone.forEach((account, order) ->
                    assertThat(order)
                            .isEqualTo(
                                    arrived.getOrDefault(account, List.of())
                                            .subList(0, order.size())));
        });
    }

    @Test
    void whatLiesInAPartitionWrittenElsewhereIsRefusedBeforeAnythingIsAsked() {
        LedgerCommand command = one("first").commands().getFirst();
        Set<Integer> elsewhere = new HashSet<>(Partition.ALL);
        elsewhere.remove(Partition.of(command.header().owner()));
        Connections nowhere =
                new Connections("jdbc:postgresql://localhost:1/none", new Properties(), "");
        LedgerJson json = TestJson.create();
        try (GroupCommit writer =
                new GroupCommit(nowhere, json, WriterSettings.SHIPPED, elsewhere)) {
            assertThatThrownBy(() -> writer.write(command))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatFindsNoPlaceInTimeIsTurnedAway() throws InterruptedException {
        WriterQueue queue = new WriterQueue(8, 2);
        Pending first = one("first");
        assertThat(queue.offer(first, Duration.ZERO)).isTrue();
        assertThat(queue.offer(one("second"), Duration.ZERO)).isTrue();
        assertThat(queue.offer(one("third"), Duration.ofMillis(20))).isFalse();
        assertThat(queue.withdraw(first)).isTrue();
        assertThat(queue.offer(one("fourth"), Duration.ZERO)).isTrue();
    }

    @Test
    void whatAWriterHasTakenCannotBeWithdrawn() throws InterruptedException {
        WriterQueue queue = new WriterQueue(8, 2);
        Pending first = one("first");
        queue.offer(first, Duration.ZERO);
        assertThat(queue.take()).containsExactly(first);
        assertThat(queue.withdraw(first)).isFalse();
    }

    @Test
    void aClosedQueueTakesNothingMoreAndGivesWhatItHas() throws InterruptedException {
        WriterQueue queue = new WriterQueue(8, 2);
        Pending first = one("first");
        queue.offer(first, Duration.ZERO);
        queue.close();
        assertThat(queue.offer(one("second"), Duration.ofSeconds(5))).isFalse();
        assertThat(queue.take()).containsExactly(first);
        queue.done(List.of(first));
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void whatGoesTogetherIsABatchOfItsOwn() throws InterruptedException {
        WriterQueue queue = new WriterQueue(8, 10);
        Pending first = one("first");
        Pending together = Pending.together(List.of(transfer(people.get(2), people.get(3))));
        Pending last = new Pending(transfer(people.get(4), people.get(5)));
        queue.offer(first, Duration.ZERO);
        queue.offer(together, Duration.ZERO);
        queue.offer(last, Duration.ZERO);
        assertThat(queue.take()).containsExactly(first);
        queue.done(List.of(first));
        assertThat(queue.take()).containsExactly(together);
        queue.done(List.of(together));
        assertThat(queue.take()).containsExactly(last);
    }

    /** Whether something waits that is the next for all its accounts, none of which is busy. */
    private static boolean canGo(
            Map<AccountRef, List<Pending>> arrived,
            Map<AccountRef, List<Pending>> gone,
            List<List<Pending>> open) {
        Set<AccountRef> busy = new HashSet<>();
        open.forEach(batch -> batch.forEach(pending -> busy.addAll(pending.touched())));
        return arrived.values().stream()
                .flatMap(List::stream)
                .filter(pending -> pending.touched().stream().noneMatch(busy::contains))
                .anyMatch(pending ->
                        pending.touched().stream()
                                .allMatch(ref -> isNext(pending, ref, arrived, gone)));
    }

    private static boolean isNext(
            Pending pending,
            AccountRef ref,
            Map<AccountRef, List<Pending>> arrived,
            Map<AccountRef, List<Pending>> gone) {
        int next = gone.getOrDefault(ref, List.of()).size();
        List<Pending> order = arrived.getOrDefault(ref, List.of());
        return next < order.size() && order.get(next) == pending;
    }

    private static void assertThatTheyShareNone(List<List<Pending>> open) {
        Set<AccountRef> all = new HashSet<>();
        int count = 0;
        for (List<Pending> batch : open) {
            Set<AccountRef> touched = new HashSet<>();
            batch.forEach(pending -> touched.addAll(pending.touched()));
            count += touched.size();
            all.addAll(touched);
        }
        assertThat(all).hasSize(count);
    }

    private static void note(Pending pending, Map<AccountRef, List<Pending>> orders) {
        pending.touched()
                .forEach(ref -> orders.computeIfAbsent(ref, r -> new ArrayList<>()).add(pending));
    }

    private Pending pending(Random random) {
        LedgerCommand.Post command =
                transfer(
                        people.get(random.nextInt(people.size())),
                        people.get(random.nextInt(people.size())));
        return random.nextInt(8) == 0
                ? Pending.together(List.of(command, transfer(people.get(0), people.get(1))))
                : new Pending(command);
    }

    private Pending one(String cause) {
        return new Pending(town.transfer(cause, people.get(0), people.get(1), 5));
    }

    private LedgerCommand.Post transfer(UUID from, UUID to) {
        return town.transfer(Ids.next().toString(), from, to, 5);
    }
}
