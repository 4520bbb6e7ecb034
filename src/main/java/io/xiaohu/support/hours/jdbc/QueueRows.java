package io.xiaohu.support.hours.jdbc;

import io.xiaohu.support.hours.core.ExpectedWait;
import io.xiaohu.support.routing.core.Agent;
import io.xiaohu.support.routing.jdbc.AgentRows;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the queue is like now. */
@Repository
public class QueueRows {

    private static final Duration LATELY = Duration.ofDays(7);

    /** An agent whose desk was not heard of for longer is not there. */
    private static final Duration HEARD_OF = Duration.ofMinutes(2);

    private static final String WAITING =
            """
            select count(*)
            from support.conversation
            where state = 'WAITING'
            and waiting_since is not null
            and not as_request
            """;

    private static final String HANDLED =
            """
            select count(*) as handled,
                coalesce(percentile_cont(0.5) within group (
                    order by extract(epoch from closed_at - claimed_at)), 0) as handling,
                coalesce(percentile_cont(0.5) within group (
                    order by extract(epoch from greatest(
                        first_answer_at - claimed_at, interval '0'))), 0) as reaction
            from support.conversation
            where closed_at > :since
            and claimed_at is not null
            and first_answer_at is not null
            """;

    private final JdbcClient sql;
    private final AgentRows agents;
    private final Clock clock;

    QueueRows(JdbcClient sql, AgentRows agents, Clock clock) {
        this.sql = sql;
        this.agents = agents;
        this.clock = clock;
    }

    public ExpectedWait.Queue now() {
        List<Agent> online = agents.online(clock.instant().minus(HEARD_OF));
        int waiting = sql.sql(WAITING).query(Integer.class).single();
        return sql.sql(HANDLED)
                .param("since", OffsetDateTime.now(clock).minus(LATELY))
                .query((row, n) ->
                        new ExpectedWait.Queue(
                                waiting,
                                online.size(),
                                online.stream().mapToInt(Agent::capacity).sum(),
                                online.stream().mapToInt(Agent::room).sum(),
                                row.getInt("handled"),
                                Duration.ofSeconds(Math.round(row.getDouble("handling"))),
                                Duration.ofSeconds(Math.round(row.getDouble("reaction")))))
                .single();
    }
}
