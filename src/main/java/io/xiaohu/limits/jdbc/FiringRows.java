package io.xiaohu.limits.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import io.xiaohu.limits.RiskAttempt;
import io.xiaohu.limits.RiskOutcome;
import io.xiaohu.limits.core.Fired;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps what fired. */
@Repository
public class FiringRows {

    private static final String INSERT =
            """
            insert into limits.risk_firing (
                id, customer_id, attempt_id, kind, amount, asset, outcome, fired, at)
            values (
                :id, :customer, :attempt, :kind, :amount, :asset, :outcome, :fired::jsonb, :now)
            """;

    private static final String LATEST =
            """
            select id, customer_id, attempt_id, kind, amount, asset, outcome, fired, at
            from limits.risk_firing
            order by at desc, id desc
            limit :most
            """;

    /**
     * What fired about one attempt; an attempt that asked for a second factor may be there twice.
     */
    public record Kept(
            UUID id,
            UUID customer,
            UUID attempt,
            RiskAttempt.Kind kind,
            Money amount,
            RiskOutcome outcome,
            List<Fired> fired,
            Instant at) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final FiredJson json;

    FiringRows(JdbcClient sql, Clock clock, FiredJson json) {
        this.sql = sql;
        this.clock = clock;
        this.json = json;
    }

    /** The newest first. */
    public List<Kept> latest(int most) {
        return sql.sql(LATEST)
                .param("most", most)
                .query((row, n) ->
                        new Kept(
                                row.getObject("id", UUID.class),
                                row.getObject("customer_id", UUID.class),
                                row.getObject("attempt_id", UUID.class),
                                RiskAttempt.Kind.valueOf(row.getString("kind")),
                                new Money(
                                        row.getLong("amount"),
                                        Asset.valueOf(row.getString("asset"))),
                                RiskOutcome.valueOf(row.getString("outcome")),
                                json.read(row.getString("fired")),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    public void insert(RiskAttempt attempt, RiskOutcome outcome, List<Fired> fired) {
        sql.sql(INSERT)
                .param("id", Ids.next())
                .param("customer", attempt.payer())
                .param("attempt", attempt.id())
                .param("kind", attempt.kind().name())
                .param("amount", attempt.amount().minor())
                .param("asset", attempt.amount().asset().name())
                .param("outcome", outcome.name())
                .param("fired", json.write(fired))
                .param("now", OffsetDateTime.now(clock))
                .update();
    }
}
