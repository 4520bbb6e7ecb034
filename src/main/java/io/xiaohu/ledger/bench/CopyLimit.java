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
 * connection, 1,000 transfers a commit, no locks, no balances kept. The rows are made before the
 * clock runs, so that the database alone is measured.
 */
final class CopyLimit {

    private static final int IN_COMMIT = 1_000;
    private static final int SHARE_OF_MEMORY = 4;
    private static final int BYTES_A_TRANSFER = 1_500;
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
            List<HistoryRows.Prepared> prepared = prepare();
            long begin = System.nanoTime();
            for (HistoryRows.Prepared commit : prepared) {
                commit.send(owner);
                owner.commit();
                commits++;
                if (taken + System.nanoTime() - begin > most) {
                    break;
                }
            }
            taken += System.nanoTime() - begin;
        }
        return commits * IN_COMMIT * NANOS_A_SECOND / taken;
    }

    private List<HistoryRows.Prepared> prepare() {
        long room = Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY;
        int commits = (int) Math.min(40, room / ((long) IN_COMMIT * BYTES_A_TRANSFER));
        List<HistoryRows.Prepared> prepared = new ArrayList<>(commits);
        for (int i = 0; i < commits; i++) {
            List<OperationRow> operations = new ArrayList<>(IN_COMMIT);
            for (LedgerCommand.Post transfer : people.transfers(IN_COMMIT)) {
                operations.add(row(transfer));
            }
            prepared.add(rows.prepare(operations, ++eventNumber));
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
