package io.xiaohu.funding.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which statements are to be fetched, and how that goes. */
@Repository
class ImportRows {

    /** How long whoever fetches a statement has it alone; longer than fetching may take. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** What was fetched before the day was over is fetched once more. */
    private static final String ADD =
            """
            insert into funding.statement_import as known (channel, day, state, next_at, asked_at)
            values (:channel, :day, 'WAITING', :now, :now)
            on conflict (channel, day) do update
            set state = 'WAITING', tries = 0, next_at = :now, asked_at = :now
            where known.asked_at < :ended
            """;

    private static final String ASK =
            """
            insert into funding.statement_import (channel, day, state, next_at, asked_at)
            values (:channel, :day, 'WAITING', :now, :now)
            on conflict (channel, day) do update
            set state = 'WAITING', tries = 0, next_at = :now, asked_at = :now
            """;

    private static final String TAKE_DUE =
            """
            update funding.statement_import i
            set next_at = :lease
            from (
                select channel, day
                from funding.statement_import
                where next_at <= :now
                order by next_at
                limit 1
                for update skip locked) due
            where i.channel = due.channel
            and i.day = due.day
            returning i.channel, i.day, i.state, i.tries, i.next_at, i.asked_at
            """;

    private static final String DONE =
            """
            update funding.statement_import
            set state = 'DONE', next_at = null
            where channel = :channel
            and day = :day
            and asked_at = :asked
            """;

    private static final String RETRY =
            """
            update funding.statement_import
            set state = 'RETRYING', tries = tries + 1, next_at = :next
            where channel = :channel
            and day = :day
            and asked_at = :asked
            """;

    private static final String LIST =
            """
            select channel, day, state, tries, next_at, asked_at
            from funding.statement_import
            where day >= :from
            and day <= :to
            """;

    /** What was fetched or brought before the day was over need not be all of it. */
    private static final String IS_WHOLE =
            """
            select exists (
                    select
                    from funding.statement_import
                    where channel = :channel
                    and day = :day
                    and state = 'DONE'
                    and asked_at >= :ended)
                or exists (
                    select
                    from funding.channel_statement
                    where channel = :channel
                    and day = :day
                    and imported_at >= :ended)
            """;

    private static final String LAST =
            """
            select max(day)
            from funding.statement_import
            where channel = :channel
            and asked_at >= (day + 1)::timestamp at time zone :zone
            """;

    /**
     * One import.
     *
     * @param tries how often the channel was not there
     * @param nextAt when it is tried next; null when it is done
     */
    record Import(
            String channel,
            LocalDate day,
            String state,
            int tries,
            @Nullable Instant nextAt,
            OffsetDateTime askedAt) {}

    private final JdbcClient sql;
    private final Clock clock;

    ImportRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Adds a day that is over.
     *
     * @param ended when it was
     */
    void add(String channel, LocalDate day, Instant ended) {
        sql.sql(ADD)
                .param("channel", channel)
                .param("day", day)
                .param("now", OffsetDateTime.now(clock))
                .param("ended", ended.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whoever asks by hand starts it again. */
    void ask(String channel, LocalDate day) {
        sql.sql(ASK)
                .param("channel", channel)
                .param("day", day)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    /** Takes one that is due, for one lease. */
    Optional<Import> takeDue() {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return sql.sql(TAKE_DUE)
                .param("now", now)
                .param("lease", now.plus(LEASE))
                .query(ImportRows::read)
                .optional();
    }

    /** Zero rows means that somebody asked for it anew meanwhile. */
    void done(Import one) {
        sql.sql(DONE)
                .param("channel", one.channel())
                .param("day", one.day())
                .param("asked", one.askedAt())
                .update();
    }

    /** Zero rows means that somebody asked for it anew meanwhile. */
    void retry(Import one, Duration pause) {
        sql.sql(RETRY)
                .param("channel", one.channel())
                .param("day", one.day())
                .param("asked", one.askedAt())
                .param("next", OffsetDateTime.now(clock).plus(pause))
                .update();
    }

    List<Import> list(LocalDate from, LocalDate to) {
        return sql.sql(LIST).param("from", from).param("to", to).query(ImportRows::read).list();
    }

    /**
     * Whether a day's statement was fetched or brought after the day was over.
     *
     * @param ended when it was
     */
    boolean isWhole(String channel, LocalDate day, Instant ended) {
        return sql.sql(IS_WHOLE)
                .param("channel", channel)
                .param("day", day)
                .param("ended", ended.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** The last day that was asked for after it was over. */
    @Nullable LocalDate last(String channel, ZoneId zone) {
        return sql.sql(LAST)
                .param("channel", channel)
                .param("zone", zone.getId())
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single()
                .orElse(null);
    }

    private static Import read(ResultSet row, int n) throws SQLException {
        OffsetDateTime next = row.getObject("next_at", OffsetDateTime.class);
        return new Import(
                row.getString("channel"),
                row.getObject("day", LocalDate.class),
                row.getString("state"),
                row.getInt("tries"),
                next == null ? null : next.toInstant(),
                row.getObject("asked_at", OffsetDateTime.class));
    }
}
