package io.xiaohu.support.routing.jdbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of who looks at what; they live for moments. */
@Repository
public class ViewerRows {

    private static final String SEEN =
            """
            insert into support.viewer (
                conversation_id, staff_id, staff_name, seen_at, typing_at)
            values (:conversation, :staff, :name, :now, case when :typing then :now end)
            on conflict (conversation_id, staff_id) do update
            set seen_at = excluded.seen_at,
                typing_at = coalesce(excluded.typing_at, viewer.typing_at)
            """;

    private static final String LEFT =
            """
            delete from support.viewer
            where conversation_id = :conversation
            and staff_id = :staff
            """;

    private static final String FORGET =
            """
            delete from support.viewer
            where (conversation_id, staff_id) in (
                select conversation_id, staff_id
                from support.viewer
                where seen_at < :before
                limit 100
                for update skip locked)
            """;

    private static final String OTHERS =
            """
            select staff_id, staff_name, coalesce(typing_at >= :typingSince, false) as typing
            from support.viewer
            where conversation_id = :conversation
            and staff_id <> :staff
            and seen_at >= :seenSince
            order by staff_name, staff_id
            """;

    /** A colleague who looks. */
    public record Viewer(UUID id, String name, boolean typing) {}

    private final JdbcClient sql;

    ViewerRows(JdbcClient sql) {
        this.sql = sql;
    }

    public void seen(UUID conversation, UUID staff, String name, boolean typing, Instant now) {
        sql.sql(SEEN)
                .param("conversation", conversation)
                .param("staff", staff)
                .param("name", name)
                .param("typing", typing)
                .param("now", utc(now))
                .update();
    }

    /** Zero rows is fine: it was forgotten. */
    public void left(UUID conversation, UUID staff) {
        sql.sql(LEFT).param("conversation", conversation).param("staff", staff).update();
    }

    /** Zero rows is fine: most looks leave nothing behind. */
    public void forget(Instant before) {
        sql.sql(FORGET).param("before", utc(before)).update();
    }

    public List<Viewer> others(
            UUID conversation, UUID staff, Instant seenSince, Instant typingSince) {
        return sql.sql(OTHERS)
                .param("conversation", conversation)
                .param("staff", staff)
                .param("seenSince", utc(seenSince))
                .param("typingSince", utc(typingSince))
                .query((row, n) ->
                        new Viewer(
                                row.getObject("staff_id", UUID.class),
                                row.getString("staff_name"),
                                row.getBoolean("typing")))
                .list();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
