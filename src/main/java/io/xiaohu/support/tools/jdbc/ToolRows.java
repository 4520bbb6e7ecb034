package io.xiaohu.support.tools.jdbc;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.support.tools.Contents;
import io.xiaohu.support.tools.Tool;
import io.xiaohu.support.tools.Tool.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The rows of tools and of every change of one. */
@Repository
public class ToolRows {

    private static final String COLUMNS =
            """
            select id, kind, owner_id, name_zh, name_en, shortcut, content, enabled, version,
                changed_at
            from support.tool
            """;

    private static final String OF =
            COLUMNS
                    + """
                    where kind = :kind
                    and removed_at is null
                    and (owner_id is null or owner_id = :staff)
                    order by owner_id nulls first, id
                    """;

    private static final String IN_FORCE =
            COLUMNS
                    + """
                    where kind = 'RULE'
                    and removed_at is null
                    and enabled
                    order by id
                    """;

    private static final String FIND =
            COLUMNS
                    + """
                    where id = :id
                    and kind = :kind
                    and removed_at is null
                    and (owner_id is null or owner_id = :staff)
                    """;

    private static final String COUNT =
            """
            select count(*)
            from support.tool
            where kind = :kind
            and owner_id is not distinct from :owner
            and removed_at is null
            """;

    private static final String INSERT =
            """
            insert into support.tool (
                id, kind, owner_id, name_zh, name_en, shortcut, content, enabled, changed_at)
            values (
                :id, :kind, :owner, :nameZh, :nameEn, :shortcut, :content::jsonb, :enabled, :now)
            """;

    private static final String UPDATE =
            """
            update support.tool
            set name_zh = :nameZh, name_en = :nameEn, shortcut = :shortcut,
                content = :content::jsonb, enabled = :enabled, version = version + 1,
                changed_at = :now
            where id = :id
            and version = :version
            and removed_at is null
            """;

    private static final String REMOVE =
            """
            update support.tool
            set removed_at = :now, version = version + 1
            where id = :id
            and version = :version
            and removed_at is null
            """;

    private static final String CHANGE =
            """
            insert into support.tool_change (
                id, tool_id, version, what, before, after, reason, staff_id, staff_name, at)
            values (
                :id, :tool, :version, :what, :before::jsonb, :after::jsonb, :reason, :staff, :name,
                :now)
            """;

    private static final String CHANGES =
            """
            select id, version, what, before, after, reason, staff_name, at
            from support.tool_change
            where tool_id = :tool
            order by at desc, id desc
            limit 50
            """;

    private final JdbcClient sql;
    private final JsonMapper json;
    private final Clock clock;

    ToolRows(JdbcClient sql, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    /** What is written of a tool, before and after a change. */
    private record Written(
            String nameZh,
            String nameEn,
            @Nullable String shortcut,
            boolean enabled,
            Contents content) {}

    /** A change as it is shown. */
    public record Change(
            UUID id,
            long version,
            String what,
            @Nullable String before,
            @Nullable String after,
            String reason,
            String by,
            Instant at) {}

    /** Everybody's and somebody's own. */
    public List<Tool<Contents>> of(Kind kind, UUID staff) {
        return sql.sql(OF)
                .param("kind", kind.name())
                .param("staff", staff)
                .query(this::tool)
                .list();
    }

    /** The rules that act. */
    public List<Tool<Contents>> rulesInForce() {
        return sql.sql(IN_FORCE).query(this::tool).list();
    }

    /** Another's own is not there. */
    public Optional<Tool<Contents>> find(Kind kind, UUID id, UUID staff) {
        return sql.sql(FIND)
                .param("id", id)
                .param("kind", kind.name())
                .param("staff", staff)
                .query(this::tool)
                .optional();
    }

    public int count(Kind kind, @Nullable UUID owner) {
        return sql.sql(COUNT)
                .param("kind", kind.name())
                .param("owner", owner)
                .query(Integer.class)
                .single();
    }

    /** False when the shortcut is taken. */
    public boolean insert(Tool<Contents> tool) {
        try {
            write(INSERT, tool)
                    .param("kind", tool.kind().name())
                    .param("owner", tool.ownerId())
                    .update();
            return true;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    /** What became of a change. */
    public enum Changed {
        DONE,
        TAKEN,
        STALE
    }

    /**
     * @param seen the version it was changed from
     */
    public Changed update(Tool<Contents> tool, long seen) {
        try {
            return write(UPDATE, tool).param("version", seen).update() == 1
                    ? Changed.DONE
                    : Changed.STALE;
        } catch (DuplicateKeyException taken) {
            return Changed.TAKEN;
        }
    }

    /** False when somebody changed it meanwhile. */
    public boolean remove(UUID id, long seen) {
        return sql.sql(REMOVE)
                        .param("id", id)
                        .param("version", seen)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    public void changed(
            Caller.Staff by,
            String what,
            @Nullable Tool<Contents> before,
            @Nullable Tool<Contents> after,
            String reason) {
        Tool<Contents> tool = after == null ? before : after;
        if (tool == null) {
            throw new IllegalArgumentException("a change of nothing");
        }
        sql.sql(CHANGE)
                .param("id", Ids.next())
                .param("tool", tool.id())
                .param("version", tool.version())
                .param("what", what)
                .param("before", before == null ? null : written(before))
                .param("after", after == null ? null : written(after))
                .param("reason", reason)
                .param("staff", by.staffId())
                .param("name", by.name())
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    public List<Change> changes(UUID tool) {
        return sql.sql(CHANGES)
                .param("tool", tool)
                .query((row, n) ->
                        new Change(
                                row.getObject("id", UUID.class),
                                row.getLong("version"),
                                row.getString("what"),
                                row.getString("before"),
                                row.getString("after"),
                                row.getString("reason"),
                                row.getString("staff_name"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private JdbcClient.StatementSpec write(String statement, Tool<Contents> tool) {
        return sql.sql(statement)
                .param("id", tool.id())
                .param("nameZh", tool.nameZh())
                .param("nameEn", tool.nameEn())
                .param("shortcut", tool.shortcut())
                .param("content", json.writeValueAsString(tool.content()))
                .param("enabled", tool.enabled())
                .param("now", OffsetDateTime.now(clock));
    }

    private String written(Tool<Contents> tool) {
        return json.writeValueAsString(
                new Written(
                        tool.nameZh(),
                        tool.nameEn(),
                        tool.shortcut(),
                        tool.enabled(),
                        tool.content()));
    }

    private Tool<Contents> tool(ResultSet row, int n) throws SQLException {
        Kind kind = Kind.valueOf(row.getString("kind"));
        return new Tool<>(
                row.getObject("id", UUID.class),
                kind,
                row.getObject("owner_id", UUID.class),
                row.getString("name_zh"),
                row.getString("name_en"),
                row.getString("shortcut"),
                json.readValue(row.getString("content"), kind.content()),
                row.getBoolean("enabled"),
                row.getLong("version"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
