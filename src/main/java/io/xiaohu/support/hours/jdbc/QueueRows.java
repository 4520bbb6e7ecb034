package io.xiaohu.support.hours.jdbc;

import io.xiaohu.support.hours.core.ExpectedWait;
import io.xiaohu.support.routing.core.Agent;
import io.xiaohu.support.routing.jdbc.AgentRows;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** What was a request for a while took its time as one, and says nothing about chat. */
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
            and channel = 'APP'
            and not exists (
                select from support.service_request r
                where r.id = conversation.id)
            and claimed_at is not null
            and first_answer_at is not null
            """;

    private static final Duration WEEKS = Duration.ofDays(28);

    /**
     * A request that began as a conversation was answered before it was one; such an answer says
     * nothing about requests.
     */
    private static final String ANSWERED =
            """
            select channel, count(*) as answered,
                percentile_cont(0.5) within group (order by extract(epoch from took)) as usual
            from (
                select c.channel, c.first_answer_at - c.opened_at as took
                from support.conversation c
                where c.opened_at > :since
                and c.channel <> 'APP'
                and c.first_answer_at is not null
                union all
                select 'REQUEST', c.first_answer_at - r.submitted_at
                from support.service_request r
                join support.conversation c on c.id = r.id
                where r.submitted_at > :since
                and c.first_answer_at > r.submitted_at) first_answers
            group by channel
            """;

    private final JdbcClient sql;
    private final AgentRows agents;
    private final Clock clock;

    QueueRows(JdbcClient sql, AgentRows agents, Clock clock) {
        this.sql = sql;
        this.agents = agents;
        this.clock = clock;
    }

    /** By channel; requests are {@code REQUEST}. */
    public Map<String, ExpectedWait.Lately> lately() {
        return sql
                .sql(ANSWERED)
                .param("since", OffsetDateTime.now(clock).minus(WEEKS))
                .query((row, n) ->
                        Map.entry(
                                row.getString("channel"),
                                new ExpectedWait.Lately(
                                        row.getInt("answered"),
                                        Duration.ofSeconds(Math.round(row.getDouble("usual"))))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
