package io.xiaohu.dispute.jdbc;

import io.xiaohu.dispute.Dispute;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Tokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of disputes and their evidence. */
@Repository
public class DisputeRows {

    private static final String COLUMNS =
            """
            select id, customer_id, subject_kind, subject_id, reason, story, stage, outcome,
                decision_note, opened_at, due_at
            from dispute.dispute
            """;

    private static final String INSERT =
            """
            insert into dispute.dispute (
                id, customer_id, subject_kind, subject_id, reason, story, stage, opened_at, due_at)
            values (:id, :customer, :kind, :subject, :reason, :story, 'OPENED', :now, :due)
            on conflict (subject_kind, subject_id) where stage not in ('DECIDED', 'CLOSED')
            do nothing
            """;

    private static final String FIND = COLUMNS + "where id = :id";

    private static final String OF =
            COLUMNS + "where customer_id = :customer order by opened_at desc limit 50";

    private static final String LATEST = COLUMNS + "order by opened_at desc limit 100";

    private static final String DECIDE =
            """
            update dispute.dispute
            set stage = 'DECIDED', outcome = :outcome, decision_note = :note, decided_by = :by
            where id = :id
            and stage not in ('DECIDED', 'CLOSED')
            """;

    private static final String SEAL =
            """
            insert into dispute.evidence (dispute_id, n, kind, content, sha256, by_whom, at)
            select :id, coalesce(max(n), 0) + 1, :kind, :content, :sha, :by, :at
            from dispute.evidence
            where dispute_id = :id
            """;

    private static final String EVIDENCE =
            """
            select kind, sha256, by_whom, at
            from dispute.evidence
            where dispute_id = :id
            order by n
            """;

    private final JdbcClient sql;

    DisputeRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** False when the same thing is in dispute already. */
    public boolean insert(Dispute dispute) {
        return sql.sql(INSERT)
                        .param("id", dispute.id())
                        .param("customer", dispute.customer())
                        .param("kind", dispute.subject().kind().name())
                        .param("subject", dispute.subject().id())
                        .param("reason", dispute.reason().name())
                        .param("story", dispute.story())
                        .param("now", dispute.openedAt().atOffset(ZoneOffset.UTC))
                        .param("due", dispute.dueAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    public Optional<Dispute> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(this::dispute).optional();
    }

    public List<Dispute> of(UUID customer) {
        return sql.sql(OF).param("customer", customer).query(this::dispute).list();
    }

    public List<Dispute> latest() {
        return sql.sql(LATEST).query(this::dispute).list();
    }

    /** False when it was decided meanwhile. */
    public boolean decide(UUID id, Dispute.Outcome outcome, String note, String by) {
        return sql.sql(DECIDE)
                        .param("id", id)
                        .param("outcome", outcome.name())
                        .param("note", note)
                        .param("by", by)
                        .update()
                == 1;
    }

    public void seal(UUID id, String kind, byte[] content, String by, Instant at) {
        sql.sql(SEAL)
                .param("id", id)
                .param("kind", kind)
                .param("content", content)
                .param("sha", Tokens.sha256(content))
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private Dispute dispute(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String outcome = row.getString("outcome");
        List<Dispute.Evidence> evidence =
                sql.sql(EVIDENCE)
                        .param("id", id)
                        .query((piece, m) ->
                                new Dispute.Evidence(
                                        piece.getString("kind"),
                                        HexFormat.of().formatHex(piece.getBytes("sha256")),
                                        piece.getString("by_whom"),
                                        instant(piece, "at")))
                        .list();
        return new Dispute(
                id,
                row.getObject("customer_id", UUID.class),
                new SubjectRef(
                        SubjectKind.valueOf(row.getString("subject_kind")),
                        row.getObject("subject_id", UUID.class)),
                Dispute.Reason.valueOf(row.getString("reason")),
                row.getString("story"),
                Dispute.Stage.valueOf(row.getString("stage")),
                outcome == null ? null : Dispute.Outcome.valueOf(outcome),
                row.getString("decision_note"),
                instant(row, "opened_at"),
                instant(row, "due_at"),
                evidence);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
