package io.xiaohu.funding.jdbc;

import io.xiaohu.funding.core.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What channels say: the first final answer of each flow, what came by itself, and what of it does
 * not agree. Both sides write under the flow's row lock, so that no contradiction falls between.
 */
@Repository
public class Verdicts {

    private static final String DECIDE =
            """
            update funding.flow
            set verdict = :verdict, channel_code = :code
            where id = :id
            and verdict is null
            and state in ('AWAITING_CHANNEL', 'SUBMITTED', 'UNKNOWN')
            """;

    private static final String LOCK =
            """
            select case
                when verdict is not null then verdict
                when state in (
                    'SUCCEEDED', 'PAID', 'RETURNING', 'RETURNED', 'CHARGING_BACK', 'CHARGED_BACK')
                    then 'DONE'
                when state in ('FAILED', 'REJECTED', 'REFUSED') then 'REJECTED'
                else '' end as known
            from funding.flow
            where id = :id
            for update
            """;

    private static final String HEAR =
            """
            insert into funding.callback (flow_id, said, at)
            values (:id, :said, :now)
            on conflict (flow_id, said) do nothing
            """;

    /** Everything heard of a flow that its verdict does not agree with; each thing is one line. */
    private static final String COMPARE =
            """
            insert into funding.contradiction (flow_id, said, at)
            select flow_id, said, at
            from funding.callback
            where flow_id = :id
            and said <> :verdict
            on conflict (flow_id, said) do nothing
            """;

    private static final String CONTRADICT =
            """
            insert into funding.contradiction (flow_id, said, at)
            values (:id, :said, :now)
            on conflict (flow_id, said) do nothing
            """;

    private static final String CONTRADICTIONS =
            """
            select c.flow_id, f.channel, f.direction, f.amount, f.state, c.said, c.at
            from funding.contradiction c
            join funding.flow f on f.id = c.flow_id
            order by c.at desc
            limit :most
            """;

    /** Something a channel said against its own first final answer. */
    public record Contradiction(
            UUID flowId,
            String channel,
            String direction,
            long amountMinor,
            String state,
            String said,
            Instant at) {}

    private final JdbcClient sql;
    private final Clock clock;

    Verdicts(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Writes a final answer down. The first one stays; one that does not agree with it is filed.
     *
     * @param code what the channel called its refusal
     */
    @Transactional
    public void decide(UUID flow, Verdict verdict, @Nullable String code) {
        boolean first =
                sql.sql(DECIDE)
                                .param("verdict", verdict.name())
                                .param("code", code)
                                .param("id", flow)
                                .update()
                        == 1;
        if (first) {
            compare(flow, verdict);
        } else {
            String known = sql.sql(LOCK).param("id", flow).query(String.class).single();
            if (!known.isEmpty() && !Verdict.valueOf(known).said().equals(verdict.said())) {
                contradict(flow, verdict.said());
            }
        }
    }

    /**
     * Writes down what came by itself.
     *
     * @return whether the flow has no final answer yet, so that the channel is worth asking
     */
    @Transactional
    public boolean hear(UUID flow, String said) {
        String known = sql.sql(LOCK).param("id", flow).query(String.class).single();
        sql.sql(HEAR)
                .param("id", flow)
                .param("said", said)
                .param("now", OffsetDateTime.now(clock))
                .update();
        if (!known.isEmpty()) {
            compare(flow, Verdict.valueOf(known));
        }
        return known.isEmpty();
    }

    /** The latest contradictions, for whoever reconciles. */
    public List<Contradiction> contradictions(int most) {
        return sql.sql(CONTRADICTIONS)
                .param("most", most)
                .query((row, n) ->
                        new Contradiction(
                                row.getObject("flow_id", UUID.class),
                                row.getString("channel"),
                                row.getString("direction"),
                                row.getLong("amount"),
                                row.getString("state"),
                                row.getString("said"),
                                row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private void compare(UUID flow, Verdict verdict) {
        sql.sql(COMPARE).param("id", flow).param("verdict", verdict.said()).update();
    }

    private void contradict(UUID flow, String said) {
        sql.sql(CONTRADICT)
                .param("id", flow)
                .param("said", said)
                .param("now", OffsetDateTime.now(clock))
                .update();
    }
}
