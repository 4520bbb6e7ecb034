package io.xiaohu.ledger.proof;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The last entry of every account up to a moment. Booking time never decreases with the number, so
 * it is found by halving, with the entries' key alone, however long ago the moment is.
 */
@Repository
class Heads {

    private static final int AT_A_TIME = 2_000;

    private static final String UP_TO =
            """
            select a.p, a.id, found.seq,
                case
                    when found.seq = a.seq then a.head
                    else (
                        select e.hash
                        from ledger.entry e
                        where e.p = a.p
                        and e.account = a.id
                        and e.seq = found.seq)
                end as hash
            from ledger.account a
            cross join lateral (
                with recursive half (low, high) as (
                    select case when a.booked_at <= :until then a.seq else 0 end, a.seq
                    union all
                    select
                        case when e.booked_at <= :until then middle.seq else half.low end,
                        case when e.booked_at <= :until then half.high else middle.seq - 1 end
                    from half
                    cross join lateral (select (half.low + half.high + 1) / 2 as seq) middle
                    join ledger.entry e
                        on e.p = a.p
                        and e.account = a.id
                        and e.seq = middle.seq
                    where half.low < half.high
                )
                select low as seq
                from half
                where low = high
            ) found
            where found.seq > 0
            order by a.p, a.id
            """;

    private final JdbcClient sql;

    Heads(JdbcClient sql) {
        this.sql = sql;
    }

    /** Takes one head. */
    interface Taker {
        void take(int partition, UUID account, long seq, byte[] head);
    }

    /** Hands over the heads in the order of the tree's leaves. Needs a transaction to stream in. */
    void upTo(long micros, Taker taker) {
        sql.sql(UP_TO)
                .param("until", SealTable.time(micros))
                .withFetchSize(AT_A_TIME)
                .query(row -> {
                    taker.take(
                            row.getInt("p"),
                            row.getObject("id", UUID.class),
                            row.getLong("seq"),
                            row.getBytes("hash"));
                });
    }
}
