package io.xiaohu.support.hours.core;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * When people answer, in one zone: the shifts of each weekday, and the dates that differ.
 *
 * @param week the shifts of each weekday; a weekday that is missing has none
 */
public record Calendar(
        ZoneId zone, Map<DayOfWeek, List<Shift>> week, Map<LocalDate, DayRule> exceptions) {

    /** Every hour of every day. */
    public static final List<Shift> WHOLE_DAY = List.of(new Shift(0, 24 * 60));

    public Calendar {
        Map<DayOfWeek, List<Shift>> days = new EnumMap<>(DayOfWeek.class);
        week.forEach((day, shifts) -> days.put(day, inOrder(shifts)));
        week = Map.copyOf(days);
        exceptions = Map.copyOf(exceptions);
    }

    /** The shifts that begin on a date. */
    public List<Shift> shifts(LocalDate day) {
        return switch (exceptions.get(day)) {
            case null -> of(day.getDayOfWeek());
            case DayRule.Closed() -> List.of();
            case DayRule.Shifts(List<Shift> shifts) -> shifts;
            case DayRule.Like(DayOfWeek weekday) -> of(weekday);
        };
    }

    public List<Shift> of(DayOfWeek weekday) {
        return week.getOrDefault(weekday, List.of());
    }

    /**
     * @throws IllegalArgumentException when two shifts of a day overlap
     */
    static List<Shift> inOrder(Collection<Shift> shifts) {
        List<Shift> sorted = shifts.stream().sorted().toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).touches(sorted.get(i))) {
                throw new IllegalArgumentException("shifts overlap: " + sorted);
            }
        }
        return sorted;
    }
}
