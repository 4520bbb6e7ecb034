package io.xiaohu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.SigningKeys;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.testing.LedgerActs;
import io.xiaohu.testing.OwnLedger;
import io.xiaohu.testing.Tampering;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Seals hold what was booked up to their horizon, and can be made again from the entries. */
@OwnLedger
class SealingIntegrationTests {

    private static final String WAITING =
            """
            select count(*)
            from pg_locks
            where locktype = 'advisory'
            and database = (select oid from pg_database where datname = current_database())
            and not granted
            """;

    @Autowired private Ledger ledger;
    @Autowired private Sealing sealing;
    @Autowired private SealFiles files;
    @Autowired private SealTable table;
    @Autowired private Heads heads;
    @Autowired private OutgoingGate gate;
    @Autowired private SigningKeys keys;
    @Autowired private Horizon horizon;
    @Autowired private JdbcClient sql;
    @Autowired private PlatformTransactionManager transactions;

    @Value("${spring.datasource.url}")
    private String url = "";

    private final UUID alice = Ids.next();
    private final UUID bob = Ids.next();

    @Test
    void anOldSealIsMadeAgainFromTheEntriesWhateverCameAfter() {
        LedgerActs acts = new LedgerActs(ledger);
        acts.fund(alice, 10_000);
        List<Seal> seals = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            for (int n = 0; n <= i; n++) {
                acts.transfer(alice, bob, 1 + n, null);
            }
            seals.add(sealing.seal());
        }
        acts.fund(Ids.next(), 5);
        for (Seal seal : seals) {
            MerkleTree tree = new MerkleTree();
            new TransactionTemplate(transactions)
                    .executeWithoutResult(status ->
                            heads.upTo(
                                    seal.horizonMicros(),
                                    (p, account, seq, head) ->
                                            tree.add(MerkleTree.leaf(p, account, seq, head))));
            assertThat(tree.root()).isEqualTo(seal.root());
            assertThat(tree.leaves()).isEqualTo(seal.accounts());
        }
        assertThat(files.all().keySet()).containsAll(seals.stream().map(Seal::number).toList());
        assertThat(table.last().orElseThrow().isSameAs(seals.getLast())).isTrue();
        assertThat(seals.get(1).previous()).isEqualTo(seals.get(0).digest());
    }

    @Test
    void theHorizonWaitsForWhoeverIsBookingAndNothingIsBookedBeforeIt() throws Exception {
        long before = horizon.raise();
        try (Connection booking = DriverManager.getConnection(url);
                Statement statement = booking.createStatement()) {
            booking.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock_shared(81420002)");
            CompletableFuture<Long> raised =
                    CompletableFuture.supplyAsync(horizon::raise, Thread::startVirtualThread);
            waitUntilWaiting(1);
            assertThat(raised).isNotDone();
            booking.commit();
            assertThat(raised.join()).isGreaterThan(before);
        }
        long now = horizon.raise();
        new LedgerActs(ledger).fund(alice, 1);
        assertThat(
                        sql.sql(
                                        "select max(booked_at) > (select booked_at from"
                                                + " ledger.horizon) from ledger.entry")
                                .query(Boolean.class)
                                .single())
                .isTrue();
        assertThat(horizon.currentMicros()).isEqualTo(now);
    }

    @Test
    void twoWhoSealAtOnceMakeOneSeal() throws Exception {
        long before = table.last().map(Seal::number).orElse(0L);
        try (Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(81420003)");
            CompletableFuture<Seal> first =
                    CompletableFuture.supplyAsync(sealing::seal, Thread::startVirtualThread);
            CompletableFuture<Seal> second =
                    CompletableFuture.supplyAsync(sealing::seal, Thread::startVirtualThread);
            waitUntilWaiting(2);
            other.commit();
            assertThat(first.join().number()).isEqualTo(before + 1);
            assertThat(second.join().number()).isEqualTo(before + 1);
        }
        assertThat(table.last().orElseThrow().number()).isEqualTo(before + 1);
    }

    @Test
    void aMissingFileIsWrittenAgainAndALedgerBehindItsSealIsNotSealed() throws Exception {
        Path first = Path.of(sealing.fileOf(sealing.seal()));
        Files.delete(first);
        sealing.seal();
        assertThat(first).exists();
        try (Tampering owner = new Tampering(url)) {
            owner.change(
                    "delete from ledger.seal where number = (select max(number) from ledger.seal)");
            assertThatThrownBy(sealing::seal).isInstanceOf(LedgerBehindItsSealException.class);
        }
    }

    @Test
    void aLedgerBehindItsSealBeginsNoWithdrawalUntilTwoPeopleReleaseIt() throws Exception {
        StartCheck check = new StartCheck(files, table, keys, gate);
        sealing.seal();
        check.check();
        assertThat(gate.closedBecause()).isEmpty();
        LedgerActs acts = new LedgerActs(ledger);
        acts.fund(alice, 1_000);
        try (Tampering owner = new Tampering(url)) {
            owner.change(
                    "delete from ledger.seal where number = (select max(number) from ledger.seal)");
            check.check();
            assertThat(gate.closedBecause()).isPresent();
            assertThat(acts.reserve(alice, 100)).isInstanceOf(Outcome.Refused.class);
            assertThat(gate.release("chen")).isEqualTo(OutgoingGate.Release.ANOTHER_IS_NEEDED);
            assertThat(gate.release("chen")).isEqualTo(OutgoingGate.Release.ANOTHER_IS_NEEDED);
            assertThat(acts.reserve(alice, 100)).isInstanceOf(Outcome.Refused.class);
            assertThat(gate.release("lin")).isEqualTo(OutgoingGate.Release.OPEN);
            assertThat(acts.reserve(alice, 100)).isInstanceOf(Outcome.Posted.class);
            files.setAside(table.all());
            assertThat(files.last().map(Seal::number)).isEqualTo(table.last().map(Seal::number));
        }
    }

    private void waitUntilWaiting(int how) throws Exception {
        Instant until = Instant.now().plus(Duration.ofSeconds(10));
        try (Connection look = DriverManager.getConnection(url);
                Statement statement = look.createStatement()) {
            while (true) {
                try (ResultSet row = statement.executeQuery(WAITING)) {
                    row.next();
                    if (row.getInt(1) >= how) {
                        return;
                    }
                }
                assertThat(Instant.now()).isBefore(until);
                LockSupport.parkNanos(5_000_000);
            }
        }
    }
}
