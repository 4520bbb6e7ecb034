package io.xiaohu.ledger.testing;

import io.xiaohu.ledger.core.Chain;
import io.xiaohu.ledger.core.Change;
import io.xiaohu.ledger.core.Micros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that is true of the ledger's tables whenever nobody is writing, looked at in one
 * snapshot. What is broken is an {@link AssertionError} that names the first break.
 */
public final class LedgerInvariants {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String ENTRIES =
            """
            select e.p, e.account, e.seq, e.step, e.operation, e.amount, e.held_change,
                e.posted_after, e.held_after, e.booked_at, e.hash,
                o.id, o.owner, o.kind, o.amount as about, o.asset, o.counterparty, o.original,
                o.metadata, o.salt, o.reference, o.memo, o.text_digest
            from ledger.entry e
            left join ledger.operation o
                on o.p = ledger.partition_of(e.operation)
                and o.id = e.operation
                and o.outcome = 'POSTED'
            order by e.p, e.account, e.seq
            """;

    private static final String ACCOUNTS =
            """
            select p, id, posted, held, seq, booked_at, head, frozen, closed
            from ledger.account
            order by p, id
            """;

    private final Connection connection;
    private final Chain chain = new Chain();

    private LedgerInvariants(Connection connection) {
        this.connection = connection;
    }

    /**
     * Looks at all of it.
     *
     * @return how many entries there are
     */
    public static long check(LedgerDatabase database) {
        try (Connection connection = database.open()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            LedgerInvariants all = new LedgerInvariants(connection);
            for (Counted rule : Counted.ALL) {
                all.requireNone(rule);
            }
            new EventOrder(connection).check();
            return all.walkChains();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void requireNone(Counted rule) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(rule.sql());
                ResultSet row = query.executeQuery()) {
            if (row.next()) {
                throw new AssertionError(rule.says() + ": " + row.getString(1));
            }
        }
    }

    /** Walks each account's entries beside the account itself. */
    private long walkChains() throws SQLException {
        long walked = 0;
        try (PreparedStatement accounts = streamed(ACCOUNTS);
                PreparedStatement entries = streamed(ENTRIES);
                ResultSet account = accounts.executeQuery();
                ResultSet entry = entries.executeQuery()) {
            boolean more = entry.next();
            while (account.next()) {
                UUID id = account.getObject("id", UUID.class);
                Walk walk = new Walk(id);
                while (more && entry.getObject("account", UUID.class).equals(id)) {
                    walk.next(entry);
                    walked++;
                    more = entry.next();
                }
                walk.endsAs(account);
            }
            require(!more, "an entry without its account");
        }
        return walked;
    }

    private PreparedStatement streamed(String query) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        statement.setFetchSize(5_000);
        return statement;
    }

    /** One account's chain from its first entry on. */
    private final class Walk {
        private final UUID account;
        private long seq;
        private long posted;
        private long held;
        private long bookedAt = Long.MIN_VALUE;
        private byte[] head = Chain.NO_ENTRY;
        private @Nullable String frozen;
        private boolean closed;

        private Walk(UUID account) {
            this.account = account;
        }

        private void next(ResultSet entry) throws SQLException {
            seq++;
            String where = account + " #" + seq;
            Change.Step step = Change.Step.valueOf(entry.getString("step"));
            long amount = entry.getLong("amount");
            long heldChange = entry.getLong("held_change");
            posted += amount;
            held += heldChange;
            long at = micros(entry, "booked_at");
            require(entry.getLong("seq") == seq, where + " is missing");
            require(entry.getLong("posted_after") == posted, where + " has another posted balance");
            require(entry.getLong("held_after") == held, where + " has another held balance");
            require(at >= bookedAt, where + " is booked before the entry before it");
            Chain.EntryFacts facts =
                    new Chain.EntryFacts(account, seq, step, amount, heldChange, posted, held, at);
            head = chain.entryHash(head, operation(entry, where), facts);
            require(Arrays.equals(head, entry.getBytes("hash")), where + " has another hash");
            bookedAt = at;
            switch (step) {
                case FREEZE_DEBITS -> frozen = "DEBITS";
                case FREEZE_ALL -> frozen = "ALL";
                case UNFREEZE -> frozen = null;
                case CLOSE -> closed = true;
                case LEG, RESERVE, CAPTURE, RELEASE, EXPIRE ->
                        require(!closed, where + " moves a closed account");
            }
        }

        private byte[] operation(ResultSet row, String where) throws SQLException {
            UUID operation = row.getObject("operation", UUID.class);
            if (operation == null) {
                return Chain.NO_ENTRY;
            }
            require(operation.equals(row.getObject("id", UUID.class)), where + " lost its posting");
            byte[] text =
                    row.getBytes("salt") == null
                            ? row.getBytes("text_digest")
                            : chain.textDigest(
                                    row.getBytes("salt"),
                                    row.getString("reference"),
                                    row.getString("memo"));
            return chain.operationDigest(
                    operation,
                    row.getObject("owner", UUID.class),
                    row.getString("kind"),
                    row.getLong("about"),
                    io.xiaohu.kernel.Asset.valueOf(row.getString("asset")),
                    row.getObject("counterparty", UUID.class),
                    row.getObject("original", UUID.class),
                    metadata(row.getString("metadata")),
                    text);
        }

        private void endsAs(ResultSet row) throws SQLException {
            require(row.getLong("seq") == seq, account + " lost its last entry");
            require(row.getLong("posted") == posted, account + " is not the sum of its entries");
            require(row.getLong("held") == held, account + " holds not what its entries say");
            require(Arrays.equals(row.getBytes("head"), head), account + " has another head");
            require(
                    seq == 0 || micros(row, "booked_at") == bookedAt,
                    account + " was booked at another time");
            require(
                    java.util.Objects.equals(row.getString("frozen"), frozen),
                    account + " is frozen otherwise than its entries say");
            require(row.getBoolean("closed") == closed, account + " is not closed as it says");
        }
    }

    private static Map<String, String> metadata(@Nullable String text) {
        Map<String, String> facts = new HashMap<>();
        if (text != null) {
            JSON.readTree(text)
                    .properties()
                    .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asString()));
        }
        return facts;
    }

    private static long micros(ResultSet row, String column) throws SQLException {
        return Micros.of(row.getObject(column, OffsetDateTime.class).toInstant());
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
