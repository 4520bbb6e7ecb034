package io.xiaohu.ledger.model;

import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.testing.LedgerDatabase;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the models say is left at the end, compared with every row of the database. System accounts
 * that lanes share are the sum of what each lane moved on them.
 */
public final class FinalState {

    private record Balances(BigInteger posted, BigInteger held, long entries) {
        Balances plus(ModelState.Account account) {
            return new Balances(
                    posted.add(account.posted()),
                    held.add(account.held()),
                    entries + account.entries());
        }
    }

    private final Map<UUID, Balances> shared = new HashMap<>();

    /** Compares what only this lane moves, and notes what it moved with others. */
    public void add(Lane lane, LedgerDatabase database) {
        ModelState state = lane.state();
        List<AccountRef> own = new ArrayList<>();
        state.accounts.forEach((ref, account) -> {
            if (lane.people().isOwn(ref)) {
                own.add(ref);
            } else {
                Balances before =
                        shared.getOrDefault(
                                ref.id(), new Balances(BigInteger.ZERO, BigInteger.ZERO, 0));
                shared.put(ref.id(), before.plus(account));
            }
        });
        try (Connection connection = database.open()) {
            for (AccountRef ref : own) {
                compareAccount(connection, ref, state.account(ref));
            }
            compareHolds(connection, state);
            compareCounters(connection, state);
            compareGivenBack(connection, state);
            compareKept(connection, state);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compares the accounts all lanes moved, when all are noted. */
    public void compareShared(LedgerDatabase database) {
        try (Connection connection = database.open();
                PreparedStatement query =
                        connection.prepareStatement(
                                "select id, posted, held, seq from ledger.account"
                                        + " where purpose <> 'WALLET'");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                UUID id = row.getObject(1, UUID.class);
                Balances all = shared.remove(id);
                if (all != null) {
                    same(id + " posted", all.posted().toString(), row.getString(2));
                    same(id + " held", all.held().toString(), row.getString(3));
                    same(id + " entries", all.entries(), row.getLong(4));
                }
            }
            shared.values()
                    .forEach(none -> same("entries of an account not there", none.entries(), 0L));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void compareAccount(
            Connection connection, AccountRef ref, ModelState.Account account) throws SQLException {
        String found =
                text(
                        connection,
                        "select concat_ws(' ', posted, held, seq, coalesce(frozen, '-'), closed)"
                                + " from ledger.account where p = ? and id = ?",
                        ref.partition(),
                        ref.id());
        String expected =
                "%s %s %d %s %s"
                        .formatted(
                                account.posted(),
                                account.held(),
                                account.entries(),
                                account.frozen() == null ? "-" : account.frozen(),
                                account.closed() ? "t" : "f");
        if (account.entries() > 0 || !found.isEmpty()) {
            same(ref.toString(), expected, found);
        }
    }

    private static void compareHolds(Connection connection, ModelState state) throws SQLException {
        for (Map.Entry<PostingId, ModelState.Hold> each : state.holds.entrySet()) {
            ModelState.Hold hold = each.getValue();
            same(
                    "the hold " + each.getKey(),
                    "%s %d %d %s"
                            .formatted(
                                    hold.account().id(),
                                    hold.amount(),
                                    hold.captured(),
                                    hold.state()),
                    text(
                            connection,
                            "select concat_ws(' ', account, amount, captured, state)"
                                    + " from ledger.hold where p = ? and id = ?",
                            each.getKey().partition(),
                            each.getKey().value()));
        }
    }

    private static void compareCounters(Connection connection, ModelState state)
            throws SQLException {
        for (Map.Entry<ModelState.Counter, Long> each : state.counters.entrySet()) {
            ModelState.Counter counter = each.getKey();
            same(
                    counter.toString(),
                    each.getValue().toString(),
                    text(
                            connection,
                            "select used from ledger.allowance where p = ? and owner = ?"
                                    + " and counter = ? and period = ? and asset = ?",
                            Partition.of(counter.owner()),
                            counter.owner(),
                            counter.name(),
                            counter.period(),
                            counter.asset().name()));
        }
    }

    private static void compareGivenBack(Connection connection, ModelState state)
            throws SQLException {
        for (Map.Entry<PostingId, Long> each : state.givenBack.entrySet()) {
            same(
                    "given back of " + each.getKey(),
                    each.getValue().toString(),
                    text(
                            connection,
                            "select given from ledger.given_back where p = ? and id = ?",
                            each.getKey().partition(),
                            each.getKey().value()));
        }
    }

    private static void compareKept(Connection connection, ModelState state) throws SQLException {
        Map<UUID, Boolean> found = new HashMap<>();
        List<UUID> owners =
                state.kept.values().stream()
                        .map(k -> k.command().header().owner())
                        .distinct()
                        .toList();
        try (PreparedStatement query =
                connection.prepareStatement(
                        "select id, outcome = 'POSTED' from ledger.operation"
                                + " where owner = any (?)")) {
            query.setArray(1, connection.createArrayOf("uuid", owners.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.put(row.getObject(1, UUID.class), row.getBoolean(2));
                }
            }
        }
        Map<UUID, Boolean> expected = new HashMap<>();
        state.kept.forEach((id, kept) -> expected.put(id.value(), state.isDone(id)));
        same("the ids that are kept", expected, found);
    }

    private static String text(Connection connection, String query, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private static void same(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError("%s should be %s but is %s".formatted(what, expected, found));
        }
    }
}
