package io.xiaohu.support.hours.core;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calendars the tables speak of by name. */
final class Calendars {

    private static final List<String> OFF_2026 =
            List.of(
                    "2026-01-01/2026-01-03",
                    "2026-02-15/2026-02-23",
                    "2026-04-04/2026-04-06",
                    "2026-05-01/2026-05-05",
                    "2026-06-19/2026-06-21",
                    "2026-09-25/2026-09-27",
                    "2026-10-01/2026-10-07");
    private static final List<String> WORKED_2026 =
            List.of(
                    "2026-01-04",
                    "2026-02-14",
                    "2026-02-28",
                    "2026-05-09",
                    "2026-09-20",
                    "2026-10-10");

    private Calendars() {}

    static OpenTime named(String name) {
        return new OpenTime(
                switch (name) {
                    case "always" -> daily("Asia/Shanghai", "00:00-24:00");
                    case "split" -> weekdays("Asia/Shanghai", "09:00-12:00", "13:00-18:00");
                    case "night" -> daily("Asia/Hong_Kong", "08:00-02:00");
                    case "office" -> withHolidays(weekdays("Asia/Shanghai", "09:00-18:00"));
                    case "night-closed-once" ->
                            with(
                                    daily("Asia/Shanghai", "20:00-02:00"),
                                    Map.of(LocalDate.of(2026, 10, 1), new DayRule.Closed()));
                    case "short-eve" ->
                            with(
                                    weekdays("Asia/Shanghai", "09:00-18:00"),
                                    Map.of(
                                            LocalDate.of(2026, 12, 31),
                                            new DayRule.Shifts(
                                                    List.of(Shift.parse("09:00-12:00")))));
                    case "late" -> daily("Asia/Shanghai", "18:00-24:00");
                    case "berlin-night" -> daily("Europe/Berlin", "22:00-06:00");
                    case "berlin-gap" -> daily("Europe/Berlin", "02:30-05:00");
                    case "berlin-fold" -> daily("Europe/Berlin", "01:00-02:30");
                    case "berlin-always" -> daily("Europe/Berlin", "00:00-24:00");
                    case "new-york" -> daily("America/New_York", "01:30-04:00");
                    case "lord-howe" -> daily("Australia/Lord_Howe", "01:00-03:00");
                    case "havana-day" -> daily("America/Havana", "00:00-24:00");
                    case "saturday" ->
                            new Calendar(
                                    ZoneId.of("America/Havana"),
                                    Map.of(DayOfWeek.SATURDAY, Calendar.WHOLE_DAY),
                                    Map.of());
                    case "never" -> new Calendar(ZoneId.of("Asia/Shanghai"), Map.of(), Map.of());
                    default -> throw new IllegalArgumentException(name);
                });
    }

    static Calendar daily(String zone, String... shifts) {
        return on(zone, 7, shifts);
    }

    static Calendar weekdays(String zone, String... shifts) {
        return on(zone, 5, shifts);
    }

    static Calendar with(Calendar calendar, Map<LocalDate, DayRule> exceptions) {
        return new Calendar(calendar.zone(), calendar.week(), exceptions);
    }

    private static Calendar on(String zone, int days, String... shifts) {
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (int day = 1; day <= days; day++) {
            week.put(DayOfWeek.of(day), Arrays.stream(shifts).map(Shift::parse).toList());
        }
        return new Calendar(ZoneId.of(zone), week, Map.of());
    }

    private static Calendar withHolidays(Calendar calendar) {
        Map<LocalDate, DayRule> days = new HashMap<>();
        for (String range : OFF_2026) {
            String[] ends = range.split("/", 2);
            LocalDate.parse(ends[0])
                    .datesUntil(LocalDate.parse(ends[1]).plusDays(1))
                    .forEach(day -> days.put(day, new DayRule.Closed()));
        }
        WORKED_2026.forEach(
                day -> days.put(LocalDate.parse(day), new DayRule.Like(DayOfWeek.MONDAY)));
        return with(calendar, days);
    }
}
