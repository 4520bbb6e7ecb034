package io.xiaohu.support.routing.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides who gets what. The queue is gone through in its order. Each conversation goes to whoever
 * answered this customer last, if they have room; else to whoever knows topic and language and has
 * most room; and after a bounded time, or at once when money is at risk, to anybody with room. What
 * cannot be given keeps its place.
 */
public final class Placement {

    /** Why a conversation is where it is. */
    public enum Why {
        /** Given to whoever answered this customer before. */
        LAST_AGENT,
        /** Given to somebody who knows topic and language. */
        SKILLED,
        /** Given to somebody with room, since it has waited long enough. */
        OVERFLOW,
        /** It waits: we are closed. */
        CLOSED,
        /** It waits: nobody is online. */
        NOBODY_ONLINE,
        /** It waits: everybody online has as many as they can. */
        ALL_FULL,
        /** It waits for somebody who knows topic and language, until it goes to anybody. */
        SKILL_WANTED
    }

    /**
     * What was decided.
     *
     * @param agent who gets it; null when it waits
     */
    public record Placed(Waiting waiting, @Nullable Agent agent, Why why) {}

    private static final Comparator<Agent> MOST_ROOM =
            Comparator.comparing(Agent::room)
                    .reversed()
                    .thenComparing(Agent::load)
                    .thenComparing(Agent::id);

    private final Map<UUID, Agent> agents = new LinkedHashMap<>();
    private final boolean open;
    private final Instant now;
    private final Duration overflowAfter;

    private Placement(List<Agent> online, boolean open, Instant now, Duration overflowAfter) {
        online.forEach(agent -> agents.put(agent.id(), agent));
        this.open = open;
        this.now = now;
        this.overflowAfter = overflowAfter;
    }

    /**
     * @param open whether we are open; when not, only what is most pressing is given
     * @return in the order of the queue
     */
    public static List<Placed> place(
            List<Waiting> queue,
            List<Agent> online,
            boolean open,
            Instant now,
            Duration overflowAfter) {
        Placement placement = new Placement(online, open, now, overflowAfter);
        List<Placed> placed = new ArrayList<>();
        queue.stream().sorted(Waiting.FIRST).forEach(one -> placed.add(placement.place(one)));
        return placed;
    }

    private Placed place(Waiting one) {
        boolean pressing = one.rank() == Rank.MONEY_AT_RISK;
        if (!open && !pressing) {
            return new Placed(one, null, Why.CLOSED);
        }
        if (agents.isEmpty()) {
            return new Placed(one, null, Why.NOBODY_ONLINE);
        }
        Predicate<Agent> fresh = agent -> !one.passedOver().contains(agent.id());
        Predicate<Agent> skilled =
                agent -> agent.speaks(one.language()) && agent.answers(one.topic());
        Optional<Agent> last = best(fresh.and(agent -> agent.id().equals(one.lastAgent())));
        if (last.isPresent()) {
            return given(one, last.get(), Why.LAST_AGENT);
        }
        Optional<Agent> match = best(fresh.and(skilled));
        if (match.isPresent()) {
            return given(one, match.get(), Why.SKILLED);
        }
        if (pressing || !one.queuedAt().plus(overflowAfter).isAfter(now)) {
            Optional<Agent> any =
                    best(fresh.and(agent -> agent.speaks(one.language())))
                            .or(() -> best(fresh))
                            .or(() -> best(agent -> true));
            if (any.isPresent()) {
                return given(one, any.get(), Why.OVERFLOW);
            }
        }
        boolean room = agents.values().stream().anyMatch(agent -> agent.room() > 0);
        return new Placed(one, null, room ? Why.SKILL_WANTED : Why.ALL_FULL);
    }

    private Optional<Agent> best(Predicate<Agent> wanted) {
        return agents.values().stream()
                .filter(agent -> agent.room() > 0)
                .filter(wanted)
                .min(MOST_ROOM);
    }

    private Placed given(Waiting one, Agent agent, Why why) {
        agents.put(agent.id(), agent.withOneMore());
        return new Placed(one, agent, why);
    }
}
