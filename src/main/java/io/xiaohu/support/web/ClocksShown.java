package io.xiaohu.support.web;

import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.levels.ServiceClock;
import io.xiaohu.support.levels.jdbc.ClockRows;
import io.xiaohu.support.levels.jdbc.LevelRows;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
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

    /** The next to be due first. */
    List<Shown> of(UUID conversation) {
        Instant now = clock.instant();
        return rows.ofOne(conversation).stream()
                .map(one ->
                        new Shown(
                                one.kind(), state(one, now), one.dueAt(), one.target().toSeconds()))
                .sorted(
                        Comparator.comparing(
                                Shown::dueAt, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    Priority priority(ConversationRow row) {
        return levels.priority(row.id(), row.topic());
    }

    /** Conversations with something due, the earliest first. */
    List<UUID> byDue(int most) {
        return rows.byDue(most);
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
