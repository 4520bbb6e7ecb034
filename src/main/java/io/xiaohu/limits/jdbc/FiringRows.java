package io.xiaohu.limits.jdbc;

import io.xiaohu.kernel.Ids;
import io.xiaohu.limits.RiskAttempt;
import io.xiaohu.limits.RiskOutcome;
import io.xiaohu.limits.core.Fired;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
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

    private final JdbcClient sql;
    private final Clock clock;
    private final FiredJson json;

    FiringRows(JdbcClient sql, Clock clock, FiredJson json) {
        this.sql = sql;
        this.clock = clock;
        this.json = json;
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
