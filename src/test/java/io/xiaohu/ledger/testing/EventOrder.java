package io.xiaohu.ledger.testing;

import static io.xiaohu.ledger.testing.LedgerInvariants.require;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Reads the whole outbox in order: numbers have no gap, each entry is told of once, and no
 * account's order is turned round.
 */
final class EventOrder {

    private static final String EVENTS =
            """
            select p, number, accounts, first_seqs, last_seqs
            from ledger.event
            order by p, number
            """;

    private static final String UNTOLD_HEADS =
            """
            select h.p
            from ledger.event_head h
            where h.number <> (select count(*) from ledger.event e where e.p = h.p)
            """;

    private static final String LAST_SEQS = "select id, seq from ledger.account where seq > 0";

    private final Connection connection;
    private final Map<UUID, Long> told = new HashMap<>();

    EventOrder(Connection connection) {
        this.connection = connection;
    }

    void check() throws SQLException {
        try (PreparedStatement events = connection.prepareStatement(EVENTS)) {
            events.setFetchSize(5_000);
            try (ResultSet row = events.executeQuery()) {
                readAll(row);
            }
        }
        try (PreparedStatement heads = connection.prepareStatement(UNTOLD_HEADS);
                ResultSet row = heads.executeQuery()) {
            require(!row.next(), "a head counts other events than there are");
        }
        try (PreparedStatement last = connection.prepareStatement(LAST_SEQS);
                ResultSet row = last.executeQuery()) {
            while (row.next()) {
                UUID account = row.getObject(1, UUID.class);
                Long seq = told.remove(account);
                require(
                        seq != null && seq == row.getLong(2),
                        "the last entries of " + account + " were not told of");
            }
        }
        require(told.isEmpty(), "events tell of entries that are not there");
    }

    private void readAll(ResultSet row) throws SQLException {
        int p = -1;
        long number = 0;
        while (row.next()) {
            number = row.getInt(1) == p ? number + 1 : 1;
            p = row.getInt(1);
            require(row.getLong(2) == number, "event " + number + " of " + p + " is missing");
            tell(
                    (UUID[]) row.getArray(3).getArray(),
                    (Long[]) row.getArray(4).getArray(),
                    (Long[]) row.getArray(5).getArray());
        }
    }

    private void tell(UUID[] accounts, Long[] first, Long[] last) {
        for (int i = 0; i < accounts.length; i++) {
            long before = told.getOrDefault(accounts[i], 0L);
            require(
                    first[i] == before + 1 && last[i] >= first[i],
                    "an event turns the order of " + accounts[i] + " round");
            told.put(accounts[i], last[i]);
        }
    }
}
