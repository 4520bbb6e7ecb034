package io.xiaohu.support.hours.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * A time of many questions, published before it starts, and how long an answer takes during it.
 *
 * @param endsAt not part of it
 */
public record Peak(Instant startsAt, Instant endsAt, Duration answerWithin) {

    public Peak {
        if (!startsAt.isBefore(endsAt) || !answerWithin.isPositive()) {
            throw new IllegalArgumentException("no peak: " + startsAt + " to " + endsAt);
        }
    }

    public boolean runs(Instant at) {
        return !at.isBefore(startsAt) && at.isBefore(endsAt);
    }

    /** The one that counts at a moment: of several the one with the longest wait. */
    public static Optional<Peak> running(Collection<Peak> peaks, Instant at) {
        return peaks.stream()
                .filter(peak -> peak.runs(at))
                .max(Comparator.comparing(Peak::answerWithin));
    }

    /** The next to start after a moment, within a time. */
    public static Optional<Peak> coming(Collection<Peak> peaks, Instant at, Duration within) {
        return peaks.stream()
                .filter(peak -> peak.startsAt().isAfter(at))
                .filter(peak -> !peak.startsAt().isAfter(at.plus(within)))
                .min(Comparator.comparing(Peak::startsAt));
    }
}
