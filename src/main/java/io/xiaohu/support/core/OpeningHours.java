package io.xiaohu.support.core;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When people answer: several ranges a day in one zone, ranges past midnight, whole days, and days
 * that differ from the week. Time is taken from the zone's own calendar, so a day on which clocks
 * change is as long as it really is.
 *
 * @param week the ranges of each weekday, 1 (Monday) to 7
 * @param special days that are closed (0) or open like another weekday (1 to 7)
 */
public record OpeningHours(
        ZoneId zone, Map<Integer, List<Range>> week, Map<LocalDate, Integer> special) {

    private static final int DAYS_AHEAD = 15;

    /**
     * Part of a day. One that does not end after it begins goes past midnight; {@code wholeDay}
     * ends with the day.
     */
    public record Range(LocalTime opens, LocalTime closes, boolean endsWithDay) {}

    /** A stretch of open time. */
    public record Span(Instant from, Instant to) {
        boolean contains(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    public boolean isOpen(Instant at) {
        return spans(at).stream().anyMatch(span -> span.contains(at));
    }

    /** When it closes, if it is open; null when it never does in the next two weeks. */
    public @Nullable Instant closesAt(Instant at) {
        Optional<Span> now = spans(at).stream().filter(span -> span.contains(at)).findFirst();
        Instant end = now.map(Span::to).orElse(null);
        boolean always =
                end != null && Duration.between(at, end).compareTo(Duration.ofDays(10)) > 0;
        return always ? null : end;
    }

    /** When it opens next, if it is closed; null when it does not in the next two weeks. */
    public @Nullable Instant opensAt(Instant at) {
        return isOpen(at)
                ? null
                : spans(at).stream()
                        .map(Span::from)
                        .filter(from -> from.isAfter(at))
                        .findFirst()
                        .orElse(null);
    }

    /** Open stretches around a moment, in order, those that touch made one. */
    List<Span> spans(Instant around) {
        LocalDate day = around.atZone(zone).toLocalDate();
        List<Span> spans = new ArrayList<>();
        for (LocalDate d = day.minusDays(1);
                d.isBefore(day.plusDays(DAYS_AHEAD));
                d = d.plusDays(1)) {
            for (Range range : ranges(d)) {
                spans.add(span(d, range));
            }
        }
        spans.sort(Comparator.comparing(Span::from));
        return joined(spans);
    }

    private List<Range> ranges(LocalDate day) {
        int weekday = special.getOrDefault(day, day.getDayOfWeek().getValue());
        return week.getOrDefault(weekday, List.of());
    }

    private Span span(LocalDate day, Range range) {
        Instant from = day.atTime(range.opens()).atZone(zone).toInstant();
        LocalDate lastDay =
                range.endsWithDay() || !range.closes().isAfter(range.opens())
                        ? day.plusDays(1)
                        : day;
        LocalTime closes = range.endsWithDay() ? LocalTime.MIDNIGHT : range.closes();
        return new Span(from, lastDay.atTime(closes).atZone(zone).toInstant());
    }

    private static List<Span> joined(List<Span> spans) {
        List<Span> joined = new ArrayList<>();
        for (Span span : spans) {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && !span.from().isAfter(last.to())) {
                Instant to = span.to().isAfter(last.to()) ? span.to() : last.to();
                joined.set(joined.size() - 1, new Span(last.from(), to));
            } else {
                joined.add(span);
            }
        }
        return joined;
    }
}
