package io.xiaohu.support.levels.jdbc;

import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.levels.ServiceClock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of clocks. Whoever changes one holds its conversation's row. */
@Repository
public class ClockRows {

    private static final String COLUMNS =
            """
            select conversation_id, kind, number, topic, priority, calendar, calendar_version,
                target_seconds, warn_percent, started_at, running_since, spent_micros, due_at,
                warn_at, warned_at, escalated_at, stopped_at, met
            from support.service_clock
            """;

    private static final String OF =
            COLUMNS
                    + """
                    where conversation_id = :conversation
                    and stopped_at is null
                    order by kind
                    """;

    private static final String LATEST =
            COLUMNS
                    + """
                    where conversation_id = any(:conversations)
                    and stopped_at is null
                    """;

    /** A conversation has three that run at most. */
    private static final String TO_WARN =
            COLUMNS
                    + """
                    where warn_at <= :now
                    and warned_at is null
                    and stopped_at is null
                    order by warn_at
                    limit 50
                    """;

    private static final String TO_ESCALATE =
            COLUMNS
                    + """
                    where due_at <= :now
                    and escalated_at is null
                    and stopped_at is null
                    order by due_at
                    limit 50
                    """;

    /** Computed with a calendar that was changed since. */
    private static final String OUTDATED =
            COLUMNS
                    + """
                    where stopped_at is null
                    and running_since is not null
                    and calendar_version <> (
                        select version from support.service_calendar where code = calendar)
                    order by conversation_id, kind
                    limit 500
                    """;

    private static final String INSERT =
            """
            insert into support.service_clock (
                conversation_id, kind, number, topic, priority, calendar, calendar_version,
                target_seconds, warn_percent, started_at, running_since, due_at, warn_at)
            values (
                :conversation, :kind,
                (select count(*) + 1 from support.service_clock
                where conversation_id = :conversation and kind = :kind),
                :topic, :priority, :calendar, :version, :target, :warn, :started, :since, :due,
                :warnAt)
            """;

    private static final String UPDATE =
            """
            update support.service_clock
            set priority = :priority, calendar_version = :version, target_seconds = :target,
                warn_percent = :warn, running_since = :since, spent_micros = :spent, due_at = :due,
                warn_at = :warnAt, stopped_at = :stopped, met = :met
            where conversation_id = :conversation
            and kind = :kind
            and number = :number
            """;

    private static final String WARNED =
            """
            update support.service_clock
            set warned_at = :now
            where conversation_id = :conversation and kind = :kind and number = :number
            and warned_at is null
            and stopped_at is null
            and warn_at <= :now
            """;

    private static final String ESCALATED =
            """
            update support.service_clock
            set escalated_at = :now, warned_at = coalesce(warned_at, :now)
            where conversation_id = :conversation and kind = :kind and number = :number
            and escalated_at is null
            and stopped_at is null
            and due_at <= :now
            """;

    private final JdbcClient sql;

    ClockRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Those of a conversation that are not stopped. */
    public List<ServiceClock> ofOne(UUID conversation) {
        return sql.sql(OF).param("conversation", conversation).query(ClockRows::clock).list();
    }

    public List<ServiceClock> notStopped(Collection<UUID> conversations) {
        return sql.sql(LATEST)
                .param("conversations", conversations.toArray(UUID[]::new))
                .query(ClockRows::clock)
                .list();
    }

    public List<ServiceClock> toWarn(Instant now) {
        return sql.sql(TO_WARN).param("now", utc(now)).query(ClockRows::clock).list();
    }

    public List<ServiceClock> toEscalate(Instant now) {
        return sql.sql(TO_ESCALATE).param("now", utc(now)).query(ClockRows::clock).list();
    }

    public List<ServiceClock> outdated() {
        return sql.sql(OUTDATED).query(ClockRows::clock).list();
    }

    public void insert(ServiceClock clock) {
        sql.sql(INSERT)
                .param("conversation", clock.conversation())
                .param("kind", clock.kind().name())
                .param("topic", clock.topic())
                .param("priority", clock.priority().name())
                .param("calendar", clock.calendar())
                .param("version", clock.calendarVersion())
                .param("target", clock.target().toSeconds())
                .param("warn", clock.warnPercent())
                .param("started", utc(clock.startedAt()))
                .param("since", utc(clock.runningSince()))
                .param("due", utc(clock.dueAt()))
                .param("warnAt", utc(clock.warnAt()))
                .update();
    }

    public void update(ServiceClock clock) {
        int rows =
                sql.sql(UPDATE)
                        .param("conversation", clock.conversation())
                        .param("kind", clock.kind().name())
                        .param("number", clock.number())
                        .param("priority", clock.priority().name())
                        .param("version", clock.calendarVersion())
                        .param("target", clock.target().toSeconds())
                        .param("warn", clock.warnPercent())
                        .param("since", utc(clock.runningSince()))
                        .param("spent", clock.spent().toNanos() / 1000)
                        .param("due", utc(clock.dueAt()))
                        .param("warnAt", utc(clock.warnAt()))
                        .param("stopped", utc(clock.stoppedAt()))
                        .param("met", clock.met())
                        .update();
        if (rows != 1) {
            throw new IllegalStateException("no clock of " + clock.conversation());
        }
    }

    /** False when that was done already, or is not due any more. */
    public boolean warned(ServiceClock clock, Instant now) {
        return mark(WARNED, clock, now);
    }

    /** False when that was done already, or is not due any more. */
    public boolean escalated(ServiceClock clock, Instant now) {
        return mark(ESCALATED, clock, now);
    }

    private boolean mark(String statement, ServiceClock clock, Instant now) {
        return sql.sql(statement)
                        .param("conversation", clock.conversation())
                        .param("kind", clock.kind().name())
                        .param("number", clock.number())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    private static ServiceClock clock(ResultSet row, int n) throws SQLException {
        return new ServiceClock(
                row.getObject("conversation_id", UUID.class),
                ServiceClock.Kind.valueOf(row.getString("kind")),
                row.getInt("number"),
                row.getString("topic"),
                Priority.valueOf(row.getString("priority")),
                row.getString("calendar"),
                row.getLong("calendar_version"),
                Duration.ofSeconds(row.getInt("target_seconds")),
                row.getInt("warn_percent"),
                Optional.ofNullable(at(row, "started_at")).orElseThrow(),
                at(row, "running_since"),
                Duration.ofNanos(row.getLong("spent_micros") * 1000),
                at(row, "due_at"),
                at(row, "warn_at"),
                at(row, "warned_at"),
                at(row, "escalated_at"),
                at(row, "stopped_at"),
                (Boolean) row.getObject("met"));
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
