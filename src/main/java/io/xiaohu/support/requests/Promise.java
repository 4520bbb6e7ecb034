package io.xiaohu.support.requests;

import io.xiaohu.support.hours.ServiceCalendar;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By when a request is to be solved: so much open time of a calendar, counted only while it is ours
 * to act.
 *
 * @param runningSince null while it is the customer's turn, and at the end
 * @param spent open time that passed before
 * @param dueAt null while it does not run, and when its calendar never opens again
 */
public record Promise(
        String calendar,
        long calendarVersion,
        Duration target,
        @Nullable Instant runningSince,
        Duration spent,
        @Nullable Instant dueAt) {

    static Promise from(ServiceCalendar hours, Duration target, Instant at) {
        return new Promise(hours.code(), hours.version(), target, null, Duration.ZERO, null)
                .running(hours, at);
    }

    /** Goes on from a moment with what is left. */
    Promise running(ServiceCalendar hours, Instant at) {
        return new Promise(
                hours.code(),
                hours.version(),
                target,
                at,
                spent,
                hours.time().addOpen(at, target.minus(spent)).orElse(null));
    }

    Promise paused(ServiceCalendar hours, Instant at) {
        Duration all =
                runningSince == null
                        ? spent
                        : spent.plus(hours.time().openBetween(runningSince, at));
        return new Promise(hours.code(), hours.version(), target, null, all, null);
    }

    /** With the whole time before it again. */
    Promise anew() {
        return new Promise(calendar, calendarVersion, target, null, Duration.ZERO, null);
    }
}
