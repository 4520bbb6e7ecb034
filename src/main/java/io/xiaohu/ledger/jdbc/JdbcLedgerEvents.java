package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.LedgerEvents;
import io.xiaohu.ledger.PostingId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the outbox together with the entries it tells of. */
@Component
class JdbcLedgerEvents implements LedgerEvents {

    private static final String READ =
            """
            with next as materialized (
                select e.*
                from unnest(:partitions, :after) as known (p, number)
                cross join lateral (
                    select e.p, e.number, e.accounts, e.first_seqs, e.last_seqs
                    from ledger.event e
                    where e.p = known.p
                    and e.number > known.number
                    order by e.number
                    limit :most
                ) e
            )
            select next.p as partition, next.number, a.p, a.owner, a.purpose, a.asset, e.seq, e.amount, e.posted_after,
                e.held_after, e.booked_at, o.id as operation, o.owner as operation_owner, o.kind,
                o.counterparty, o.amount as operation_amount, o.asset as operation_asset, o.original
            from next
            cross join lateral unnest(next.accounts, next.first_seqs, next.last_seqs)
                as moved (account, first_seq, last_seq)
            join ledger.account a on a.p = next.p and a.id = moved.account
            join ledger.entry e
                on e.p = next.p
                and e.account = moved.account
                and e.seq between moved.first_seq and moved.last_seq
            left join ledger.operation o
                on o.p = ledger.partition_of(e.operation)
                and o.id = e.operation
            order by next.p, next.number, e.booked_at, a.id, e.seq
            """;

    private record Place(int partition, long number) {}

    private record Line(Place place, Entry entry) {}

    private final JdbcClient sql;

    JdbcLedgerEvents(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public List<Event> read(Map<Integer, Long> after, int most) {
        Map<Place, List<Entry>> byPlace = new LinkedHashMap<>();
        sql.sql(READ)
                .param("partitions", after.keySet().toArray(Integer[]::new))
                .param("after", after.values().toArray(Long[]::new))
                .param("most", most)
                .query((row, n) ->
                        new Line(
                                new Place(row.getInt("partition"), row.getLong("number")),
                                entry(row)))
                .list()
                .forEach(line ->
                        byPlace.computeIfAbsent(line.place(), place -> new ArrayList<>())
                                .add(line.entry()));
        return byPlace.entrySet().stream()
                .map(event ->
                        new Event(
                                event.getKey().partition(),
                                event.getKey().number(),
                                event.getValue()))
                .toList();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Asset asset = Asset.valueOf(row.getString("asset"));
        UUID operation = row.getObject("operation", UUID.class);
        return new Entry(
                new AccountRef(
                        row.getInt("p"),
                        row.getObject("owner", UUID.class),
                        AccountRef.Purpose.valueOf(row.getString("purpose")),
                        asset),
                row.getLong("seq"),
                operation == null
                        ? null
                        : new Operation(
                                new PostingId(operation),
                                row.getObject("operation_owner", UUID.class),
                                row.getString("kind"),
                                row.getObject("counterparty", UUID.class),
                                new Money(
                                        row.getLong("operation_amount"),
                                        Asset.valueOf(row.getString("operation_asset"))),
                                row.getObject("original", UUID.class)),
                new Money(row.getLong("amount"), asset),
                Balance.of(asset, row.getLong("posted_after"), row.getLong("held_after")),
                OperationRecords.instant(row, "booked_at"));
    }
}
