package io.xiaohu.support.hours;

import io.xiaohu.support.hours.core.Calendar;
import io.xiaohu.support.hours.core.DayRule;
import io.xiaohu.support.hours.core.OpenTime;
import io.xiaohu.support.hours.core.Shift;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A calendar as it is kept.
 *
 * @param observes the calendar of holidays it keeps, if any
 * @param days the dates of its own that differ, which go before those it observes
 * @param knownUntil of holidays: the last day whose arrangement is published and kept here
 * @param version counts its changes, and those of what it observes
 */
public record ServiceCalendar(
        String code,
        Kind kind,
        int position,
        ZoneId zone,
        @Nullable String region,
        @Nullable String channel,
        String labelZh,
        String labelEn,
        @Nullable String observes,
        Map<DayOfWeek, List<Shift>> week,
        Map<LocalDate, Day> days,
        @Nullable LocalDate knownUntil,
        long version) {

    /** HOURS says when somebody answers; HOLIDAYS is a list of days for others to observe. */
    public enum Kind {
        HOURS,
        HOLIDAYS
    }

    /** A date that differs, and what it is called. */
    public record Day(DayRule rule, String nameZh, String nameEn) {}

    /** With the days of the holidays it observes, its own going before them. */
    ServiceCalendar observing(@Nullable ServiceCalendar holidays) {
        if (holidays == null) {
            return this;
        }
        Map<LocalDate, Day> all = new HashMap<>(holidays.days());
        all.putAll(days);
        return with(all);
    }

    public ServiceCalendar with(Map<LocalDate, Day> otherDays) {
        return new ServiceCalendar(
                code,
                kind,
                position,
                zone,
                region,
                channel,
                labelZh,
                labelEn,
                observes,
                week,
                Map.copyOf(otherDays),
                knownUntil,
                version);
    }

    public Calendar rules() {
        Map<LocalDate, DayRule> rules = new HashMap<>();
        days.forEach((date, day) -> rules.put(date, day.rule()));
        return new Calendar(zone, week, rules);
    }

    public OpenTime time() {
        return new OpenTime(rules());
    }

    public String label(boolean english) {
        return english ? labelEn : labelZh;
    }
}
