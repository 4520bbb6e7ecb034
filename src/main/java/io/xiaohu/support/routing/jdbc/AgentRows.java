package io.xiaohu.support.routing.jdbc;

import io.xiaohu.support.Topic;
import io.xiaohu.support.routing.AgentSkill;
import io.xiaohu.support.routing.AgentState;
import io.xiaohu.support.routing.core.Agent;
import java.sql.Array;
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
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of what agents say of themselves and what they answer. */
@Repository
public class AgentRows {

    private static final String STATES =
            "select staff_id, staff_name, state, since, seen_at, by_itself from support.agent_state"
                    + " ";

    private static final String STATE = STATES + "where staff_id = :staff";

    private static final String ALL_STATES = STATES + "order by staff_name, staff_id";

    private static final String SET_STATE =
            """
            insert into support.agent_state (staff_id, staff_name, state, since, seen_at)
            values (:staff, :name, :state, :now, :now)
            on conflict (staff_id) do update
            set staff_name = excluded.staff_name, state = excluded.state, by_itself = false,
                seen_at = excluded.seen_at,
                since = case
                    when agent_state.state = excluded.state then agent_state.since
                    else excluded.since
                end
            """;

    /** Whoever is there and said nothing is given nothing, and keeps what they have. */
    private static final String SEEN =
            """
            insert into support.agent_state (staff_id, staff_name, state, since, seen_at)
            values (:staff, :name, 'BUSY', :now, :now)
            on conflict (staff_id) do update
            set seen_at = excluded.seen_at
            """;

    private static final String LAPSE =
            """
            update support.agent_state
            set state = 'AWAY', since = :now, by_itself = true
            where state <> 'AWAY'
            and seen_at < :before
            returning staff_id, staff_name, state, since, seen_at, by_itself
            """;

    /** Whoever answers somebody, only not this one, is there. */
    private static final String AWAY_WHEN_SILENT =
            """
            update support.agent_state
            set state = 'AWAY', since = :now, by_itself = true
            where staff_id = :staff
            and state = 'ONLINE'
            and not exists (
                select from support.conversation c
                join support.message m on m.conversation_id = c.id
                where c.state in ('OPEN', 'CLOSED')
                and c.last_at >= :since
                and m.author_id = :staff
                and m.at >= :since)
            returning staff_id, staff_name, state, since, seen_at, by_itself
            """;

    private static final String SKILLS =
            "select staff_id, topics, languages, capacity from support.agent_skill ";

    private static final String SET_SKILL =
            """
            insert into support.agent_skill (staff_id, topics, languages, capacity)
            values (:staff, :topics, :languages, :capacity)
            on conflict (staff_id) do update
            set topics = excluded.topics, languages = excluded.languages,
                capacity = excluded.capacity
            """;

    /** Whoever gives conversations out holds those they are given to: nobody gets too many. */
    private static final String LOCK_ONLINE =
            """
            select staff_id
            from support.agent_state
            where state = 'ONLINE'
            and seen_at >= :since
            order by staff_id
            for update
            """;

    private static final String ONLINE =
            """
            select a.staff_id, a.staff_name, s.topics, s.languages, s.capacity,
                (select count(*)
                from support.conversation c
                where c.claimed_by = a.staff_id
                and c.state = 'OPEN'
                and not c.as_request
                and c.snoozed_until is null) as load
            from support.agent_state a
            left join support.agent_skill s on s.staff_id = a.staff_id
            where a.state = 'ONLINE'
            and a.seen_at >= :since
            order by a.staff_id
            """;

    private static final String LOAD =
            """
            select count(*)
            from support.conversation
            where claimed_by = :staff
            and state = 'OPEN'
            and not as_request
            and snoozed_until is null
            """;

    private final JdbcClient sql;

    AgentRows(JdbcClient sql) {
        this.sql = sql;
    }

    public Optional<AgentState> state(UUID staff) {
        return sql.sql(STATE).param("staff", staff).query(AgentRows::state).optional();
    }

    /** Of everybody who ever said something, by name. */
    public List<AgentState> states() {
        return sql.sql(ALL_STATES).query(AgentRows::state).list();
    }

    public void set(UUID staff, String name, AgentState.State state, Instant now) {
        sql.sql(SET_STATE)
                .param("staff", staff)
                .param("name", name)
                .param("state", state.name())
                .param("now", utc(now))
                .update();
    }

    public void seen(UUID staff, String name, Instant now) {
        sql.sql(SEEN).param("staff", staff).param("name", name).param("now", utc(now)).update();
    }

    /** Those not heard of since a moment are away from now on. */
    public List<AgentState> lapse(Instant before, Instant now) {
        return sql.sql(LAPSE)
                .param("before", utc(before))
                .param("now", utc(now))
                .query(AgentRows::state)
                .list();
    }

    /** Whoever is online and wrote nothing to anybody since a moment is away from now on. */
    public Optional<AgentState> awayWhenSilent(UUID staff, Instant since, Instant now) {
        return sql.sql(AWAY_WHEN_SILENT)
                .param("staff", staff)
                .param("since", utc(since))
                .param("now", utc(now))
                .query(AgentRows::state)
                .optional();
    }

    public List<AgentSkill> skills() {
        return sql.sql(SKILLS).query((row, n) -> skill(row)).list();
    }

    public void set(AgentSkill skill) {
        sql.sql(SET_SKILL)
                .param("staff", skill.staffId())
                .param("topics", skill.topics().stream().map(Topic::name).toArray(String[]::new))
                .param("languages", skill.languages().toArray(String[]::new))
                .param("capacity", skill.capacity())
                .update();
    }

    /** Holds everybody who is online until the transaction ends. */
    public void lockOnline(Instant seenSince) {
        sql.sql(LOCK_ONLINE).param("since", utc(seenSince)).query(UUID.class).list();
    }

    /** Everybody who is online, with what they answer and how much they have. */
    public List<Agent> online(Instant seenSince) {
        return sql.sql(ONLINE).param("since", utc(seenSince)).query(AgentRows::agent).list();
    }

    /**
     * How many conversations somebody talks in now; requests and what is put aside take no room.
     */
    public int load(UUID staff) {
        return sql.sql(LOAD).param("staff", staff).query(Integer.class).single();
    }

    private static Agent agent(ResultSet row, int n) throws SQLException {
        UUID id = row.getObject("staff_id", UUID.class);
        Array topics = row.getArray("topics");
        AgentSkill skill = topics == null ? AgentSkill.usual(id) : skill(row);
        return new Agent(
                id,
                row.getString("staff_name"),
                skill.topics(),
                skill.languages(),
                skill.capacity(),
                row.getInt("load"));
    }

    private static AgentSkill skill(ResultSet row) throws SQLException {
        return new AgentSkill(
                row.getObject("staff_id", UUID.class),
                texts(row, "topics").stream().map(Topic::valueOf).collect(Collectors.toSet()),
                texts(row, "languages"),
                row.getInt("capacity"));
    }

    private static Set<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray())
                .collect(Collectors.toSet());
    }

    private static AgentState state(ResultSet row, int n) throws SQLException {
        return new AgentState(
                row.getObject("staff_id", UUID.class),
                row.getString("staff_name"),
                AgentState.State.valueOf(row.getString("state")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("by_itself"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
