package io.xiaohu.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.jdbc.writer.WriterSettings;
import io.xiaohu.ledger.testing.LedgerDatabase;
import io.xiaohu.ledger.testing.LedgerInvariants;
import io.xiaohu.ledger.testing.Town;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Too many callers, a writer that is closed, and commands the database does not take. */
class WriterLoadTests {

    private static final int MOST_WAITING = 20;
    private static final int MOST_IN_BATCH = 10;
    private static final int FLOOD = 400;
    private static final Executor CALLERS = Executors.newVirtualThreadPerTaskExecutor();

    private static final WriterSettings NARROW =
            new WriterSettings(
                    1,
                    MOST_IN_BATCH,
                    MOST_WAITING,
                    Duration.ofMillis(100),
                    Duration.ofSeconds(25),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(12),
                    Duration.ofSeconds(15));

    private final LedgerDatabase database = LedgerDatabase.create();
    private final Town town = new Town();

    @AfterEach
    void everythingAddsUp() {
        LedgerInvariants.check(database);
    }

    @Test
    void aFloodIsTurnedAwayWhileTheDatabaseIsBusyAndNothingOfItIsDoneLater() throws Exception {
        List<CompletableFuture<Outcome>> calls = new ArrayList<>();
        try (TestLedger test = TestLedger.open(database, NARROW)) {
            test.ledger().apply(town.topUp(town.alice, FLOOD));
            try (Connection blocking = locked()) {
                for (int n = 0; n < FLOOD; n++) {
                    calls.add(call(test, town.transfer("n" + n, town.alice, town.bob, 1)));
                }
                until(() -> refused(calls) >= FLOOD - MOST_WAITING - MOST_IN_BATCH);
                blocking.rollback();
            }
        }
        long done = calls.stream().filter(call -> !call.isCompletedExceptionally()).count();
        assertThat(done).isBetween((long) MOST_WAITING, (long) MOST_WAITING + MOST_IN_BATCH);
        assertThat(refused(calls)).isEqualTo(FLOOD - done);
        assertThat(database.number("select count(*) from ledger.operation")).isEqualTo(1 + done);
    }

    @Test
    void closingFinishesWhatWaitsAndTakesNothingMore() throws Exception {
        List<CompletableFuture<Outcome>> calls = new ArrayList<>();
        TestLedger test = TestLedger.open(database, NARROW);
        test.ledger().apply(town.topUp(town.alice, FLOOD));
        try (Connection blocking = locked()) {
            for (int n = 0; n < FLOOD; n++) {
                calls.add(call(test, town.transfer("n" + n, town.alice, town.bob, 1)));
            }
            until(() -> refused(calls) >= FLOOD - MOST_WAITING - MOST_IN_BATCH);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(test::close, CALLERS);
            blocking.rollback();
            closing.join();
        }
        assertThat(calls).allSatisfy(call -> assertThat(call.isDone()).isTrue());
        long done = calls.stream().filter(call -> !call.isCompletedExceptionally()).count();
        assertThat(done).isBetween((long) MOST_WAITING, (long) MOST_WAITING + MOST_IN_BATCH);
        assertThat(refused(calls)).isEqualTo(FLOOD - done);
        LedgerCommand late = town.transfer("late", town.alice, town.bob, 1);
        assertThatThrownBy(() -> test.ledger().apply(late)).isInstanceOf(ProblemException.class);
        assertThat(database.number("select count(*) from ledger.operation")).isEqualTo(1 + done);
    }

    @Test
    void theOrderForOneAccountIsTheOrderOfArrivalHoweverManyBatchesItTakes() {
        try (TestLedger test = TestLedger.open(database, NARROW)) {
            test.ledger().apply(town.topUp(town.alice, 1_000));
            List<LedgerCommand> all = new ArrayList<>();
            for (int n = 0; n < 200; n++) {
                all.add(town.transfer("n" + n, town.alice, town.bob, 1 + n % 7));
            }
            List<Instant> times = new ArrayList<>();
            for (Ledger.BulkResult result : test.ledger().applyEach(all)) {
                times.add(((Ledger.BulkResult.Done) result).outcome().at());
            }
            assertThat(times).isSorted().doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 120})
    void whatTheDatabaseDoesNotTakeFailsAloneInABatch(int size) {
        try (TestLedger test = TestLedger.open(database)) {
            test.ledger().apply(town.topUp(town.alice, 1_000_000));
            List<LedgerCommand> all = new ArrayList<>();
            for (int n = 0; n < size; n++) {
                all.add(town.transfer(size + " good " + n, town.alice, town.bob, 1));
            }
            List<LedgerCommand> bad = bad(size + " bad");
            for (LedgerCommand command : bad) {
                all.add(1 + all.size() / 2, command);
            }
            List<Ledger.BulkResult> results = test.ledger().applyEach(all);
            for (int n = 0; n < all.size(); n++) {
                if (bad.contains(all.get(n))) {
                    assertThat(results.get(n))
                            .isInstanceOfSatisfying(
                                    Ledger.BulkResult.Failed.class,
                                    failed ->
                                            assertThat(failed.why())
                                                    .isInstanceOf(IllegalStateException.class));
                } else {
                    assertThat(results.get(n)).isInstanceOf(Ledger.BulkResult.Done.class);
                }
            }
            assertThat(database.number("select count(*) from ledger.operation"))
                    .isEqualTo(1L + size);
        }
    }

    @Test
    void togetherWithSomethingTheDatabaseDoesNotTakeNothingIsDone() {
        try (TestLedger test = TestLedger.open(database)) {
            test.ledger().apply(town.topUp(town.alice, 1_000));
            for (LedgerCommand bad : bad("bad")) {
                LedgerCommand good = town.transfer(Ids.next().toString(), town.alice, town.bob, 1);
                assertThatThrownBy(() -> test.ledger().applyTogether(List.of(good, bad, good2())))
                        .isInstanceOf(IllegalStateException.class);
                assertThat(test.ledger().find(good.header().id(), null)).isEmpty();
            }
        }
    }

    private LedgerCommand good2() {
        return town.transfer(Ids.next().toString(), town.alice, town.bob, 1);
    }

    /** PostgreSQL keeps no text with a zero in it, in no column, and no time before its first. */
    private List<LedgerCommand> bad(String cause) {
        LedgerCommand.Header header =
                town.header(town.alice, cause + " memo", Money.cny(1)).memo("a\0b");
        LedgerCommand.Header metadata =
                town.header(town.alice, cause + " metadata", Money.cny(1))
                        .metadata(Map.of("a", "b\0"));
        Allowance counter =
                new Allowance(
                        "counter\0",
                        Allowance.Period.DAY,
                        Money.cny(10),
                        Money.cny(1),
                        Reason.DAILY_LIMIT);
        LedgerCommand.Post transfer = town.transfer(cause, town.alice, town.bob, 1);
        return List.of(
                new LedgerCommand.Post(header, transfer.legs(), List.of()),
                new LedgerCommand.Post(metadata, transfer.legs(), List.of()),
                new LedgerCommand.Post(
                        town.header(town.alice, cause + " counter", Money.cny(1)),
                        transfer.legs(),
                        List.of(counter)),
                town.reserve(
                        cause + " time", town.alice, 1, Instant.parse("-10000-01-01T00:00:00Z")),
                town.transfer(cause + " \0", town.alice, town.bob, 1));
    }

    /** Somebody else holds Alice's account. */
    private Connection locked() throws SQLException {
        Connection connection = database.open();
        connection.setAutoCommit(false);
        try (var lock =
                connection.prepareStatement(
                        "select id from ledger.account where owner = ? for update")) {
            lock.setObject(1, town.alice);
            lock.executeQuery();
        }
        return connection;
    }

    private static CompletableFuture<Outcome> call(TestLedger test, LedgerCommand command) {
        return CompletableFuture.supplyAsync(() -> test.ledger().apply(command), CALLERS);
    }

    private static long refused(List<CompletableFuture<Outcome>> calls) {
        return calls.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .filter(call ->
                        call.exceptionNow() instanceof ProblemException e
                                && e.problem().reason() == Reason.UNAVAILABLE
                                && e.problem().money() == null)
                .count();
    }

    private static void until(Condition condition) {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private interface Condition {
        boolean holds();
    }
}
