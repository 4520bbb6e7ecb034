package io.xiaohu.support.hours.jdbc;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who changed a calendar, from what to what. Written once. */
@Repository
public class ChangeRows {

    private static final String INSERT =
            """
            insert into support.service_calendar_change (
                id, calendar, what, before, after, reason, staff_id, staff_name, at)
            values (:id, :calendar, :what, :before, :after, :reason, :staff, :name, :now)
            """;

    private static final String LATEST =
            """
            select id, what, before, after, reason, staff_name, at
            from support.service_calendar_change
            where calendar = :calendar
            order by at desc, id desc
            limit 50
            """;

    /** What happened to a calendar. */
    public enum What {
        CREATED,
        CHANGED,
        DAY_SET,
        DAY_REMOVED,
        IMPORTED
    }

    /** A change as it is shown. */
    public record Change(
            UUID id,
            What what,
            String before,
            String after,
            String reason,
            String by,
            Instant at) {}

    private final JdbcClient sql;
    private final Clock clock;

    ChangeRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public void add(
            Caller.Staff by, String calendar, What what, String before, String after, String why) {
        sql.sql(INSERT)
                .param("id", Ids.next())
                .param("calendar", calendar)
                .param("what", what.name())
                .param("before", before)
                .param("after", after)
                .param("reason", why)
                .param("staff", by.staffId())
                .param("name", by.name())
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    public List<Change> of(String calendar) {
        return sql.sql(LATEST)
                .param("calendar", calendar)
                .query((row, n) ->
                        new Change(
                                row.getObject("id", UUID.class),
                                What.valueOf(row.getString("what")),
                                row.getString("before"),
                                row.getString("after"),
                                row.getString("reason"),
                                row.getString("staff_name"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
