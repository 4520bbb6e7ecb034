package io.xiaohu.support.levels;

import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.hours.Calendars;
import io.xiaohu.support.hours.CalendarsInForce;
import io.xiaohu.support.hours.ServiceCalendar;
import io.xiaohu.support.levels.ServiceClock.Kind;
import io.xiaohu.support.levels.jdbc.ClockRows;
import io.xiaohu.support.levels.jdbc.LevelRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Starts, pauses and stops the clocks of a conversation, in the transaction of what happened in it
 * and while its row is held.
 *
 * <p>FIRST runs from the opening to the first answer, NEXT from each further question to its
 * answer, RESOLUTION from the opening (and from opening it again) to the end, paused from every
 * answer to the customer's next line. Notes and lines of our own stop nothing. A request has a due
 * time of its own, and nobody waits for an answer in a call.
 */
@Service
public class ServiceClocks {

    /** Where conversations are held. */
    private static final String CHANNEL = "APP";

    private static final String PHONE = "PHONE";

    private final ClockRows rows;
    private final LevelRows levels;
    private final CalendarsInForce calendars;

    ServiceClocks(ClockRows rows, LevelRows levels, CalendarsInForce calendars) {
        this.rows = rows;
        this.levels = levels;
        this.calendars = calendars;
    }

    /**
     * Follows what happened.
     *
     * @param author who wrote the new line; empty when none was written
     */
    public void follow(ConversationRow row, String author, boolean internal) {
        boolean ended = row.state() == ConversationRow.State.CLOSED;
        if (internal || (author.isEmpty() && !ended)) {
            return;
        }
        Instant at = row.lastAt();
        if (ended) {
            rows.ofOne(row.id()).forEach(clock -> stop(clock, at, clock.kind() == Kind.RESOLUTION));
        } else if (row.asRequest() || row.channel().equals(PHONE)) {
            return;
        } else if (row.lastSeq() == 1) {
            start(row, Kind.FIRST, row.openedAt());
            start(row, Kind.RESOLUTION, row.openedAt());
        } else if (author.equals(Author.AGENT.name())) {
            rows.ofOne(row.id()).forEach(clock -> answered(clock, at));
        } else if (author.equals(Author.CUSTOMER.name())) {
            asked(row, at);
        }
    }

    /** Ends the clocks of a conversation that goes on in another form. */
    public void halt(UUID conversation, Instant at) {
        rows.ofOne(conversation).forEach(clock -> stop(clock, at, false));
    }

    /**
     * One conversation goes on in another, which is waited in since the earlier of both questions.
     */
    public void takeOver(ConversationRow from, ConversationRow into, Instant at) {
        Optional<ServiceClock> theirs = answering(from.id());
        Optional<ServiceClock> ours = answering(into.id());
        halt(from.id(), at);
        theirs.map(ServiceClock::startedAt)
                .filter(since -> ours.stream().noneMatch(one -> !one.startedAt().isAfter(since)))
                .ifPresent(since -> {
                    ours.ifPresent(one -> stop(one, at, false));
                    start(into, ours.map(ServiceClock::kind).orElse(Kind.NEXT), since);
                });
    }

    private Optional<ServiceClock> answering(UUID conversation) {
        return rows.ofOne(conversation).stream()
                .filter(clock -> clock.kind() != Kind.RESOLUTION)
                .findFirst();
    }

    /**
     * Starts them again for one that is a conversation once more; of what began as a call nothing
     * is followed.
     */
    public void resume(ConversationRow row, Instant at) {
        halt(row.id(), at);
        if (row.channel().equals(PHONE)) {
            return;
        }
        if (row.waitingSince() != null) {
            start(row, Kind.NEXT, at);
        }
        start(row, Kind.RESOLUTION, at);
    }

    /** Takes another priority over: running clocks get its promise, what has passed stays. */
    public void prioritise(ConversationRow row, Priority priority) {
        levels.setPriority(row.id(), priority);
        ServiceLevel level = levels.of(row.topic(), priority).orElse(null);
        for (ServiceClock clock : rows.ofOne(row.id())) {
            Duration promised = level == null ? null : level.of(clock.kind());
            if (promised != null) {
                ServiceClock other =
                        clock.promising(
                                promised, Objects.requireNonNull(level).warnPercent(), priority);
                rows.update(recomputed(other));
            }
        }
    }

    /** Computes a conversation's running clocks anew with the calendars as they are now. */
    public void recompute(UUID conversation) {
        Calendars now = calendars.read();
        for (ServiceClock clock : rows.ofOne(conversation)) {
            ServiceCalendar hours = now.hours(clock.calendar()).orElseThrow();
            if (clock.runningSince() != null && clock.calendarVersion() != hours.version()) {
                rows.update(clock.running(hours, clock.runningSince()));
            }
        }
    }

    private void start(ConversationRow row, Kind kind, Instant since) {
        Priority priority = levels.priority(row.id(), row.topic());
        ServiceLevel level = levels.of(row.topic(), priority).orElse(null);
        Duration target = level == null ? null : level.of(kind);
        if (level == null || target == null) {
            return;
        }
        ServiceCalendar hours = calendars.get().applying(null, CHANNEL);
        rows.insert(
                new ServiceClock(
                                row.id(),
                                kind,
                                0,
                                row.topic().name(),
                                priority,
                                hours.code(),
                                hours.version(),
                                target,
                                level.warnPercent(),
                                since,
                                null,
                                Duration.ZERO,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null)
                        .running(hours, since));
    }

    private void asked(ConversationRow row, Instant at) {
        List<ServiceClock> clocks = rows.ofOne(row.id());
        if (clocks.stream().allMatch(clock -> clock.kind() == Kind.RESOLUTION)) {
            start(row, Kind.NEXT, at);
        }
        // Opened again: what is asked now has to be solved as well.
        if (clocks.isEmpty()) {
            start(row, Kind.RESOLUTION, at);
        }
        clocks.stream()
                .filter(clock -> clock.runningSince() == null)
                .forEach(clock -> rows.update(clock.running(hours(clock), at)));
    }

    private void answered(ServiceClock clock, Instant at) {
        if (clock.kind() != Kind.RESOLUTION) {
            stop(clock, at, true);
        } else if (clock.runningSince() != null) {
            rows.update(clock.paused(hours(clock), at));
        }
    }

    private void stop(ServiceClock clock, Instant at, boolean done) {
        rows.update(clock.stopped(hours(clock), at, done));
    }

    private ServiceClock recomputed(ServiceClock clock) {
        @Nullable Instant since = clock.runningSince();
        return since == null ? clock : clock.running(hours(clock), since);
    }

    private ServiceCalendar hours(ServiceClock clock) {
        return calendars
                .get()
                .hours(clock.calendar())
                .or(() -> calendars.read().hours(clock.calendar()))
                .orElseThrow();
    }
}
