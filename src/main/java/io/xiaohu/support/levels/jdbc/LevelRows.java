package io.xiaohu.support.levels.jdbc;

import io.xiaohu.support.Topic;
import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.levels.ServiceLevel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the service-level policy, and the priorities of conversations. */
@Repository
public class LevelRows {

    private static final String COLUMNS =
            """
            select topic, priority, first_seconds, next_seconds, resolution_seconds, warn_percent
            from support.service_level
            """;

    private static final String ALL =
            COLUMNS
                    + """
                    order by topic,
                        array_position(array['URGENT', 'HIGH', 'NORMAL', 'LOW'], priority)
                    """;

    private static final String FOR =
            COLUMNS
                    + """
                    where topic in (:topic, '')
                    and priority = :priority
                    order by topic desc
                    limit 1
                    """;

    private static final String SET =
            """
            insert into support.service_level (
                topic, priority, first_seconds, next_seconds, resolution_seconds, warn_percent)
            values (:topic, :priority, :first, :next, :resolution, :warn)
            on conflict (topic, priority) do update
            set first_seconds = excluded.first_seconds, next_seconds = excluded.next_seconds,
                resolution_seconds = excluded.resolution_seconds,
                warn_percent = excluded.warn_percent
            """;

    /** The lines for every topic stay: without one nothing would be promised. */
    private static final String REMOVE =
            """
            delete from support.service_level
            where topic = :topic
            and priority = :priority
            and topic <> ''
            """;

    private static final String PRIORITY =
            "select priority from support.conversation where id = :id and priority is not null";

    private static final String PRIORITIES =
            """
            select id, priority
            from support.conversation
            where id = any(:ids)
            and priority is not null
            """;

    private static final String SET_PRIORITY =
            "update support.conversation set priority = :priority where id = :id";

    private final JdbcClient sql;

    LevelRows(JdbcClient sql) {
        this.sql = sql;
    }

    public List<ServiceLevel> all() {
        return sql.sql(ALL).query(LevelRows::level).list();
    }

    public Optional<ServiceLevel> of(Topic topic, Priority priority) {
        return sql.sql(FOR)
                .param("topic", topic.name())
                .param("priority", priority.name())
                .query(LevelRows::level)
                .optional();
    }

    public void set(ServiceLevel level) {
        sql.sql(SET)
                .param("topic", level.topic())
                .param("priority", level.priority().name())
                .param("first", seconds(level.first()))
                .param("next", seconds(level.next()))
                .param("resolution", seconds(level.resolution()))
                .param("warn", level.warnPercent())
                .update();
    }

    /** False when there is no such line, or it is one for every topic. */
    public boolean remove(String topic, Priority priority) {
        return sql.sql(REMOVE).param("topic", topic).param("priority", priority.name()).update()
                == 1;
    }

    /** What somebody said; else what its topic presses by itself. */
    public Priority priority(UUID conversation, Topic topic) {
        return sql.sql(PRIORITY)
                .param("id", conversation)
                .query(String.class)
                .optional()
                .map(Priority::valueOf)
                .orElseGet(() -> Priority.of(topic));
    }

    /** Those that somebody said, by conversation. */
    public Map<UUID, Priority> priorities(Collection<UUID> conversations) {
        Map<UUID, Priority> said = new HashMap<>();
        sql.sql(PRIORITIES)
                .param("ids", conversations.toArray(UUID[]::new))
                .query(row -> {
                    said.put(
                            row.getObject("id", UUID.class),
                            Priority.valueOf(row.getString("priority")));
                });
        return said;
    }

    public void setPriority(UUID conversation, Priority priority) {
        if (sql.sql(SET_PRIORITY)
                        .param("id", conversation)
                        .param("priority", priority.name())
                        .update()
                != 1) {
            throw new IllegalStateException("no conversation " + conversation);
        }
    }

    private static @Nullable Long seconds(@Nullable Duration time) {
        return time == null ? null : time.toSeconds();
    }

    private static ServiceLevel level(ResultSet row, int n) throws SQLException {
        return new ServiceLevel(
                row.getString("topic"),
                Priority.valueOf(row.getString("priority")),
                time(row, "first_seconds"),
                time(row, "next_seconds"),
                time(row, "resolution_seconds"),
                row.getInt("warn_percent"));
    }

    private static @Nullable Duration time(ResultSet row, String column) throws SQLException {
        int seconds = row.getInt(column);
        return row.wasNull() ? null : Duration.ofSeconds(seconds);
    }
}
