package io.xiaohu.ledger.bench;

import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.core.AccountState;
import io.xiaohu.ledger.core.Change;
import io.xiaohu.ledger.core.Entry;
import io.xiaohu.ledger.jdbc.rows.HistoryRows;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import io.xiaohu.ledger.jdbc.rows.OperationRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The limit: the same rows into tables like the ledger's, with the same indexes, by COPY on one
 * connection, 1,000 transfers a commit, no locks, no look-ups, no balances kept. What the rows say
 * is worked out before the clock runs; that they are put on the wire is measured, as it is for the
 * writer.
 */
final class CopyLimit {

    private static final int IN_COMMIT = 1_000;
    private static final int PREPARED = 40;
    private static final double NANOS_A_SECOND = 1e9;

    private static final String LIKE_THE_LEDGERS =
            """
            drop schema if exists copy_limit cascade;
            create schema copy_limit;
            create table copy_limit.operation (like ledger.operation including all);
            create table copy_limit.entry (like ledger.entry including all);
            create table copy_limit.event (like ledger.event including all)
            """;

    private final HistoryRows rows;
    private final People people;
    private final Map<AccountRef, Long> seqs = new HashMap<>();
    private long eventNumber;

    CopyLimit(LedgerJson json, People people) {
        this.rows = new HistoryRows(json, "copy_limit");
        this.people = people;
    }

    /**
     * @param owner a connection of the database's owner
     * @return transfers a second
     */
    double measure(Connection owner, int seconds) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(LIKE_THE_LEDGERS);
        }
        owner.setAutoCommit(false);
        run(owner, 1);
        double aSecond = run(owner, seconds);
        try (var statement = owner.createStatement()) {
            statement.execute("drop schema copy_limit cascade");
        }
        owner.commit();
        owner.setAutoCommit(true);
        return aSecond;
    }

    private double run(Connection owner, int seconds) throws SQLException {
        long taken = 0;
        int commits = 0;
        long most = (long) (seconds * NANOS_A_SECOND);
        while (taken < most) {
            List<List<OperationRow>> prepared = prepare();
            long begin = System.nanoTime();
            for (List<OperationRow> commit : prepared) {
                send(owner, commit);
                commits++;
                if (taken + System.nanoTime() - begin > most) {
                    break;
                }
            }
            taken += System.nanoTime() - begin;
        }
        return commits * IN_COMMIT * NANOS_A_SECOND / taken;
    }

    private void send(Connection owner, List<OperationRow> commit) throws SQLException {
        rows.add(owner, commit);
        List<Entry> entries = commit.stream().flatMap(row -> row.entries().stream()).toList();
        rows.addEvents(owner, entries, ++eventNumber, commit.getLast().atMicros());
        owner.commit();
    }

    private List<List<OperationRow>> prepare() {
        List<List<OperationRow>> prepared = new ArrayList<>(PREPARED);
        for (int i = 0; i < PREPARED; i++) {
            List<OperationRow> operations = new ArrayList<>(IN_COMMIT);
            for (LedgerCommand.Post transfer : people.transfers(IN_COMMIT)) {
                operations.add(row(transfer));
            }
            prepared.add(operations);
        }
        return prepared;
    }

    private OperationRow row(LedgerCommand.Post transfer) {
        long at = System.currentTimeMillis() * 1_000;
        List<Entry> entries = new ArrayList<>(2);
        for (Leg leg : transfer.legs()) {
            long seq = seqs.merge(leg.account(), 1L, Long::sum);
            byte[] hash = new byte[32];
            ThreadLocalRandom.current().nextBytes(hash);
            Change change = new Change(leg.account(), Change.Step.LEG, leg.amount().minor(), 0);
            entries.add(
                    new Entry(
                            change,
                            new AccountState(leg.account(), seq, 0, seq, at, null, false, hash)));
        }
        byte[] salt = new byte[16];
        ThreadLocalRandom.current().nextBytes(salt);
        return new OperationRow(transfer.header(), null, null, salt, List.of(), entries, at);
    }
}
