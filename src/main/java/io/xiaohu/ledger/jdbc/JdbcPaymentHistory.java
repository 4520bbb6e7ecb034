package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.PaymentHistory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the newest operations of one owner by their index; times are the ledger's own. */
@Component
class JdbcPaymentHistory implements PaymentHistory {

    /** A habit does not need more, and nobody waits longer for having paid more. */
    private static final int MOST = 3_000;

    private static final String LOOK =
            """
            with done as (
                select p, id, kind, counterparty, amount, booked_at
                from ledger.operation
                where p = :p
                and owner = :owner
                and booked_at > now() - interval '90 days'
                and outcome = 'POSTED'
                and asset = :asset
                and kind = any (:kinds)
                order by booked_at desc, id desc
                limit :most
            ), paid as (
                select d.counterparty, d.amount, d.booked_at,
                    d.kind = any (:moving)
                    and case
                        when h.id is null then d.kind <> all (:heldFirst)
                        else h.state in ('HELD', 'CAPTURED')
                    end as moves
                from done d
                left join ledger.hold h
                    on h.p = d.p
                    and h.id = d.id
            ), payee as (
                select counterparty, min(booked_at) as since
                from paid
                where counterparty is not null
                group by counterparty
            ), burst as (
                select amount
                from paid
                where moves
                and booked_at > now() - make_interval(secs => :burst)
            ), habit as (
                select amount
                from paid
                where moves
                and booked_at < now() - interval '1 day'
            )
            select
                (
                    select count(*)
                    from payee
                    where counterparty is distinct from :payee::uuid
                    and since > now() - make_interval(secs => :payeesWithin)
                ) as new_payees,
                not exists (select from payee where counterparty = :payee::uuid) as payee_is_new,
                (select count(*) from burst) as burst_count,
                (select coalesce(sum(amount), 0) from burst) as burst_sum,
                (select count(*) from habit) as habit_count,
                (select coalesce(max(amount), 0) from habit) as largest,
                (
                    select coalesce(percentile_disc(0.5) within group (order by amount), 0)
                    from habit
                ) as usual
            """;

    private final JdbcClient sql;

    JdbcPaymentHistory(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Seen look(Asked asked) {
        String[] kinds =
                Stream.concat(asked.moving().stream(), asked.arriving().stream())
                        .toArray(String[]::new);
        return sql.sql(LOOK)
                .param("p", Partition.of(asked.owner()))
                .param("owner", asked.owner())
                .param("asset", asked.asset().name())
                .param("moving", asked.moving().toArray(String[]::new))
                .param("heldFirst", asked.heldFirst().toArray(String[]::new))
                .param("kinds", kinds)
                .param("payee", asked.payee(), Types.OTHER)
                .param("burst", asked.burst().toSeconds())
                .param("payeesWithin", asked.payeesWithin().toSeconds())
                .param("most", MOST)
                .query((row, n) -> seen(row, asked.asset()))
                .single();
    }

    private static Seen seen(ResultSet row, Asset asset) throws SQLException {
        return new Seen(
                row.getLong("new_payees"),
                row.getBoolean("payee_is_new"),
                row.getLong("burst_count"),
                new Money(row.getLong("burst_sum"), asset),
                row.getLong("habit_count"),
                new Money(row.getLong("largest"), asset),
                new Money(row.getLong("usual"), asset));
    }
}
