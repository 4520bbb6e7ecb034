package io.xiaohu.trust.jdbc;

import io.xiaohu.trust.HotEntry;
import io.xiaohu.trust.HotKind;
import io.xiaohu.trust.core.HotPattern;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the hot list. */
@Repository
public class HotRows {

    private static final String PATTERNS =
            "select kind, key, since from trust.hot_entry where removed_at is null";

    private static final String COUNT =
            "select count(*) from trust.hot_entry where removed_at is null";

    /** One writer at a time, so that the list keeps its bound. */
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('trust.hot_entry', 81420009))";

    private static final String ADD =
            """
            insert into trust.hot_entry (
                id, kind, value, key, why, source, report_id, added_by, added_by_name, since)
            values (:id, :kind, :value, :key, :why, :source, :report, :by, :name, :now)
            on conflict (kind, key) where removed_at is null do nothing
            """;

    private static final String ENTRIES =
            """
            select id, kind, value, why, source, report_id, added_by_name, since, removed_at,
                removed_by_name, removed_why
            from trust.hot_entry
            """;

    private static final String FIND = ENTRIES + "where id = :id";

    private static final String IN_FORCE =
            ENTRIES + "where kind = :kind and key = :key and removed_at is null";

    private static final String LIST =
            ENTRIES
                    + """
                    where (removed_at is null) = :inForce
                    and (:q = '' or position(lower(:q) in lower(value || ' ' || why)) > 0)
                    order by since desc, id desc
                    limit :most
                    """;

    private static final String REMOVE =
            """
            update trust.hot_entry
            set removed_at = :now, removed_by_name = :name, removed_why = :why
            where id = :id
            and removed_at is null
            """;

    private final JdbcClient sql;
    private final Clock clock;

    HotRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What is in force, as checks need it. */
    public List<HotPattern> patterns() {
        return sql.sql(PATTERNS)
                .query((row, n) ->
                        new HotPattern(
                                HotKind.valueOf(row.getString("kind")),
                                row.getString("key"),
                                row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** How many are in force, held until the transaction ends. */
    public int lockAndCount() {
        sql.sql(LOCK).query((row, n) -> 0).list();
        return sql.sql(COUNT).query(Integer.class).single();
    }

    /** False when the same is in force already. */
    public boolean add(HotEntry entry, String key, UUID addedBy) {
        return sql.sql(ADD)
                        .param("id", entry.id())
                        .param("kind", entry.kind().name())
                        .param("value", entry.value())
                        .param("key", key)
                        .param("why", entry.why())
                        .param("source", entry.source().name())
                        .param("report", entry.reportId(), Types.OTHER)
                        .param("by", addedBy)
                        .param("name", entry.addedBy())
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    public Optional<HotEntry> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(HotRows::entry).optional();
    }

    public Optional<HotEntry> inForce(HotKind kind, String key) {
        return sql.sql(IN_FORCE)
                .param("kind", kind.name())
                .param("key", key)
                .query(HotRows::entry)
                .optional();
    }

    /** The newest first. */
    public List<HotEntry> list(boolean inForce, String q, int most) {
        return sql.sql(LIST)
                .param("inForce", inForce)
                .param("q", q)
                .param("most", most)
                .query(HotRows::entry)
                .list();
    }

    /** False when it is not in force. */
    public boolean remove(UUID id, String by, String why) {
        return sql.sql(REMOVE)
                        .param("id", id)
                        .param("name", by)
                        .param("why", why)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    private static HotEntry entry(ResultSet row, int n) throws SQLException {
        Instant removedAt = ContactRows.instant(row, "removed_at");
        return new HotEntry(
                row.getObject("id", UUID.class),
                HotKind.valueOf(row.getString("kind")),
                row.getString("value"),
                row.getString("why"),
                HotEntry.Source.valueOf(row.getString("source")),
                row.getObject("report_id", UUID.class),
                row.getString("added_by_name"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                removal(row, removedAt));
    }

    private static HotEntry.@Nullable Removal removal(ResultSet row, @Nullable Instant at)
            throws SQLException {
        return at == null
                ? null
                : new HotEntry.Removal(
                        row.getString("removed_by_name"), at, row.getString("removed_why"));
    }
}
