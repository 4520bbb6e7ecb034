package io.xiaohu.support.hours.core;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A calendar on the real time line.
 *
 * <p>One rule covers every day, those of clock changes included: somebody answers exactly when a
 * clock on the wall of the calendar's zone reads a time within a shift, the opening minute
 * included, the closing one not. So a shift that begins in an hour that is skipped begins when the
 * clocks jump, one that covers an hour that is repeated covers it twice, and a shift is as many
 * seconds long as really pass. (RFC 5545, 3.3.5, moves a skipped time on by the gap and takes the
 * first of a repeated one: right for an appointment, but a customer who reads 02:40 on a door that
 * says 02:30 should find it open.) Offsets are those of the IANA time zone database in the JDK.
 */
public final class OpenTime {

    /** How far ahead an opening or a due time is looked for. */
    private static final int DAYS_AHEAD = 1500;

    private static final int STEP_DAYS = 15;

    private final Calendar calendar;

    public OpenTime(Calendar calendar) {
        this.calendar = calendar;
    }

    /** A stretch of open time, its end not included. */
    public record Span(Instant from, Instant to) {
        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }

        Duration length() {
            return Duration.between(from, to);
        }
    }

    public boolean isOpen(Instant at) {
        return spans(at, at.plusNanos(1)).stream().anyMatch(span -> span.contains(at));
    }

    /** The next moment it is open: this one, when it is. Empty when it never opens again. */
    public Optional<Instant> nextOpen(Instant at) {
        for (Window window = new Window(at); window.isWithinReach(); window = window.next()) {
            List<Span> spans = spans(window.from(), window.to());
            if (!spans.isEmpty()) {
                return Optional.of(spans.getFirst().from());
            }
        }
        return Optional.empty();
    }

    /**
     * The next moment it is closed: this one, when it is. Empty when it does not close, such as
     * around the clock.
     */
    public Optional<Instant> nextClose(Instant at) {
        Instant end = at;
        for (Window window = new Window(at); window.isWithinReach(); window = window.next()) {
            List<Span> spans = spans(window.from(), window.to());
            if (spans.isEmpty() || spans.getFirst().from().isAfter(end)) {
                return Optional.of(end);
            }
            end = spans.getFirst().to();
            if (end.isBefore(window.to())) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    /** How long it is open from one moment to another; nothing when the second is not later. */
    public Duration openBetween(Instant from, Instant to) {
        return spans(from, to).stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * The earliest moment by which it was open for so long since the start: due times. The end of
     * what exactly fills a shift is the shift's own end. Empty when it will not be open so long.
     */
    public Optional<Instant> addOpen(Instant start, Duration open) {
        if (!open.isPositive()) {
            return Optional.of(start);
        }
        Duration left = open;
        for (Window window = new Window(start); window.isWithinReach(); window = window.next()) {
            for (Span span : spans(window.from(), window.to())) {
                if (span.length().compareTo(left) >= 0) {
                    return Optional.of(span.from().plus(left));
                }
                left = left.minus(span.length());
            }
        }
        return Optional.empty();
    }

    /** The open stretches between two moments, in order, those that touch made one. */
    public List<Span> spans(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        ZoneId zone = calendar.zone();
        // A shift ends at most 24 hours after the day it began; a zone may skip a whole day.
        LocalDate first = from.atZone(zone).toLocalDate().minusDays(3);
        LocalDate last = to.atZone(zone).toLocalDate().plusDays(1);
        List<Span> spans = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            for (Shift shift : calendar.shifts(day)) {
                add(spans, shift.opens(day), shift.closes(day), new Span(from, to));
            }
        }
        spans.sort(Comparator.comparing(Span::from));
        return joined(spans);
    }

    /** Adds when clocks read a time in the range, one stretch for each offset that is in force. */
    private void add(List<Span> spans, LocalDateTime opens, LocalDateTime closes, Span within) {
        ZoneRules rules = calendar.zone().getRules();
        Instant from = later(opens.toInstant(ZoneOffset.MAX), within.from());
        Instant end = earlier(closes.toInstant(ZoneOffset.MIN), within.to());
        while (from.isBefore(end)) {
            ZoneOffset offset = rules.getOffset(from);
            ZoneOffsetTransition change = rules.nextTransition(from);
            Instant until = change == null ? end : earlier(change.getInstant(), end);
            Span span =
                    new Span(
                            later(opens.toInstant(offset), from),
                            earlier(closes.toInstant(offset), until));
            if (span.from().isBefore(span.to())) {
                spans.add(span);
            }
            from = until;
        }
    }

    private static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span : spans) {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && !span.from().isAfter(last.to())) {
                joined.set(joined.size() - 1, new Span(last.from(), later(last.to(), span.to())));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Looks ahead piece by piece: most answers are near. */
    private record Window(Instant start, Instant from, Instant to) {

        Window(Instant start) {
            this(start, start, start.plus(Duration.ofDays(1)));
        }

        Window next() {
            return new Window(start, to, to.plus(Duration.ofDays(STEP_DAYS)));
        }

        boolean isWithinReach() {
            return from.isBefore(start.plus(Duration.ofDays(DAYS_AHEAD)));
        }
    }
}
