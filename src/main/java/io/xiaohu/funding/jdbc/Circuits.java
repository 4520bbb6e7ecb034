package io.xiaohu.funding.jdbc;

import io.xiaohu.funding.core.CircuitRules.Recent;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How channels' calls went, and which channels are left alone. Shared by all servers. */
@Repository
public class Circuits {

    private static final long SLOT_SECONDS = 10;

    private static final String COUNT =
            """
            insert into funding.channel_slot as s (channel, slot, good, bad, millis)
            values (:channel, :slot, :good, :bad, :millis)
            on conflict (channel, slot) do update
            set good = s.good + excluded.good,
                bad = s.bad + excluded.bad,
                millis = s.millis + excluded.millis
            """;

    private static final String RECENT =
            """
            select coalesce(sum(good), 0) as good, coalesce(sum(bad), 0) as bad,
                coalesce(sum(millis), 0) as millis
            from funding.channel_slot
            where channel = :channel
            and slot >= :from
            """;

    private static final String FORGET = "delete from funding.channel_slot where slot < :before";

    private static final String FIND =
            """
            select state, since, opened_in_a_row
            from funding.channel_circuit
            where channel = :channel
            """;

    /** Zero rows where it is open already. */
    private static final String OPEN =
            """
            insert into funding.channel_circuit as c (
                channel, state, since, next_try_at, opened_in_a_row)
            values (:channel, 'OPEN', :now, :next, 1)
            on conflict (channel) do update
            set state = 'OPEN',
                since = :now,
                next_try_at = :next,
                opened_in_a_row = c.opened_in_a_row + 1
            where c.state <> 'OPEN'
            """;

    private static final String STILL_OPEN =
            """
            update funding.channel_circuit
            set next_try_at = :next, opened_in_a_row = opened_in_a_row + 1
            where channel = :channel
            and state = 'OPEN'
            """;

    private static final String CLAIM =
            """
            update funding.channel_circuit
            set next_try_at = :next
            where channel = :channel
            and state = :state
            and next_try_at <= :now
            """;

    private static final String HALF_OPEN =
            """
            update funding.channel_circuit
            set state = 'HALF_OPEN', next_try_at = :now
            where channel = :channel
            and state = 'OPEN'
            """;

    private static final String CLOSE =
            """
            update funding.channel_circuit
            set state = 'CLOSED', since = :now, opened_in_a_row = 0
            where channel = :channel
            and state = 'HALF_OPEN'
            """;

    /** Whether calls pass. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /**
     * A channel's circuit.
     *
     * @param since calls before it do not count any more
     */
    public record Circuit(String channel, State state, Instant since, int openedInARow) {}

    private final JdbcClient sql;

    Circuits(JdbcClient sql) {
        this.sql = sql;
    }

    public Circuit find(String channel) {
        return sql.sql(FIND)
                .param("channel", channel)
                .query((row, n) ->
                        new Circuit(
                                channel,
                                State.valueOf(row.getString("state")),
                                row.getObject("since", OffsetDateTime.class).toInstant(),
                                row.getInt("opened_in_a_row")))
                .optional()
                .orElse(new Circuit(channel, State.CLOSED, Instant.EPOCH, 0));
    }

    public void count(String channel, Instant at, boolean good, Duration took) {
        sql.sql(COUNT)
                .param("channel", channel)
                .param("slot", time(slot(at)))
                .param("good", good ? 1 : 0)
                .param("bad", good ? 0 : 1)
                .param("millis", took.toMillis())
                .update();
    }

    public Recent recent(String channel, Instant from) {
        return sql.sql(RECENT)
                .param("channel", channel)
                .param("from", time(from))
                .query((row, n) ->
                        new Recent(row.getInt("good"), row.getInt("bad"), row.getLong("millis")))
                .single();
    }

    /** Forgets what says nothing any more; zero rows is usual. */
    public void forget(Instant before) {
        sql.sql(FORGET).param("before", time(before)).update();
    }

    /**
     * Leaves the channel alone until the next look.
     *
     * @return whether it was not open before
     */
    public boolean open(String channel, Instant now, Instant next) {
        return sql.sql(OPEN)
                        .param("channel", channel)
                        .param("now", time(now))
                        .param("next", time(next))
                        .update()
                == 1;
    }

    /** It is still down: the next look is later; zero rows when it is not open any more. */
    public void stayOpen(String channel, Instant next) {
        sql.sql(STILL_OPEN).param("channel", channel).param("next", time(next)).update();
    }

    /** Takes the one try that is due; false when it is not, or somebody else has it. */
    public boolean claim(String channel, State state, Instant now, Instant next) {
        return sql.sql(CLAIM)
                        .param("channel", channel)
                        .param("state", state.name())
                        .param("now", time(now))
                        .param("next", time(next))
                        .update()
                == 1;
    }

    /** Lets orders try an open channel again; zero rows when it is not open. */
    public void halfOpen(String channel, Instant now) {
        sql.sql(HALF_OPEN).param("channel", channel).param("now", time(now)).update();
    }

    /** Lets everything pass again; false when it already did, or is still left alone. */
    public boolean close(String channel, Instant now) {
        return sql.sql(CLOSE).param("channel", channel).param("now", time(now)).update() == 1;
    }

    private static Instant slot(Instant at) {
        return Instant.ofEpochSecond(
                Math.floorDiv(at.getEpochSecond(), SLOT_SECONDS) * SLOT_SECONDS);
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
