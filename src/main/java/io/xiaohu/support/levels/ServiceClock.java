package io.xiaohu.support.levels;

import io.xiaohu.support.hours.ServiceCalendar;
import io.xiaohu.support.hours.core.OpenTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clock of a conversation. It counts open time of its calendar while it runs.
 *
 * @param number counts the clocks of a kind: each further question has a NEXT of its own
 * @param runningSince null while it is paused, and once it is stopped
 * @param spent open time that passed before it was paused
 * @param dueAt by when what it measures is promised; null while it is paused, and when its calendar
 *     never opens
 * @param met null while it runs, and when nothing could be measured
 */
public record ServiceClock(
        UUID conversation,
        Kind kind,
        int number,
        String topic,
        Priority priority,
        String calendar,
        long calendarVersion,
        Duration target,
        int warnPercent,
        Instant startedAt,
        @Nullable Instant runningSince,
        Duration spent,
        @Nullable Instant dueAt,
        @Nullable Instant warnAt,
        @Nullable Instant warnedAt,
        @Nullable Instant escalatedAt,
        @Nullable Instant stoppedAt,
        @Nullable Boolean met) {

    /** The first answer, the answer to each further question, and the end. */
    public enum Kind {
        FIRST,
        NEXT,
        RESOLUTION
    }

    /** Goes on from a moment. */
    ServiceClock running(ServiceCalendar hours, Instant since) {
        OpenTime time = hours.time();
        Duration warning = target.multipliedBy(warnPercent).dividedBy(100);
        return new ServiceClock(
                conversation,
                kind,
                number,
                topic,
                priority,
                hours.code(),
                hours.version(),
                target,
                warnPercent,
                startedAt,
                since,
                spent,
                time.addOpen(since, target.minus(spent)).orElse(null),
                time.addOpen(since, warning.minus(spent)).orElse(null),
                warnedAt,
                escalatedAt,
                null,
                null);
    }

    ServiceClock paused(ServiceCalendar hours, Instant at) {
        return at(spentUntil(hours, at), null, null);
    }

    /**
     * Ends it: in time up to the due moment, that included.
     *
     * @param done whether what it measures happened; what did not, before it was due, is neither
     *     met nor missed
     */
    ServiceClock stopped(ServiceCalendar hours, Instant at, boolean done) {
        boolean late = isLate(at);
        return at(spentUntil(hours, at), at, late || done ? Boolean.valueOf(!late) : null);
    }

    public boolean isLate(Instant at) {
        return escalatedAt != null
                || (runningSince == null
                        ? spent.compareTo(target) > 0
                        : dueAt != null && at.isAfter(dueAt));
    }

    /** With another promise; what has passed stays. */
    ServiceClock promising(Duration other, int warn, Priority now) {
        return new ServiceClock(
                conversation,
                kind,
                number,
                topic,
                now,
                calendar,
                calendarVersion,
                other,
                warn,
                startedAt,
                runningSince,
                spent,
                dueAt,
                warnAt,
                warnedAt,
                escalatedAt,
                stoppedAt,
                met);
    }

    private ServiceClock at(Duration all, @Nullable Instant stopped, @Nullable Boolean outcome) {
        return new ServiceClock(
                conversation,
                kind,
                number,
                topic,
                priority,
                calendar,
                calendarVersion,
                target,
                warnPercent,
                startedAt,
                null,
                all,
                null,
                null,
                warnedAt,
                escalatedAt,
                stopped,
                outcome);
    }

    private Duration spentUntil(ServiceCalendar hours, Instant at) {
        return runningSince == null
                ? spent
                : spent.plus(hours.time().openBetween(runningSince, at));
    }
}
