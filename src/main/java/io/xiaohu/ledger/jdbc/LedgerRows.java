package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.core.AccountState;
import io.xiaohu.ledger.core.Decision;
import io.xiaohu.ledger.core.Entry;
import io.xiaohu.ledger.core.HoldState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The ledger's rows, one method for each statement. All of them run inside the writer's
 * transaction.
 */
@Repository
class LedgerRows {

    private static final String OPEN_ACCOUNT =
            """
            insert into ledger.account (p, id, owner, purpose, asset, floor, booked_at)
            values (:p, :id, :owner, :purpose, :asset, :floor, clock_timestamp())
            on conflict (p, id) do nothing
            """;

    /**
     * Rows are locked in the order of the key, so that two commands never wait for each other in a
     * circle.
     */
    private static final String LOCK_ACCOUNTS =
            """
            select p, owner, purpose, asset, posted, held, seq, booked_at, frozen, closed
            from ledger.account
            where (p, id) in (select * from unnest(:ps::smallint[], :ids::uuid[]))
            order by p, id
            for update
            """;

    private static final String FIND_OPERATION =
            """
            select outcome, request_digest, refusal, booked_at, owner
            from ledger.operation
            where p = :p
            and id = :id
            """;

    private static final String INSERT_OPERATION =
            """
            insert into ledger.operation (
                p, id, owner, outcome, kind, amount, asset, reference, memo, counterparty,
                request_digest, refusal, booked_at)
            values (
                :p, :id, :owner, :outcome, :kind, :amount, :asset, :reference, :memo, :counterparty,
                :digest, :refusal::jsonb, :at)
            """;

    private static final String INSERT_ENTRY =
            """
            insert into ledger.entry (
                p, account, seq, step, operation_p, operation, amount, held_change,
                posted_after, held_after, booked_at)
            values (
                :p, :account, :seq, :step, :operationP, :operation, :amount, :heldChange,
                :posted, :held, :at)
            """;

    private static final String MOVE_ACCOUNT =
            """
            update ledger.account
            set posted = :posted, held = :held, seq = :seq, booked_at = :at
            where p = :p
            and id = :id
            and seq < :seq
            """;

    private static final String SET_FREEZE =
            """
            update ledger.account
            set frozen = :frozen, seq = :seq, booked_at = :at
            where p = :p
            and id = :id
            """;

    private static final String FIND_HOLD =
            """
            select account, amount, state
            from ledger.hold
            where p = :p
            and id = :id
            """;

    private static final String BEGIN_HOLD =
            """
            insert into ledger.hold (p, id, account, amount, state, purpose)
            values (:p, :id, :account, :amount, 'HELD', :purpose)
            """;

    private static final String END_HOLD =
            """
            update ledger.hold
            set state = :state, captured = :captured
            where p = :p
            and id = :id
            """;

    private static final String USED =
            """
            select used
            from ledger.allowance
            where p = :p
            and owner = :owner
            and counter = :counter
            and period = :period
            """;

    private static final String ADVANCE =
            """
            insert into ledger.allowance (p, owner, counter, period, used)
            values (:p, :owner, :counter, :period, greatest(:amount, 0))
            on conflict (p, owner, counter, period)
            do update set used = greatest(allowance.used + :amount, 0)
            """;

    private static final String NOTE_USE =
            """
            insert into ledger.allowance_use (p, operation, counter, period, amount)
            values (:p, :operation, :counter, :period, :amount)
            """;

    private static final String USES =
            """
            select counter, period, amount
            from ledger.allowance_use
            where p = :p
            and operation = :operation
            """;

    private static final String BALANCES_AFTER =
            """
            select distinct on (a.id) a.asset, e.posted_after, e.held_after
            from ledger.entry e
            join ledger.account a on a.p = e.p and a.id = e.account
            where e.p = :p
            and e.operation = :operation
            and a.owner = :owner
            order by a.id, e.seq desc
            """;

    private static final String CLOCK = "select clock_timestamp()";

    private static final String ACCOUNTS_OF =
            """
            select id, p, owner, purpose, asset
            from ledger.account
            where p = :p
            and owner = :owner
            order by p, id
            """;

    record Known(boolean posted, byte[] digest, @Nullable String refusal, Instant at, UUID owner) {}

    private final JdbcClient sql;

    LedgerRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Zero rows is fine: somebody else opened it. */
    void open(AccountRef ref) {
        sql.sql(OPEN_ACCOUNT)
                .param("p", ref.partition())
                .param("id", ref.id())
                .param("owner", ref.owner())
                .param("purpose", ref.purpose().name())
                .param("asset", ref.asset().name())
                .param("floor", ref.purpose().neverBelowZero() ? 0L : null)
                .update();
    }

    List<AccountState> lock(Collection<AccountRef> refs) {
        return sql.sql(LOCK_ACCOUNTS)
                .param("ps", refs.stream().map(AccountRef::partition).toArray(Integer[]::new))
                .param("ids", refs.stream().map(AccountRef::id).toArray(UUID[]::new))
                .query(LedgerRows::account)
                .list();
    }

    Instant clock() {
        return sql.sql(CLOCK).query(OffsetDateTime.class).single().toInstant();
    }

    Optional<Known> find(PostingId id) {
        return sql.sql(FIND_OPERATION)
                .param("p", id.partition())
                .param("id", id.value())
                .query((row, n) ->
                        new Known(
                                row.getString("outcome").equals("POSTED"),
                                row.getBytes("request_digest"),
                                row.getString("refusal"),
                                instant(row, "booked_at"),
                                row.getObject("owner", UUID.class)))
                .optional();
    }

    void insertOperation(
            LedgerCommand.Header header, byte[] digest, @Nullable String refusal, Instant at) {
        sql.sql(INSERT_OPERATION)
                .param("p", header.id().partition())
                .param("id", header.id().value())
                .param("owner", header.owner())
                .param("outcome", refusal == null ? "POSTED" : "REFUSED")
                .param("kind", header.kind())
                .param("amount", header.amount().minor())
                .param("asset", header.amount().asset().name())
                .param("reference", header.reference())
                .param("memo", header.memo())
                .param("counterparty", header.counterparty())
                .param("digest", digest)
                .param("refusal", refusal)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void insertEntry(Entry entry, @Nullable PostingId operation) {
        AccountState after = entry.after();
        sql.sql(INSERT_ENTRY)
                .param("p", after.ref().partition())
                .param("account", after.ref().id())
                .param("seq", after.seq())
                .param("step", entry.step().name())
                .param("operationP", operation == null ? null : operation.partition())
                .param("operation", operation == null ? null : operation.value())
                .param("amount", entry.amount())
                .param("heldChange", entry.heldChange())
                .param("posted", after.posted())
                .param("held", after.held())
                .param("at", after.bookedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void move(AccountState after) {
        requireOne(
                sql.sql(MOVE_ACCOUNT)
                        .param("p", after.ref().partition())
                        .param("id", after.ref().id())
                        .param("posted", after.posted())
                        .param("held", after.held())
                        .param("seq", after.seq())
                        .param("at", after.bookedAt().atOffset(ZoneOffset.UTC))
                        .update());
    }

    void setFreeze(AccountState after, @Nullable String frozen) {
        requireOne(
                sql.sql(SET_FREEZE)
                        .param("p", after.ref().partition())
                        .param("id", after.ref().id())
                        .param("frozen", frozen)
                        .param("seq", after.seq())
                        .param("at", after.bookedAt().atOffset(ZoneOffset.UTC))
                        .update());
    }

    Optional<HoldState> hold(PostingId id) {
        List<HoldState.CounterUse> uses =
                sql.sql(USES)
                        .param("p", id.partition())
                        .param("operation", id.value())
                        .query((row, n) ->
                                new HoldState.CounterUse(
                                        row.getString("counter"),
                                        row.getString("period"),
                                        row.getLong("amount")))
                        .list();
        return sql.sql(FIND_HOLD)
                .param("p", id.partition())
                .param("id", id.value())
                .query((row, n) ->
                        new HoldState(
                                id,
                                row.getObject("account", UUID.class),
                                row.getLong("amount"),
                                HoldState.State.valueOf(row.getString("state")),
                                uses))
                .optional();
    }

    void change(Decision.HoldChange hold, AccountRef account, String purpose) {
        if (hold.to() == HoldState.State.HELD) {
            sql.sql(BEGIN_HOLD)
                    .param("p", hold.id().partition())
                    .param("id", hold.id().value())
                    .param("account", account.id())
                    .param("amount", hold.amount())
                    .param("purpose", purpose)
                    .update();
        } else {
            requireOne(
                    sql.sql(END_HOLD)
                            .param("p", hold.id().partition())
                            .param("id", hold.id().value())
                            .param("state", hold.to().name())
                            .param("captured", hold.captured())
                            .update());
        }
    }

    long used(int p, UUID owner, String counter, String period) {
        return sql.sql(USED)
                .param("p", p)
                .param("owner", owner)
                .param("counter", counter)
                .param("period", period)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void advance(PostingId operation, UUID owner, HoldState.CounterUse use) {
        sql.sql(ADVANCE)
                .param("p", operation.partition())
                .param("owner", owner)
                .param("counter", use.counter())
                .param("period", use.period())
                .param("amount", use.amount())
                .update();
        sql.sql(NOTE_USE)
                .param("p", operation.partition())
                .param("operation", operation.value())
                .param("counter", use.counter())
                .param("period", use.period())
                .param("amount", use.amount())
                .update();
    }

    List<Balance> balancesAfter(PostingId operation, UUID owner) {
        return sql.sql(BALANCES_AFTER)
                .param("p", operation.partition())
                .param("operation", operation.value())
                .param("owner", owner)
                .query((row, n) ->
                        Balance.of(
                                Asset.valueOf(row.getString("asset")),
                                row.getLong("posted_after"),
                                row.getLong("held_after")))
                .list();
    }

    List<AccountRef> accountsOf(int p, UUID owner) {
        return sql.sql(ACCOUNTS_OF)
                .param("p", p)
                .param("owner", owner)
                .query((row, n) -> ref(row))
                .list();
    }

    private static AccountState account(ResultSet row, int n) throws SQLException {
        return new AccountState(
                ref(row),
                row.getLong("posted"),
                row.getLong("held"),
                row.getLong("seq"),
                instant(row, "booked_at"),
                row.getString("frozen"),
                row.getBoolean("closed"));
    }

    private static AccountRef ref(ResultSet row) throws SQLException {
        return new AccountRef(
                row.getInt("p"),
                row.getObject("owner", UUID.class),
                AccountRef.Purpose.valueOf(row.getString("purpose")),
                Asset.valueOf(row.getString("asset")));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("a locked row was not there to be changed");
        }
    }
}
