package io.xiaohu.support.routing.jdbc;

import io.xiaohu.support.Topic;
import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.routing.core.Rank;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the queue and of what was given to whom. */
@Repository
public class RoutingRows {

    private static final List<Topic> TOPICS = List.of(Topic.values());

    private static final List<Rank.Case> CASES = Rank.cases();

    private static final String OPENED =
            """
            insert into support.routing (conversation_id, queued_at)
            values (:conversation, :now)
            on conflict (conversation_id) do nothing
            """;

    /** As if it came just now, but for who had it. */
    private static final String REOPENED =
            """
            insert into support.routing (conversation_id, queued_at, last_agent)
            values (:conversation, :now, :agent)
            on conflict (conversation_id) do update
            set queued_at = excluded.queued_at, last_agent = excluded.last_agent, given_to = null,
                given_at = null, why = null, passed_over = excluded.passed_over
            """;

    /**
     * In the order of the queue, which is looked up in all the cases of {@link Rank}, so that the
     * head is the head of everybody who waits.
     */
    private static final String QUEUE =
            """
            with queued as (
                select c.id, c.customer_id, c.topic, c.priority, c.language, c.opened_at,
                    coalesce(c.waiting_since, c.opened_at) as since,
                    coalesce(c.priority, t.priority) as presses,
                    c.priority is not null as said,
                    f.customer_id is not null as freeze_case,
                    n.customer_id is not null as vulnerable,
                    c.human_asked_at is not null as human
                from support.conversation c
                join unnest(:topics, :presses) as t (topic, priority) on t.topic = c.topic
                left join support.care_flag n on n.customer_id = c.customer_id
                left join (
                    select distinct o.customer_id
                    from support.conversation o
                    join support.freeze_case a on a.conversation_id = o.id
                    where o.state <> 'CLOSED') f on f.customer_id = c.customer_id
                where c.state = 'WAITING'
                and not c.as_request)
            select q.id, q.customer_id, q.topic, q.priority, q.since, q.language,
                coalesce(r.queued_at, q.opened_at) as queued_at,
                coalesce(r.passed_over, '{}') as passed_over,
                q.freeze_case, q.vulnerable, q.human,
                coalesce(
                    r.last_agent,
                    (select o.claimed_by
                    from support.conversation o
                    where o.customer_id = q.customer_id
                    and o.id <> q.id
                    and o.claimed_by is not null
                    and o.first_answer_at is not null
                    order by o.last_at desc
                    limit 1)) as last_agent
            from queued q
            join unnest(:priorities, :said, :frozen, :vulnerable, :human, :ranks)
                as k (priority, said, frozen, vulnerable, human, rank)
                on k.priority = q.presses
                and k.said = q.said
                and k.frozen = q.freeze_case
                and k.vulnerable = q.vulnerable
                and k.human = q.human
            left join support.routing r on r.conversation_id = q.id
            order by k.rank, q.since, q.id
            limit 200
            """;

    /** One that is held by somebody else just now is left for the next time. */
    private static final String HOLD =
            """
            select id
            from support.conversation
            where id = :conversation
            and state = 'WAITING'
            for update skip locked
            """;

    private static final String GIVEN =
            """
            insert into support.routing (conversation_id, queued_at, given_to, given_at, why)
            values (:conversation, :now, :agent, :now, :why)
            on conflict (conversation_id) do update
            set given_to = excluded.given_to, given_at = excluded.given_at, why = excluded.why
            """;

    /**
     * What goes back: the customer waits, and whoever has it was given it long ago and did not
     * answer, has gone away since they took it, or was away already and does not come to it.
     * Requests stay: their own time runs.
     */
    private static final String TO_HAND_BACK =
            """
            select c.id, c.claimed_by, c.claimed_name,
                coalesce(a.state, 'AWAY') = 'AWAY' as away
            from support.conversation c
            left join support.agent_state a on a.staff_id = c.claimed_by
            left join support.routing r
                on r.conversation_id = c.id and r.given_to = c.claimed_by
            where c.state = 'OPEN'
            and (:only::uuid is null or c.id = :only)
            and not c.as_request
            and c.waiting_since is not null
            and (
                (a.state = 'AWAY' and c.claimed_at <= a.since)
                or (coalesce(a.state, 'AWAY') = 'AWAY'
                    and c.snoozed_until is null
                    and greatest(c.claimed_at, c.waiting_since, a.since, a.seen_at)
                        <= :unanswered)
                or (r.given_at <= :unanswered
                    and r.given_at >= c.claimed_at
                    and not exists (
                        select from support.message m
                        where m.conversation_id = c.id
                        and m.author = 'AGENT'
                        and not m.internal
                        and m.at >= r.given_at)))
            order by c.waiting_since, c.id
            limit 100
            """;

    private static final String HANDED_BACK =
            """
            insert into support.routing (conversation_id, queued_at, passed_over)
            values (:conversation, :now, array[:agent]::uuid[])
            on conflict (conversation_id) do update
            set queued_at = excluded.queued_at, given_to = null, given_at = null, why = null,
                passed_over = array_remove(routing.passed_over, :agent)
                    || excluded.passed_over
            """;

    private static final String GIVEN_NOW =
            """
            select r.conversation_id, r.given_at, r.why, c.language
            from support.routing r
            join support.conversation c on c.id = r.conversation_id
            where c.state = 'OPEN'
            and r.given_to = c.claimed_by
            order by r.given_at desc
            limit 500
            """;

    /** A conversation in the queue, as its rows say. */
    public record Queued(
            UUID id,
            @Nullable UUID customer,
            Topic topic,
            @Nullable String priority,
            Instant since,
            String language,
            Instant queuedAt,
            Set<UUID> passedOver,
            boolean freezeCase,
            boolean vulnerable,
            boolean human,
            @Nullable UUID lastAgent) {}

    /**
     * A conversation to be handed back.
     *
     * @param away whether its agent has gone away, and not only kept silent
     */
    public record Unanswered(UUID id, UUID agent, String agentName, boolean away) {}

    /** A conversation somebody was given and has. */
    public record Given(UUID id, Instant at, String why, String language) {}

    private final JdbcClient sql;

    RoutingRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Zero rows is fine: it is known. */
    public void opened(UUID conversation, Instant now) {
        sql.sql(OPENED).param("conversation", conversation).param("now", utc(now)).update();
    }

    /**
     * In the queue once more, from now on and past nobody.
     *
     * @param agent who had it; null when nobody did
     */
    public void reopened(UUID conversation, @Nullable UUID agent, Instant now) {
        sql.sql(REOPENED)
                .param("conversation", conversation)
                .param("agent", agent)
                .param("now", utc(now))
                .update();
    }

    /** The head of the queue, in its order but for accounts that are frozen without a case. */
    public List<Queued> queue() {
        return sql.sql(QUEUE)
                .param("topics", all(TOPICS, Topic::name, String[]::new))
                .param("presses", all(TOPICS, topic -> Priority.of(topic).name(), String[]::new))
                .param("priorities", all(CASES, one -> one.priority().name(), String[]::new))
                .param("said", all(CASES, Rank.Case::said, Boolean[]::new))
                .param("frozen", all(CASES, Rank.Case::frozen, Boolean[]::new))
                .param("vulnerable", all(CASES, Rank.Case::vulnerable, Boolean[]::new))
                .param("human", all(CASES, Rank.Case::human, Boolean[]::new))
                .param("ranks", all(CASES, one -> one.rank().ordinal(), Integer[]::new))
                .query(RoutingRows::queued)
                .list();
    }

    private static <T, R> R[] all(List<T> each, Function<T, R> value, IntFunction<R[]> array) {
        return each.stream().map(value).toArray(array);
    }

    /** Holds a waiting conversation; false when it is taken or held by somebody. */
    public boolean hold(UUID conversation) {
        return sql.sql(HOLD)
                .param("conversation", conversation)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    public void given(UUID conversation, UUID agent, String why, Instant now) {
        sql.sql(GIVEN)
                .param("conversation", conversation)
                .param("agent", agent)
                .param("why", why)
                .param("now", utc(now))
                .update();
    }

    public List<Unanswered> toHandBack(Instant givenBefore) {
        return toHandBack(givenBefore, null);
    }

    /** Whether one that is held is still to be handed back. */
    public Optional<Unanswered> toHandBack(UUID held, Instant givenBefore) {
        return toHandBack(givenBefore, held).stream().findFirst();
    }

    private List<Unanswered> toHandBack(Instant givenBefore, @Nullable UUID only) {
        return sql.sql(TO_HAND_BACK)
                .param("unanswered", utc(givenBefore))
                .param("only", only)
                .query((row, n) ->
                        new Unanswered(
                                row.getObject("id", UUID.class),
                                row.getObject("claimed_by", UUID.class),
                                String.valueOf(row.getString("claimed_name")),
                                row.getBoolean("away")))
                .list();
    }

    public void handedBack(UUID conversation, UUID agent, Instant now) {
        sql.sql(HANDED_BACK)
                .param("conversation", conversation)
                .param("agent", agent)
                .param("now", utc(now))
                .update();
    }

    public List<Given> given() {
        return sql.sql(GIVEN_NOW)
                .query((row, n) ->
                        new Given(
                                row.getObject("conversation_id", UUID.class),
                                row.getObject("given_at", OffsetDateTime.class).toInstant(),
                                row.getString("why"),
                                row.getString("language")))
                .list();
    }

    private static Queued queued(ResultSet row, int n) throws SQLException {
        UUID[] passed = (UUID[]) row.getArray("passed_over").getArray();
        return new Queued(
                row.getObject("id", UUID.class),
                row.getObject("customer_id", UUID.class),
                Topic.valueOf(row.getString("topic")),
                row.getString("priority"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getString("language"),
                row.getObject("queued_at", OffsetDateTime.class).toInstant(),
                Arrays.stream(passed).collect(Collectors.toSet()),
                row.getBoolean("freeze_case"),
                row.getBoolean("vulnerable"),
                row.getBoolean("human"),
                row.getObject("last_agent", UUID.class));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
