package io.xiaohu.support.hours;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.property.RawProperty;
import biweekly.property.Summary;
import biweekly.util.DateTimeComponents;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.hours.core.DayRule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holidays and make-up days out of an iCalendar file (RFC 5545). Whole-day events count; one with a
 * time of day, or that repeats, does not: arrangements are published year by year.
 *
 * <p>What an event says is told by {@code X-APPLE-SPECIAL-DAY} (WORK-HOLIDAY, ALTERNATE-WORKDAY) or
 * by its name, such as 国庆节（休） and 国庆节（班）. Where a file marks days so, unmarked events are festivals
 * nobody has off; where it marks none, every event is a day off.
 *
 * @param skipped how many events were not taken over
 */
public record CalendarFile(Map<LocalDate, ServiceCalendar.Day> days, int skipped) {

    private static final int MOST_DAYS = 1000;
    private static final int LONGEST_EVENT_DAYS = 60;
    private static final int LONGEST_NAME = 40;
    private static final String SPECIAL = "X-APPLE-SPECIAL-DAY";
    private static final Pattern WORKED =
            Pattern.compile("[（(\\[]班[）)\\]]|补班|调休上班|(?i:\\bmake-?up\\b|\\bworking day\\b)");
    private static final Pattern OFF =
            Pattern.compile("[（(\\[]休[）)\\]]|放假|(?i:\\bholiday\\b|\\bday off\\b)");
    private static final Pattern MARK = Pattern.compile("\\s*[（(\\[][休班][）)\\]]\\s*");

    private enum Mark {
        OFF,
        WORKED,
        NONE
    }

    /**
     * @param like the weekday whose pattern make-up days take
     * @throws io.xiaohu.kernel.ProblemException CALENDAR_FILE_INVALID when it is no iCalendar file,
     *     has no such day or too many
     */
    public static CalendarFile read(String text, DayOfWeek like) {
        ICalendar file = parsed(text);
        List<VEvent> events = file.getEvents();
        boolean marked = events.stream().anyMatch(event -> mark(event) != Mark.NONE);
        Map<LocalDate, ServiceCalendar.Day> days = new TreeMap<>();
        int skipped = 0;
        for (VEvent event : events) {
            LocalDate first = first(event);
            Mark mark = mark(event);
            if (first == null || (marked && mark == Mark.NONE)) {
                skipped++;
                continue;
            }
            DayRule rule = mark == Mark.WORKED ? new DayRule.Like(like) : new DayRule.Closed();
            LocalDate end = end(event, first);
            for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
                days.put(day, new ServiceCalendar.Day(rule, name(event), ""));
            }
        }
        if (days.isEmpty() || days.size() > MOST_DAYS) {
            throw Problem.of(Reason.CALENDAR_FILE_INVALID).exception();
        }
        return new CalendarFile(days, skipped);
    }

    private static ICalendar parsed(String text) {
        ICalendar file = text.contains("BEGIN:VCALENDAR") ? Biweekly.parse(text).first() : null;
        if (file == null) {
            throw Problem.of(Reason.CALENDAR_FILE_INVALID).exception();
        }
        return file;
    }

    private static @Nullable LocalDate first(VEvent event) {
        DateStart start = event.getDateStart();
        if (start == null
                || start.getValue() == null
                || start.getValue().hasTime()
                || event.getRecurrenceRule() != null) {
            return null;
        }
        return date(start.getValue().getRawComponents());
    }

    /** The day after the last: DTEND is not part of an event (RFC 5545, 3.6.1). */
    private static LocalDate end(VEvent event, LocalDate first) {
        DateEnd end = event.getDateEnd();
        LocalDate said =
                end == null || end.getValue() == null
                        ? null
                        : date(end.getValue().getRawComponents());
        if (said == null || !said.isAfter(first)) {
            return first.plusDays(1);
        }
        LocalDate latest = first.plusDays(LONGEST_EVENT_DAYS);
        return said.isAfter(latest) ? latest : said;
    }

    private static @Nullable LocalDate date(@Nullable DateTimeComponents parts) {
        if (parts == null || parts.getYear() < 2000 || parts.getYear() > 2200) {
            return null;
        }
        try {
            return LocalDate.of(parts.getYear(), parts.getMonth(), parts.getDate());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Mark mark(VEvent event) {
        RawProperty special = event.getExperimentalProperty(SPECIAL);
        if (special != null && special.getValue() != null) {
            return switch (special.getValue()) {
                case "ALTERNATE-WORKDAY" -> Mark.WORKED;
                case "WORK-HOLIDAY" -> Mark.OFF;
                default -> Mark.NONE;
            };
        }
        String name = summary(event);
        if (WORKED.matcher(name).find()) {
            return Mark.WORKED;
        }
        return OFF.matcher(name).find() ? Mark.OFF : Mark.NONE;
    }

    private static String name(VEvent event) {
        String plain = MARK.matcher(summary(event)).replaceAll("").strip();
        return plain.codePointCount(0, plain.length()) <= LONGEST_NAME
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_NAME));
    }

    private static String summary(VEvent event) {
        Summary summary = event.getSummary();
        String value = summary == null ? null : summary.getValue();
        return value == null ? "" : value.replaceAll("\\p{Cntrl}", " ");
    }
}
