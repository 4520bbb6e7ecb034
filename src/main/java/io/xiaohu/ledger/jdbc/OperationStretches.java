package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MovementSource.Place;
import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.Statements.Operation;
import io.xiaohu.ledger.Statements.Stretch;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads a customer's operations a stretch at a time. Own ones come by their index, others' by the
 * latest entries of the customer's accounts: no read looks at more rows than it was asked to.
 */
@Repository
class OperationStretches {

    static final OffsetDateTime LATEST = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    static final UUID HIGHEST = new UUID(-1, -1);

    private static final String COLUMNS =
            """
            o.id, o.owner, o.counterparty, o.kind, o.amount, o.asset, o.reference, o.memo,
            o.booked_at, o.refusal,
            """;

    private static final String OWN =
            "select "
                    + COLUMNS
                    + """
                    (
                        select e.posted_after
                        from unnest(o.entry_accounts, o.entry_seqs) as made (account, seq)
                        join ledger.account a
                            on a.p = :p
                            and a.id = made.account
                            and a.owner = :owner
                            and a.asset = o.asset
                        join ledger.entry e
                            on e.p = a.p
                            and e.account = a.id
                            and e.seq = made.seq
                        order by e.seq desc
                        limit 1
                    ) as balance_after
                    from (
                        select *
                        from ledger.operation
                        where p = :p
                        and owner = :owner
                        and (booked_at, id) < (:at, :id)
                        order by booked_at desc, id desc
                        limit :most
                    ) o
                    order by o.booked_at desc, o.id desc
                    """;

    private static final String WALLETS =
            """
            select id
            from ledger.account
            where p = :p
            and owner = :owner
            and purpose = 'WALLET'
            """;

    /** Where the list begins nothing has to be found first: all accounts in one statement. */
    private static final String LATEST_RECEIVED =
            "select a.id as account, l.booked_at as looked_at, "
                    + COLUMNS
                    + """
                    l.posted_after as balance_after
                    from ledger.account a
                    cross join lateral (
                        select e.seq, e.operation, e.booked_at, e.posted_after
                        from ledger.entry e
                        where e.p = :p
                        and e.account = a.id
                        order by e.seq desc
                        limit :most
                    ) l
                    left join ledger.operation o
                        on o.p = ledger.partition_of(l.operation)
                        and o.id = l.operation
                        and o.owner <> :owner
                    where a.p = :p
                    and a.owner = :owner
                    and a.purpose = 'WALLET'
                    order by a.id, l.seq desc
                    """;

    /** The last entry up to a moment, found by halving: booking times of an account never fall. */
    private static final String RECEIVED =
            """
            with recursive half (low, high) as (
                select 0::bigint, a.seq
                from ledger.account a
                where a.p = :p
                and a.id = :account
                union all
                select
                    case when e.booked_at <= :at then middle.seq else half.low end,
                    case when e.booked_at <= :at then half.high else middle.seq - 1 end
                from half
                cross join lateral (select (half.low + half.high + 1) / 2 as seq) middle
                join ledger.entry e
                    on e.p = :p
                    and e.account = :account
                    and e.seq = middle.seq
                where half.low < half.high
            ), looked as (
                select e.seq, e.operation, e.booked_at, e.posted_after
                from ledger.entry e
                where e.p = :p
                and e.account = :account
                and e.seq <= (select low from half where low = high)
                order by e.seq desc
                limit :most
            )
            select l.booked_at as looked_at,
            """
                    + COLUMNS
                    + """
                    l.posted_after as balance_after
                    from looked l
                    left join ledger.operation o
                        on o.p = ledger.partition_of(l.operation)
                        and o.id = l.operation
                        and o.owner <> :owner
                    order by l.seq desc
                    """;

    /** Whose, of what kinds, from where on, how many. */
    record Asked(
            UUID customer,
            List<String> own,
            List<String> received,
            @Nullable Place before,
            int most) {

        OffsetDateTime at() {
            return before == null ? LATEST : before.at().atOffset(ZoneOffset.UTC);
        }

        boolean isAfter(Operation operation) {
            Place place = before;
            return place == null || place.compareTo(placeOf(operation)) < 0;
        }
    }

    private final JdbcClient sql;
    private final LedgerJson json;

    OperationStretches(JdbcClient sql, LedgerJson json) {
        this.sql = sql;
        this.json = json;
    }

    Stretch read(Asked asked) {
        List<Operation> found = new ArrayList<>();
        @Nullable Place upTo = asked.own().isEmpty() ? null : readOwn(asked, found);
        if (!asked.received().isEmpty()) {
            for (List<Seen> account : received(asked)) {
                upTo = earlierInTheList(upTo, keepReceived(asked, account, found));
            }
        }
        found.sort(Comparator.comparing(OperationStretches::placeOf));
        return new Stretch(List.copyOf(found), upTo);
    }

    private @Nullable Place readOwn(Asked asked, List<Operation> into) {
        Place before = asked.before();
        List<Operation> read =
                sql.sql(OWN)
                        .param("p", Partition.of(asked.customer()))
                        .param("owner", asked.customer())
                        .param("at", asked.at())
                        .param("id", before == null ? HIGHEST : before.id())
                        .param("most", asked.most())
                        .query((row, n) -> operation(row, asked.customer()))
                        .list();
        read.stream().filter(it -> asked.own().contains(it.kind())).forEach(into::add);
        return read.size() < asked.most() ? null : placeOf(read.getLast());
    }

    /** The entries of each of the reader's accounts from there on. */
    private Collection<List<Seen>> received(Asked asked) {
        if (asked.before() != null) {
            return wallets(asked.customer()).stream()
                    .map(account -> readReceived(asked, account))
                    .toList();
        }
        Map<UUID, List<Seen>> accounts = new HashMap<>();
        sql.sql(LATEST_RECEIVED)
                .param("p", Partition.of(asked.customer()))
                .param("owner", asked.customer())
                .param("most", asked.most())
                .query(row -> {
                    accounts.computeIfAbsent(
                                    row.getObject("account", UUID.class), key -> new ArrayList<>())
                            .add(seen(row, asked.customer()));
                });
        return accounts.values();
    }

    private List<UUID> wallets(UUID customer) {
        return sql.sql(WALLETS)
                .param("p", Partition.of(customer))
                .param("owner", customer)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    private List<Seen> readReceived(Asked asked, UUID account) {
        return sql.sql(RECEIVED)
                .param("p", Partition.of(asked.customer()))
                .param("account", account)
                .param("owner", asked.customer())
                .param("at", asked.at())
                .param("most", asked.most())
                .query((row, n) -> seen(row, asked.customer()))
                .list();
    }

    private static @Nullable Place keepReceived(
            Asked asked, List<Seen> read, List<Operation> into) {
        for (Seen seen : read) {
            Operation operation = seen.operation();
            if (operation != null
                    && asked.received().contains(operation.kind())
                    && asked.isAfter(operation)) {
                into.add(operation);
            }
        }
        return read.size() < asked.most() ? null : new Place(read.getLast().at(), HIGHEST);
    }

    /** An entry, and what somebody else did to make it; null when it was the reader. */
    private record Seen(Instant at, @Nullable Operation operation) {}

    private Seen seen(ResultSet row, UUID reader) throws SQLException {
        return new Seen(
                OperationRecords.instant(row, "looked_at"),
                row.getString("kind") == null ? null : operation(row, reader));
    }

    /** A row of an operation as this reader sees it. */
    Operation operation(ResultSet row, UUID reader) throws SQLException {
        Asset asset = Asset.valueOf(row.getString("asset"));
        Money amount = new Money(row.getLong("amount"), asset);
        UUID owner = row.getObject("owner", UUID.class);
        String refusal = row.getString("refusal");
        Long balance = row.getObject("balance_after", Long.class);
        return new Operation(
                new PostingId(row.getObject("id", UUID.class)),
                owner,
                row.getObject("counterparty", UUID.class),
                row.getString("kind"),
                owner.equals(reader) ? amount.negated() : amount,
                row.getString("reference"),
                row.getString("memo"),
                OperationRecords.instant(row, "booked_at"),
                refusal == null ? null : json.read(refusal),
                balance == null ? null : new Money(balance, asset));
    }

    private static @Nullable Place earlierInTheList(@Nullable Place one, @Nullable Place other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Place placeOf(Operation operation) {
        return new Place(operation.at(), operation.id().value());
    }
}
