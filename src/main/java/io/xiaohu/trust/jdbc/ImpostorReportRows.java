package io.xiaohu.trust.jdbc;

import io.xiaohu.trust.ImpostorReport;
import io.xiaohu.trust.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of reported impostors. */
@Repository
public class ImpostorReportRows {

    private static final String REPORTS =
            """
            select id, origin, came_by, value, story, verdict, conversation_id, reported_at, state,
                decided_by_name, decided_at
            from trust.impostor_report
            """;

    private static final String FIND = REPORTS + "where id = :id";

    private static final String LIST =
            REPORTS
                    + """
                    where (state = 'OPEN') = :open
                    and (cast(:after as uuid) is null or (reported_at, id) < (
                        select a.reported_at, a.id from trust.impostor_report a
                        where a.id = :after))
                    order by reported_at desc, id desc
                    limit :most
                    """;

    private static final String INSERT =
            """
            insert into trust.impostor_report (
                id, origin, came_by, value, story, verdict, conversation_id, reported_at)
            values (:id, :origin, :cameBy, :value, :story, :verdict, :conversation, :now)
            """;

    private static final String DECIDE =
            """
            update trust.impostor_report
            set state = :state, decided_by_name = :name, decided_at = :now
            where id = :id
            and state = 'OPEN'
            """;

    private final JdbcClient sql;
    private final Clock clock;

    ImpostorReportRows(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public void insert(ImpostorReport report) {
        sql.sql(INSERT)
                .param("id", report.id())
                .param("origin", report.origin().name())
                .param("cameBy", report.cameBy().name())
                .param("value", report.value())
                .param("story", report.story())
                .param("verdict", report.verdict().name())
                .param("conversation", report.conversationId(), Types.OTHER)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    public Optional<ImpostorReport> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(ImpostorReportRows::report).optional();
    }

    /**
     * The newest first.
     *
     * @param after the one they come after; null for the newest
     */
    public List<ImpostorReport> list(boolean open, @Nullable UUID after, int most) {
        return sql.sql(LIST)
                .param("open", open)
                .param("after", after, Types.OTHER)
                .param("most", most)
                .query(ImpostorReportRows::report)
                .list();
    }

    /** False when it was decided before. */
    public boolean decide(UUID id, ImpostorReport.State state, String by) {
        return sql.sql(DECIDE)
                        .param("id", id)
                        .param("state", state.name())
                        .param("name", by)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
    }

    private static ImpostorReport report(ResultSet row, int n) throws SQLException {
        return new ImpostorReport(
                row.getObject("id", UUID.class),
                ImpostorReport.Origin.valueOf(row.getString("origin")),
                ImpostorReport.CameBy.valueOf(row.getString("came_by")),
                row.getString("value"),
                row.getString("story"),
                Verdict.valueOf(row.getString("verdict")),
                row.getObject("conversation_id", UUID.class),
                row.getObject("reported_at", OffsetDateTime.class).toInstant(),
                ImpostorReport.State.valueOf(row.getString("state")),
                row.getString("decided_by_name"),
                ContactRows.instant(row, "decided_at"));
    }
}
