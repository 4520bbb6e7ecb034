package io.xiaohu.support.web;

import io.xiaohu.support.hours.Calendars;
import io.xiaohu.support.hours.ServiceCalendar;
import io.xiaohu.support.hours.core.Calendar;
import io.xiaohu.support.hours.core.DayRule;
import io.xiaohu.support.hours.core.OpenTime;
import io.xiaohu.support.hours.core.Shift;
import io.xiaohu.support.hours.jdbc.CalendarRows;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How calendars are shown at the desk. */
final class CalendarShown {

    private CalendarShown() {}

    /**
     * A date that differs.
     *
     * @param likeWeekday 1 (Monday) to 7, of a make-up day
     */
    record Day(
            LocalDate day,
            String rule,
            List<String> shifts,
            @Nullable Integer likeWeekday,
            String nameZh,
            String nameEn) {}

    /**
     * @param week the shifts of each weekday, Monday first
     */
    record One(
            String code,
            ServiceCalendar.Kind kind,
            String zone,
            @Nullable String region,
            @Nullable String channel,
            String labelZh,
            String labelEn,
            @Nullable String observes,
            List<List<String>> week,
            List<Day> days,
            @Nullable LocalDate knownUntil,
            long version) {}

    /**
     * A date of a month as it will be.
     *
     * @param openSeconds how long it is open between its midnights, clock changes counted
     * @param own whether the date differs in this calendar, not only in the one it observes
     */
    record MonthDay(
            LocalDate day,
            List<String> shifts,
            @Nullable String rule,
            @Nullable String nameZh,
            @Nullable String nameEn,
            boolean own,
            long openSeconds) {}

    static One of(ServiceCalendar calendar) {
        return new One(
                calendar.code(),
                calendar.kind(),
                calendar.zone().getId(),
                calendar.region(),
                calendar.channel(),
                calendar.labelZh(),
                calendar.labelEn(),
                calendar.observes(),
                Arrays.stream(DayOfWeek.values())
                        .map(day -> written(calendar.week().getOrDefault(day, List.of())))
                        .toList(),
                new TreeMap<>(calendar.days())
                        .entrySet().stream()
                                .map(entry -> day(entry.getKey(), entry.getValue()))
                                .toList(),
                calendar.knownUntil(),
                calendar.version());
    }

    static Day day(LocalDate date, ServiceCalendar.Day day) {
        return new Day(
                date,
                CalendarRows.rule(day.rule()),
                day.rule() instanceof DayRule.Shifts(List<Shift> shifts)
                        ? written(shifts)
                        : List.of(),
                day.rule() instanceof DayRule.Like(DayOfWeek weekday) ? weekday.getValue() : null,
                day.nameZh(),
                day.nameEn());
    }

    static List<MonthDay> month(Calendars all, ServiceCalendar kept, YearMonth month) {
        ServiceCalendar whole = all.whole(kept);
        Calendar rules = whole.rules();
        OpenTime time = new OpenTime(rules);
        Map<LocalDate, ServiceCalendar.Day> days = whole.days();
        return month.atDay(1)
                .datesUntil(month.plusMonths(1).atDay(1))
                .map(date -> {
                    ServiceCalendar.Day day = days.get(date);
                    return new MonthDay(
                            date,
                            written(rules.shifts(date)),
                            day == null ? null : CalendarRows.rule(day.rule()),
                            day == null ? null : day.nameZh(),
                            day == null ? null : day.nameEn(),
                            kept.days().containsKey(date),
                            openSeconds(time, date, whole.zone()));
                })
                .toList();
    }

    private static long openSeconds(OpenTime time, LocalDate date, ZoneId zone) {
        return time.openBetween(
                        date.atStartOfDay(zone).toInstant(),
                        date.plusDays(1).atStartOfDay(zone).toInstant())
                .toSeconds();
    }

    private static List<String> written(List<Shift> shifts) {
        return shifts.stream().map(Shift::toString).toList();
    }
}
