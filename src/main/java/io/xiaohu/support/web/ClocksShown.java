package io.xiaohu.support.web;

import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.levels.ServiceClock;
import io.xiaohu.support.levels.jdbc.ClockRows;
import io.xiaohu.support.levels.jdbc.LevelRows;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clocks of conversations as the desk sees them. */
@Component
class ClocksShown {

    enum State {
        RUNNING,
        WARNED,
        MISSED,
        PAUSED
    }

    /**
     * A clock that is not stopped.
     *
     * @param dueAt by when it is due; null while it is paused
     */
    record Shown(
            ServiceClock.Kind kind, State state, @Nullable Instant dueAt, long targetSeconds) {}

    private final ClockRows rows;
    private final LevelRows levels;
    private final Clock clock;

    ClocksShown(ClockRows rows, LevelRows levels, Clock clock) {
        this.rows = rows;
        this.levels = levels;
        this.clock = clock;
    }

    /** The next to be due first, by conversation. */
    Map<UUID, List<Shown>> of(Collection<UUID> conversations) {
        Map<UUID, List<ServiceClock>> found =
                rows.notStopped(conversations).stream()
                        .collect(Collectors.groupingBy(ServiceClock::conversation));
        Map<UUID, List<Shown>> shown = new HashMap<>();
        found.forEach((id, clocks) -> shown.put(id, shown(clocks)));
        return shown;
    }

    private List<Shown> shown(List<ServiceClock> clocks) {
        Instant now = clock.instant();
        return clocks.stream()
                .map(one ->
                        new Shown(
                                one.kind(), state(one, now), one.dueAt(), one.target().toSeconds()))
                .sorted(
                        Comparator.comparing(
                                Shown::dueAt, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    /** What presses how much: what somebody said, else what its topic says. */
    Map<UUID, Priority> priorities(Collection<ConversationRow> rows) {
        Map<UUID, Priority> all =
                new HashMap<>(levels.priorities(rows.stream().map(ConversationRow::id).toList()));
        rows.forEach(row -> all.putIfAbsent(row.id(), Priority.of(row.topic())));
        return all;
    }

    private static State state(ServiceClock clock, Instant now) {
        Instant warn = clock.warnAt();
        if (clock.isLate(now)) {
            return State.MISSED;
        }
        if (clock.runningSince() == null) {
            return State.PAUSED;
        }
        return warn != null && !warn.isAfter(now) ? State.WARNED : State.RUNNING;
    }
}
