package io.xiaohu.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Ids;
import io.xiaohu.ledger.testing.LedgerDatabase;
import io.xiaohu.ledger.testing.LedgerInvariants;
import io.xiaohu.ledger.testing.Town;
import io.xiaohu.testing.AtOnce;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A reader that only remembers, for each partition, the last number it saw, while two writers
 * commit at the same time.
 */
class OutboxReaderTests {

    private static final String NEXT =
            """
            select number, accounts, first_seqs, last_seqs
            from ledger.event
            where p = ?
            and number > ?
            order by number
            """;

    private static final String LAST_SEQS = "select id, seq from ledger.account where seq > 0";

    private final Town town = new Town();
    private final long[] read = new long[64];
    private final Map<UUID, Long> told = new HashMap<>();

    @Test
    void aReaderByNumberMissesNothingAndSeesEachAccountInOrder() throws SQLException {
        LedgerDatabase database = LedgerDatabase.create();
        List<UUID> people = Stream.generate(Ids::next).limit(20).toList();
        try (TestLedger one = TestLedger.open(database);
                TestLedger two = TestLedger.open(database)) {
            CompletableFuture<Void> writing =
                    CompletableFuture.runAsync(() ->
                            AtOnce.times(
                                    40,
                                    n -> {
                                        for (int i = 0; i < 40; i++) {
                                            UUID to = people.get((n * 7 + i) % people.size());
                                            (i % 2 == 0 ? one : two)
                                                    .ledger()
                                                    .apply(town.topUp(to, 5));
                                        }
                                        return true;
                                    }));
            try (Connection connection = database.open()) {
                while (!writing.isDone()) {
                    readOn(connection);
                }
                writing.join();
                readOn(connection);
                assertThat(told).isEqualTo(lastSeqs(connection));
            }
        }
        LedgerInvariants.check(database);
    }

    private void readOn(Connection connection) throws SQLException {
        try (PreparedStatement next = connection.prepareStatement(NEXT)) {
            for (int p = 0; p < read.length; p++) {
                next.setInt(1, p);
                next.setLong(2, read[p]);
                try (ResultSet event = next.executeQuery()) {
                    while (event.next()) {
                        assertThat(event.getLong(1)).isEqualTo(read[p] + 1);
                        read[p]++;
                        tell(event);
                    }
                }
            }
        }
    }

    private void tell(ResultSet event) throws SQLException {
        UUID[] accounts = (UUID[]) event.getArray(2).getArray();
        Long[] first = (Long[]) event.getArray(3).getArray();
        Long[] last = (Long[]) event.getArray(4).getArray();
        for (int i = 0; i < accounts.length; i++) {
            assertThat(first[i]).isEqualTo(told.getOrDefault(accounts[i], 0L) + 1);
            told.put(accounts[i], last[i]);
        }
    }

    private static Map<UUID, Long> lastSeqs(Connection connection) throws SQLException {
        Map<UUID, Long> all = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(LAST_SEQS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                all.put(row.getObject(1, UUID.class), row.getLong(2));
            }
        }
        return all;
    }
}
