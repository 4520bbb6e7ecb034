package io.xiaohu.funding.reconciliation;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of channels' days. */
@Repository
class DayRows {

    private static final String COLUMNS =
            """
            select d.id, d.channel, d.day, d.state, d.version, d.theirs, d.their_fees, d.ours,
                d.our_fees, d.corrections, d.fee_corrections, d.late, d.late_fees, d.compared_at,
                d.closed_at, d.closed_by, listed.*
            from funding.reconciled_day d
            cross join lateral (
                select count(*) as differences,
                    count(*) filter (where state in ('OPEN', 'APPROVED')) as open,
                    coalesce(sum(amount) filter (where state in ('OPEN', 'APPROVED')), 0)::bigint
                        as open_amount,
                    coalesce(sum(fee) filter (where state in ('OPEN', 'APPROVED')), 0)::bigint
                        as open_fees,
                    coalesce(sum(amount), 0)::bigint as listed,
                    coalesce(sum(fee), 0)::bigint as listed_fees
                from funding.difference
                where day_id = d.id
                and state <> 'GONE') listed
            """;

    private static final String FIND = COLUMNS + "where d.id = :id";
    private static final String FIND_DAY = COLUMNS + "where d.channel = :channel and d.day = :day";

    private static final String LIST =
            COLUMNS
                    + """
                    where d.day >= :from
                    and d.day <= :to
                    order by d.day desc, d.channel
                    """;

    private static final String OPEN_BEFORE =
            COLUMNS
                    + """
                    where d.day < :day
                    and d.state = 'OPEN'
                    order by d.day desc, d.channel
                    limit :most
                    """;

    private static final String ENSURE =
            """
            insert into funding.reconciled_day (id, channel, day)
            values (:id, :channel, :day)
            on conflict (channel, day) do nothing
            """;

    private static final String COMPARED =
            """
            update funding.reconciled_day
            set version = :version, theirs = :theirs, their_fees = :theirFees, ours = :ours,
                our_fees = :ourFees, corrections = :corrections, fee_corrections = :feeCorrections,
                compared_at = :now
            where id = :id
            """;

    /**
     * What is explained on a day though it is about another; also on open days where it was listed
     * before and is gone.
     */
    private static final String LATE =
            """
            update funding.reconciled_day d
            set late = listed.amount, late_fees = listed.fee
            from (
                select own.id,
                    coalesce(sum(f.amount), 0)::bigint as amount,
                    coalesce(sum(f.fee), 0)::bigint as fee
                from funding.reconciled_day own
                left join funding.difference f
                    on f.day_id = own.id
                    and f.state <> 'GONE'
                    and f.of_day <> own.day
                where own.channel = :channel
                and own.state = 'OPEN'
                and (own.id = :id
                    or own.id in (
                        select day_id
                        from funding.difference
                        where channel = :channel
                        and of_day = :ofDay
                        and state = 'GONE'))
                group by own.id) listed
            where d.id = listed.id
            """;

    private static final String CLOSE =
            """
            update funding.reconciled_day
            set state = 'CLOSED', closed_at = :now, closed_by = :by
            where id = :id
            and state = 'OPEN'
            """;

    /** What comparing gives. */
    record Figures(
            int version,
            long theirs,
            long theirFees,
            long ours,
            long ourFees,
            long corrections,
            long feeCorrections) {}

    private final JdbcClient sql;
    private final Clock clock;

    DayRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Optional<Day> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(DayRows::day).optional();
    }

    Optional<Day> find(String channel, LocalDate day) {
        return sql.sql(FIND_DAY)
                .param("channel", channel)
                .param("day", day)
                .query(DayRows::day)
                .optional();
    }

    /** The day, new when it was not known. */
    Day ensure(String channel, LocalDate day) {
        sql.sql(ENSURE)
                .param("id", Ids.next())
                .param("channel", channel)
                .param("day", day)
                .update();
        return find(channel, day).orElseThrow();
    }

    List<Day> list(LocalDate from, LocalDate to) {
        return sql.sql(LIST).param("from", from).param("to", to).query(DayRows::day).list();
    }

    /** Days of before that nobody has closed. */
    List<Day> openBefore(LocalDate day, int most) {
        return sql.sql(OPEN_BEFORE)
                .param("day", day)
                .param("most", most)
                .query(DayRows::day)
                .list();
    }

    void compared(UUID id, Figures figures) {
        requireOne(
                sql.sql(COMPARED)
                        .param("id", id)
                        .param("version", figures.version())
                        .param("theirs", figures.theirs())
                        .param("theirFees", figures.theirFees())
                        .param("ours", figures.ours())
                        .param("ourFees", figures.ourFees())
                        .param("corrections", figures.corrections())
                        .param("feeCorrections", figures.feeCorrections())
                        .param("now", OffsetDateTime.now(clock))
                        .update());
    }

    /**
     * Sums up what is late on a day and wherever else a day's statement was found late.
     *
     * @param ofDay whose statement was compared
     */
    void sumLate(Day day, LocalDate ofDay) {
        int rows =
                sql.sql(LATE)
                        .param("id", day.id())
                        .param("channel", day.channel())
                        .param("ofDay", ofDay)
                        .update();
        if (rows == 0) {
            throw new IllegalStateException("no such day");
        }
    }

    /** False when it is closed already. */
    boolean close(UUID id, UUID by) {
        return sql.sql(CLOSE)
                        .param("id", id)
                        .param("by", by)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("no such day");
        }
    }

    private static Day day(ResultSet row, int n) throws SQLException {
        return new Day(
                row.getObject("id", UUID.class),
                row.getString("channel"),
                row.getObject("day", LocalDate.class),
                Day.State.valueOf(row.getString("state")),
                row.getInt("version"),
                money(row, "theirs"),
                money(row, "their_fees"),
                money(row, "ours"),
                money(row, "our_fees"),
                money(row, "corrections"),
                money(row, "fee_corrections"),
                money(row, "late"),
                money(row, "late_fees"),
                row.getInt("differences"),
                row.getInt("open"),
                money(row, "open_amount"),
                money(row, "open_fees"),
                money(row, "listed"),
                money(row, "listed_fees"),
                instant(row, "compared_at"),
                instant(row, "closed_at"),
                row.getObject("closed_by", UUID.class));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return Money.cny(row.getLong(column));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
