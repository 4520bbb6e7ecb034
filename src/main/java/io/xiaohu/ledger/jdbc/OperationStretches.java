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
import org.springframework.beans.factory.annotation.Qualifier;
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
            o.booked_at, o.refusal
            """;

    private static final String OWN =
            "select "
                    + COLUMNS
                    + """
                    from ledger.operation o
                    where o.p = :p
                    and o.owner = :owner
                    and (o.booked_at, o.id) < (:at, :id)
                    order by o.booked_at desc, o.id desc
                    limit :most
                    """;

    private static final String WALLETS =
            """
            select id
            from ledger.account
            where p = :p
            and owner = :owner
            and purpose = 'WALLET'
            """;

    /**
     * Where the list begins nothing has to be found first: all in one statement. Own ones before
     * the last entry that is read are of no use, and what is among the own ones is not looked up a
     * second time for its entry.
     */
    private static final String BEGINNING =
            """
            with latest as materialized (
                select a.id as account, e.seq, e.operation, e.booked_at, e.posted_after
                from ledger.account a
                cross join lateral (
                    select seq, operation, booked_at, posted_after
                    from ledger.entry
                    where p = :p
                    and account = a.id
                    order by seq desc
                    limit :most
                ) e
                where a.p = :p
                and a.owner = :owner
                and a.purpose = 'WALLET'
            ), own as materialized (
                select *
                from ledger.operation
                where p = :p
                and owner = :owner
                and booked_at >= coalesce((
                    select min(booked_at)
                    from latest
                    group by account
                    having count(*) = :most
                    order by 1 desc
                    limit 1), '-infinity')
                order by booked_at desc, id desc
                limit :mostOwn
            ), looked as (
                select latest.*,
                    case when not exists (select from own where own.id = latest.operation)
                        then operation end as unknown
                from latest
            )
            select l.account, l.seq, l.booked_at as looked_at, l.operation, l.posted_after,
            """
                    + COLUMNS
                    + """
                    from looked l
                    left join ledger.operation o
                        on o.p = ledger.partition_of(l.unknown)
                        and o.id = l.unknown
                        and o.owner <> :owner
                    union all
                    select null, null, null, null, null,
                    """
                    + COLUMNS
                    + """
                    from own o
                    order by seq desc nulls last, booked_at desc, id desc
                    """;

    /** The last entry up to a moment, found by halving: booking times of an account never fall. */
    private static final String ENTRIES =
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
            select l.booked_at as looked_at, l.operation, l.posted_after,
            """
                    + COLUMNS
                    + """
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

    OperationStretches(@Qualifier(ReadingBeans.READS) JdbcClient sql, LedgerJson json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * Of own operations and of each account's entries as many as were asked for, the latest first.
     */
    private record Read(List<Operation> own, Collection<List<Seen>> accounts) {}

    Stretch read(Asked asked) {
        Read read = asked.before() == null ? beginning(asked) : further(asked);
        List<Operation> own = read.own();
        @Nullable Place upTo = own.size() < asked.most() ? null : placeOf(own.getLast());
        Map<PostingId, Long> after = new HashMap<>();
        List<Operation> found = new ArrayList<>();
        for (List<Seen> account : read.accounts()) {
            // The latest of an operation's entries comes first.
            account.forEach(seen -> after.putIfAbsent(seen.madeBy(), seen.postedAfter()));
            keepReceived(asked, account, found);
            upTo = Place.first(upTo, end(asked, account));
        }
        own.stream()
                .filter(it -> asked.own().contains(it.kind()))
                .map(it -> it.withBalanceAfter(after.get(it.id())))
                .forEach(found::add);
        Place last = upTo;
        return new Stretch(
                found.stream()
                        .filter(it -> last == null || placeOf(it).compareTo(last) <= 0)
                        .sorted(Comparator.comparing(OperationStretches::placeOf))
                        .toList(),
                upTo);
    }

    private Read beginning(Asked asked) {
        List<Operation> own = new ArrayList<>();
        Map<UUID, List<Seen>> accounts = new HashMap<>();
        sql.sql(BEGINNING)
                .param("p", Partition.of(asked.customer()))
                .param("owner", asked.customer())
                .param("mostOwn", asked.own().isEmpty() ? 0 : asked.most())
                .param("most", asked.most())
                .query(row -> {
                    UUID account = row.getObject("account", UUID.class);
                    if (account == null) {
                        own.add(operation(row, asked.customer(), null));
                    } else {
                        accounts.computeIfAbsent(account, key -> new ArrayList<>())
                                .add(seen(row, asked.customer()));
                    }
                });
        return new Read(own, accounts.values());
    }

    /** Own ones are read before the entries, so that each one's entry is there. */
    private Read further(Asked asked) {
        List<Operation> own = asked.own().isEmpty() ? List.of() : own(asked);
        return new Read(
                own,
                wallets(asked.customer()).stream()
                        .map(account -> readEntries(asked, account))
                        .toList());
    }

    private List<Operation> own(Asked asked) {
        Place before = asked.before();
        return sql.sql(OWN)
                .param("p", Partition.of(asked.customer()))
                .param("owner", asked.customer())
                .param("at", asked.at())
                .param("id", before == null ? HIGHEST : before.id())
                .param("most", asked.most())
                .query((row, n) -> operation(row, asked.customer(), null))
                .list();
    }

    private List<UUID> wallets(UUID customer) {
        return sql.sql(WALLETS)
                .param("p", Partition.of(customer))
                .param("owner", customer)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    private List<Seen> readEntries(Asked asked, UUID account) {
        return sql.sql(ENTRIES)
                .param("p", Partition.of(asked.customer()))
                .param("account", account)
                .param("owner", asked.customer())
                .param("at", asked.at())
                .param("most", asked.most())
                .query((row, n) -> seen(row, asked.customer()))
                .list();
    }

    private static void keepReceived(Asked asked, List<Seen> read, List<Operation> into) {
        for (Seen seen : read) {
            Operation operation = seen.received();
            if (operation != null
                    && asked.received().contains(operation.kind())
                    && asked.isAfter(operation)) {
                into.add(operation);
            }
        }
    }

    private static @Nullable Place end(Asked asked, List<Seen> read) {
        return read.size() < asked.most() ? null : new Place(read.getLast().at(), HIGHEST);
    }

    /**
     * An entry on the reader's account.
     *
     * @param received what made it, where that was somebody else; null when it was the reader
     */
    private record Seen(
            Instant at, PostingId madeBy, long postedAfter, @Nullable Operation received) {}

    private Seen seen(ResultSet row, UUID reader) throws SQLException {
        long after = row.getLong("posted_after");
        return new Seen(
                OperationRecords.instant(row, "looked_at"),
                new PostingId(row.getObject("operation", UUID.class)),
                after,
                row.getString("kind") == null ? null : operation(row, reader, after));
    }

    /**
     * A row of an operation as this reader sees it.
     *
     * @param after what was on the reader's account after it; null when it left no entry there
     */
    Operation operation(ResultSet row, UUID reader, @Nullable Long after) throws SQLException {
        Asset asset = Asset.valueOf(row.getString("asset"));
        Money amount = new Money(row.getLong("amount"), asset);
        UUID owner = row.getObject("owner", UUID.class);
        String refusal = row.getString("refusal");
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
                after == null ? null : new Money(after, asset));
    }

    private static Place placeOf(Operation operation) {
        return new Place(operation.at(), operation.id().value());
    }
}
