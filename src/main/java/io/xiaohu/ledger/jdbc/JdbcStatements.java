package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.Periods;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads of the ledger, in one statement each. */
@Component
class JdbcStatements implements Statements {

    private static final String BALANCES =
            """
            select asset, posted, held
            from ledger.account
            where p = :p
            and owner = :owner
            and purpose = 'WALLET'
            order by asset
            """;

    /** The last entry an operation made on the reader's account in the operation's asset. */
    private static final String BALANCE_AFTER =
            """
            (
                select e.posted_after
                from unnest(o.entry_accounts, o.entry_seqs) as made (account, seq)
                join ledger.account a
                    on a.p = :readerP
                    and a.id = made.account
                    and a.owner = :reader
                    and a.asset = o.asset
                join ledger.entry e
                    on e.p = a.p
                    and e.account = a.id
                    and e.seq = made.seq
                order by e.seq desc
                limit 1
            ) as balance_after
            """;

    private static final String OPERATION =
            """
            select o.id, o.owner, o.counterparty, o.kind, o.amount, o.asset, o.reference, o.memo,
                o.booked_at, o.refusal,
            """
                    + BALANCE_AFTER
                    + """
                    from ledger.operation o
                    where o.p = :p
                    and o.id = :id
                    and (o.owner = :reader or (o.counterparty = :reader and o.outcome = 'POSTED'))
                    """;

    /**
     * Own operations by their index, others' through the entries they left on the reader's account.
     */
    private static final String OPERATIONS =
            """
            with mine as (
                select o.p, o.id
                from ledger.operation o
                where o.p = :readerP
                and o.owner = :reader
                and o.kind = any (:own)
                and (o.booked_at, o.id) < (:at, :id)
                order by o.booked_at desc, o.id desc
                limit :most
            ), received as (
                select o.p, o.id
                from ledger.account a
                join ledger.entry e on e.p = a.p and e.account = a.id
                join ledger.operation o
                    on o.p = ledger.partition_of(e.operation)
                    and o.id = e.operation
                where a.p = :readerP
                and a.owner = :reader
                and o.owner <> :reader
                and o.kind = any (:received)
                and (o.booked_at, o.id) < (:at, :id)
                order by e.seq desc
                limit :most
            )
            select o.id, o.owner, o.counterparty, o.kind, o.amount, o.asset, o.reference, o.memo,
                o.booked_at, o.refusal,
            """
                    + BALANCE_AFTER
                    + """
                    from (select p, id from mine union select p, id from received) found
                    join ledger.operation o on o.p = found.p and o.id = found.id
                    order by o.booked_at desc, o.id desc
                    limit :most
                    """;

    private static final String USED =
            """
            select used
            from ledger.allowance
            where p = :p
            and owner = :owner
            and counter = :counter
            and period = :period
            and asset = :asset
            """;

    private final JdbcClient sql;
    private final OperationStretches stretches;
    private final LatestStretches latest;

    JdbcStatements(
            @Qualifier(ReadingBeans.READS) JdbcClient sql,
            OperationStretches stretches,
            LatestStretches latest) {
        this.sql = sql;
        this.stretches = stretches;
        this.latest = latest;
    }

    @Override
    public List<Balance> balances(UUID owner) {
        List<Balance> found =
                sql.sql(BALANCES)
                        .param("p", Partition.of(owner))
                        .param("owner", owner)
                        .query((row, n) ->
                                Balance.of(
                                        Asset.valueOf(row.getString("asset")),
                                        row.getLong("posted"),
                                        row.getLong("held")))
                        .list();
        return found.isEmpty() ? List.of(Balance.of(Asset.CNY, 0, 0)) : found;
    }

    @Override
    public Optional<Operation> operation(PostingId id, UUID reader) {
        return sql.sql(OPERATION)
                .param("p", id.partition())
                .param("id", id.value())
                .param("reader", reader)
                .param("readerP", Partition.of(reader))
                .query((row, n) -> operation(row, reader))
                .optional();
    }

    @Override
    public List<Operation> operations(
            UUID customer,
            List<String> own,
            List<String> received,
            @Nullable Place before,
            int most) {
        return sql.sql(OPERATIONS)
                .param("reader", customer)
                .param("readerP", Partition.of(customer))
                .param("own", own.toArray(String[]::new))
                .param("received", received.toArray(String[]::new))
                .param(
                        "at",
                        before == null
                                ? OperationStretches.LATEST
                                : before.at().atOffset(ZoneOffset.UTC))
                .param("id", before == null ? OperationStretches.HIGHEST : before.id())
                .param("most", most)
                .query((row, n) -> operation(row, customer))
                .list();
    }

    private Operation operation(ResultSet row, UUID reader) throws SQLException {
        return stretches.operation(row, reader, row.getObject("balance_after", Long.class));
    }

    @Override
    public Money used(
            UUID owner, String counter, Allowance.Period period, Asset asset, Instant at) {
        return new Money(
                sql.sql(USED)
                        .param("p", Partition.of(owner))
                        .param("owner", owner)
                        .param("counter", counter)
                        .param("period", Periods.name(period, at))
                        .param("asset", asset.name())
                        .query(Long.class)
                        .optional()
                        .orElse(0L),
                asset);
    }

    @Override
    public Stretch stretch(
            UUID customer,
            List<String> own,
            List<String> received,
            MovementSource.@Nullable Place before,
            int most) {
        return latest.read(new OperationStretches.Asked(customer, own, received, before, most));
    }
}
