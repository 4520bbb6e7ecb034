package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.AccountStatements;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.core.Micros;
import io.xiaohu.ledger.proof.Horizon;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads accounts and entries by key. A moment is found among an account's entries by halving, since
 * their booking times never decrease.
 */
@Component
class JdbcAccountStatements implements AccountStatements {

    private static final String COLUMNS =
            """
            select p, id, owner, purpose, asset, posted, held, seq, booked_at, frozen, closed
            from ledger.account
            where p = :p
            """;

    private static final String BY_ID = COLUMNS + "and id = :id";
    private static final String BY_OWNER = COLUMNS + "and owner = :id order by asset, purpose";

    /**
     * All of an owner's accounts lie in the owner's partition, but for those of the system, which
     * has some in each.
     */
    private static final String BY_OWNER_ANYWHERE =
            COLUMNS.replace("where p = :p", "where p between 0 and 63")
                    + "and owner = :id order by asset, purpose, p";

    private static final String LAST_UP_TO =
            """
            with recursive half (low, high) as (
                select 0::bigint, a.seq
                from ledger.account a
                where a.p = :p
                and a.id = :account
                union all
                select
                    case when e.booked_at <= :until then middle.seq else half.low end,
                    case when e.booked_at <= :until then half.high else middle.seq - 1 end
                from half
                cross join lateral (select (half.low + half.high + 1) / 2 as seq) middle
                join ledger.entry e
                    on e.p = :p
                    and e.account = :account
                    and e.seq = middle.seq
                where half.low < half.high
            )
            select low
            from half
            where low = high
            """;

    private static final String AFTER_ENTRY =
            """
            select posted_after, held_after
            from ledger.entry
            where p = :p
            and account = :account
            and seq = :seq
            """;

    private static final String LINES =
            """
            select e.seq, e.step, e.operation, e.amount, e.held_change, e.posted_after,
                e.held_after, e.booked_at, o.kind, o.reference, o.memo,
                case when o.owner = :owner then o.counterparty else o.owner end as other
            from ledger.entry e
            left join ledger.operation o
                on o.p = ledger.partition_of(e.operation)
                and o.id = e.operation
            where e.p = :p
            and e.account = :account
            and e.seq > :after
            and e.seq <= :last
            order by e.seq
            limit :most
            """;

    private static final String DAY_SUMS =
            """
            select (e.booked_at at time zone :zone)::date as day, o.kind,
                sum(greatest(e.amount, 0))::bigint as came,
                sum(-least(e.amount, 0))::bigint as went,
                count(*) as changes
            from ledger.entry e
            join ledger.operation o
                on o.p = ledger.partition_of(e.operation)
                and o.id = e.operation
            where e.p = :p
            and e.account = :account
            and e.seq > :before
            and e.seq <= :last
            and e.amount <> 0
            group by 1, e.amount > 0, o.kind
            order by 1, e.amount > 0, o.kind
            """;

    private final JdbcClient sql;
    private final Horizon horizon;

    JdbcAccountStatements(JdbcClient sql, Horizon horizon) {
        this.sql = sql;
        this.horizon = horizon;
    }

    @Override
    public Optional<Account> account(UUID id) {
        return sql.sql(BY_ID)
                .param("p", Partition.in(id))
                .param("id", id)
                .query(JdbcAccountStatements::account)
                .optional();
    }

    @Override
    public List<Account> accountsOf(UUID owner) {
        List<Account> found =
                sql.sql(BY_OWNER)
                        .param("p", Partition.of(owner))
                        .param("id", owner)
                        .query(JdbcAccountStatements::account)
                        .list();
        boolean customer = found.stream().anyMatch(a -> a.purpose() == AccountRef.Purpose.WALLET);
        return customer
                ? found
                : sql.sql(BY_OWNER_ANYWHERE)
                        .param("id", owner)
                        .query(JdbcAccountStatements::account)
                        .list();
    }

    @Override
    public Balance balanceAt(Account account, Instant at) {
        long micros = Micros.of(at);
        if (micros > horizon.currentMicros() && micros > horizon.raise()) {
            throw new IllegalArgumentException("the moment has not come yet");
        }
        long seq = lastUpTo(account, micros);
        return sql.sql(AFTER_ENTRY)
                .param("p", account.partition())
                .param("account", account.id())
                .param("seq", seq)
                .query((row, n) ->
                        Balance.of(
                                account.asset(),
                                row.getLong("posted_after"),
                                row.getLong("held_after")))
                .optional()
                .orElse(Balance.of(account.asset(), 0, 0));
    }

    @Override
    public List<Line> lines(Account account, Instant from, Instant to, long after, int most) {
        long before = lastUpTo(account, Micros.of(from) - 1);
        return sql.sql(LINES)
                .param("p", account.partition())
                .param("account", account.id())
                .param("owner", account.owner())
                .param("after", Math.max(after, before))
                .param("last", lastUpTo(account, Micros.of(to) - 1))
                .param("most", most)
                .query((row, n) -> line(row, account.asset()))
                .list();
    }

    @Override
    public List<DaySum> daySums(Account account, LocalDate first, LocalDate end) {
        return sql.sql(DAY_SUMS)
                .param("zone", Written.ZONE.getId())
                .param("p", account.partition())
                .param("account", account.id())
                .param("before", lastBefore(account, first))
                .param("last", lastBefore(account, end))
                .query((row, n) ->
                        new DaySum(
                                row.getObject("day", LocalDate.class),
                                row.getString("kind"),
                                new Money(row.getLong("came"), account.asset()),
                                new Money(row.getLong("went"), account.asset()),
                                row.getLong("changes")))
                .list();
    }

    private long lastBefore(Account account, LocalDate day) {
        return lastUpTo(account, Micros.of(day.atStartOfDay(Written.ZONE).toInstant()) - 1);
    }

    /** The number of the last entry up to a moment; 0 when there is none. */
    private long lastUpTo(Account account, long micros) {
        return sql.sql(LAST_UP_TO)
                .param("p", account.partition())
                .param("account", account.id())
                .param("until", Micros.toInstant(micros).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("an entry of the account is missing"));
    }

    private static Account account(ResultSet row, int n) throws SQLException {
        Asset asset = Asset.valueOf(row.getString("asset"));
        return new Account(
                row.getInt("p"),
                row.getObject("id", UUID.class),
                row.getObject("owner", UUID.class),
                AccountRef.Purpose.valueOf(row.getString("purpose")),
                asset,
                Balance.of(asset, row.getLong("posted"), row.getLong("held")),
                row.getLong("seq"),
                OperationRecords.instant(row, "booked_at"),
                row.getString("frozen"),
                row.getBoolean("closed"));
    }

    private static Line line(ResultSet row, Asset asset) throws SQLException {
        @Nullable UUID operation = row.getObject("operation", UUID.class);
        return new Line(
                row.getLong("seq"),
                row.getString("step"),
                operation == null ? null : new PostingId(operation),
                row.getString("kind"),
                new Money(row.getLong("amount"), asset),
                new Money(row.getLong("held_change"), asset),
                Balance.of(asset, row.getLong("posted_after"), row.getLong("held_after")),
                OperationRecords.instant(row, "booked_at"),
                row.getString("reference"),
                row.getString("memo"),
                row.getObject("other", UUID.class));
    }
}
