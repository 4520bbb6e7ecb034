package io.xiaohu.limits.jdbc;

import io.xiaohu.limits.RiskOutcome;
import io.xiaohu.limits.core.RiskCode;
import io.xiaohu.limits.core.RiskRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the risk rules and of their changes. */
@Repository
public class RiskRuleRows {

    private static final String RULES =
            "select code, enabled, outcome, parameters, version from limits.risk_rule";

    private static final String DRAFT =
            """
            insert into limits.risk_change (id, code, version, before, after, drafted_at)
            values (:id, :code, :version, :before::jsonb, :after::jsonb, :now)
            """;

    private static final String CHANGES =
            "select id, before, after, drafted_at, applied_at from limits.risk_change ";

    private static final String FIND = CHANGES + "where id = :id";

    private static final String LATEST = CHANGES + "order by drafted_at desc limit :most";

    /** Only what is still as it was when the change was drafted. */
    private static final String APPLY =
            """
            update limits.risk_rule
            set enabled = :enabled,
                outcome = :outcome,
                parameters = :parameters::jsonb,
                version = version + 1
            where code = :code
            and version = :version
            """;

    private static final String APPLIED =
            "update limits.risk_change set applied_at = :now where id = :id";

    private static final TypeReference<Map<String, Long>> PARAMETERS = new TypeReference<>() {};

    /**
     * A change of one rule.
     *
     * @param appliedAt null while it is not in force
     */
    public record Change(
            UUID id,
            RiskRule before,
            RiskRule after,
            Instant draftedAt,
            @Nullable Instant appliedAt) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final JsonMapper json;

    RiskRuleRows(JdbcClient sql, Clock clock, JsonMapper json) {
        this.sql = sql;
        this.clock = clock;
        this.json = json;
    }

    public List<RiskRule> read() {
        return sql.sql(RULES)
                .query((row, n) ->
                        new RiskRule(
                                RiskCode.valueOf(row.getString("code")),
                                row.getBoolean("enabled"),
                                RiskOutcome.valueOf(row.getString("outcome")),
                                json.readValue(row.getString("parameters"), PARAMETERS),
                                row.getInt("version")))
                .list();
    }

    public void draft(UUID id, RiskRule before, RiskRule after) {
        sql.sql(DRAFT)
                .param("id", id)
                .param("code", before.code().name())
                .param("version", before.version())
                .param("before", json.writeValueAsString(before))
                .param("after", json.writeValueAsString(after))
                .param("now", OffsetDateTime.now(clock))
                .update();
    }

    public Optional<Change> find(UUID id) {
        return sql.sql(FIND).param("id", id).query(this::change).optional();
    }

    /** The newest first. */
    public List<Change> latest(int most) {
        return sql.sql(LATEST).param("most", most).query(this::change).list();
    }

    /**
     * Puts a change in force.
     *
     * @return false when the rule is no longer what it was when the change was drafted
     */
    public boolean apply(Change change) {
        RiskRule after = change.after();
        int changed =
                sql.sql(APPLY)
                        .param("code", after.code().name())
                        .param("version", change.before().version())
                        .param("enabled", after.enabled())
                        .param("outcome", after.outcome().name())
                        .param("parameters", json.writeValueAsString(after.parameters()))
                        .update();
        if (changed != 1) {
            return false;
        }
        int noted =
                sql.sql(APPLIED)
                        .param("id", change.id())
                        .param("now", OffsetDateTime.now(clock))
                        .update();
        if (noted != 1) {
            throw new IllegalStateException("no change " + change.id());
        }
        return true;
    }

    private Change change(ResultSet row, int n) throws SQLException {
        OffsetDateTime applied = row.getObject("applied_at", OffsetDateTime.class);
        return new Change(
                row.getObject("id", UUID.class),
                json.readValue(row.getString("before"), RiskRule.class),
                json.readValue(row.getString("after"), RiskRule.class),
                row.getObject("drafted_at", OffsetDateTime.class).toInstant(),
                applied == null ? null : applied.toInstant());
    }
}
