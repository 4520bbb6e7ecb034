package io.xiaohu.support.levels.jdbc;

import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.levels.ServiceClock;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was promised and what was kept, by week, topic, priority and kind of clock. */
@Repository
public class LevelReport {

    /** Weeks begin on Monday and are numbered as ISO 8601 does. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final String LINES =
            """
            select to_char(started_at at time zone :zone, 'IYYY-"W"IW') as week, topic, priority,
                kind,
                count(*) filter (where met) as met,
                count(*) filter (where not met or (stopped_at is null and (
                    due_at < :now or escalated_at is not null))) as missed,
                count(*) filter (where stopped_at is null and escalated_at is null
                    and (due_at is null or due_at >= :now)) as running,
                count(*) filter (where stopped_at is not null and met is null) as unanswered,
                percentile_cont(0.5) within group (order by spent_micros / 1e6)
                    filter (where met is not null) as median
            from support.service_clock
            where started_at >= :from
            and started_at < :until
            group by 1, 2, 3, 4
            order by 1 desc, 2, 3, 4
            limit 5000
            """;

    /**
     * A line.
     *
     * @param missed those late and still running included
     * @param unanswered ended before an answer was due
     * @param medianSeconds of open time, over those that came to an answer
     */
    public record Line(
            String week,
            String topic,
            Priority priority,
            ServiceClock.Kind kind,
            int met,
            int missed,
            int running,
            int unanswered,
            @Nullable Long medianSeconds) {

        /** Whole percent of what was promised and has an outcome; null when there is none. */
        public @Nullable Integer metPercent() {
            int all = met + missed;
            return all == 0 ? null : Math.floorDiv(100 * met, all);
        }
    }

    private final JdbcClient sql;
    private final Clock clock;

    LevelReport(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Of what began from one day to another, both included. */
    public List<Line> lines(LocalDate from, LocalDate to) {
        return sql.sql(LINES)
                .param("zone", ZONE.getId())
                .param("now", OffsetDateTime.now(clock))
                .param("from", from.atStartOfDay(ZONE).toOffsetDateTime())
                .param("until", to.plusDays(1).atStartOfDay(ZONE).toOffsetDateTime())
                .query((row, n) -> {
                    double median = row.getDouble("median");
                    Long seconds = row.wasNull() ? null : Math.round(median);
                    return new Line(
                            row.getString("week"),
                            row.getString("topic"),
                            Priority.valueOf(row.getString("priority")),
                            ServiceClock.Kind.valueOf(row.getString("kind")),
                            row.getInt("met"),
                            row.getInt("missed"),
                            row.getInt("running"),
                            row.getInt("unanswered"),
                            seconds);
                })
                .list();
    }
}
