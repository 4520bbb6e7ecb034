package io.xiaohu.support.hours;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.hours.core.Calendar;
import io.xiaohu.support.hours.core.DayRule;
import io.xiaohu.support.hours.core.Peak;
import io.xiaohu.support.hours.core.Shift;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Hours, holidays and peaks as they are said. */
public final class HoursInWords {

    private static final Texts TEXTS = Texts.of("support");
    private static final int DAYS_AHEAD = 7;
    private static final DateTimeFormatter CHINESE_DAY =
            DateTimeFormatter.ofPattern("M月d日", Locale.SIMPLIFIED_CHINESE);
    private static final DateTimeFormatter ENGLISH_DAY =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private final Locale locale;
    private final boolean english;

    public HoursInWords(Locale locale) {
        this.locale = Languages.supported(locale);
        this.english = this.locale == Languages.ENGLISH;
    }

    /** Such as "weekdays 09:00–18:00" or "Mon–Thu 09:00–18:00, Fri 09:00–12:00". */
    public String week(Calendar calendar) {
        List<Shift> monday = calendar.of(DayOfWeek.MONDAY);
        List<List<Shift>> week = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            week.add(calendar.of(day));
        }
        if (week.stream().allMatch(monday::equals)) {
            return monday.isEmpty()
                    ? TEXTS.get(locale, "hours.none")
                    : TEXTS.get(locale, "hours.daily", Map.of("range", shifts(monday)));
        }
        boolean weekdays =
                !monday.isEmpty()
                        && week.subList(0, 5).stream().allMatch(monday::equals)
                        && week.subList(5, 7).stream().allMatch(List::isEmpty);
        if (weekdays) {
            return TEXTS.get(locale, "hours.week", Map.of("range", shifts(monday)));
        }
        return groups(week);
    }

    public String shifts(List<Shift> shifts) {
        return shifts.stream()
                .map(Shift::written)
                .collect(Collectors.joining(english ? ", " : "、"));
    }

    /** The hours of a date; "closed" when there are none. */
    public String day(Calendar calendar, LocalDate day) {
        List<Shift> shifts = calendar.shifts(day);
        return shifts.isEmpty() ? TEXTS.get(locale, "hours.closed") : shifts(shifts);
    }

    /** The closed days with a name that begin within a week, or that this day is one of. */
    Optional<String> holiday(ServiceCalendar calendar, LocalDate today) {
        for (LocalDate day = today;
                day.isBefore(today.plusDays(DAYS_AHEAD));
                day = day.plusDays(1)) {
            String name = closed(calendar, day);
            if (!name.isEmpty()) {
                LocalDate last = day;
                while (closed(calendar, last.plusDays(1)).equals(name)) {
                    last = last.plusDays(1);
                }
                String key = last.equals(day) ? "notice.holidayDay" : "notice.holiday";
                return Optional.of(
                        TEXTS.get(
                                locale,
                                key,
                                Map.of("name", name, "from", date(day), "until", date(last))));
            }
        }
        return Optional.empty();
    }

    String peak(ServicePeak peak, boolean runs) {
        return TEXTS.get(
                locale,
                runs ? "notice.peakNow" : "notice.peakComing",
                Map.of(
                        "text", english ? peak.textEn() : peak.textZh(),
                        "from", peak.startsAt(),
                        "until", peak.endsAt(),
                        "within", within(peak.peak())));
    }

    public String date(LocalDate day) {
        return (english ? ENGLISH_DAY : CHINESE_DAY).format(day);
    }

    /** How long something takes, as people say it: no more exact than it helps. */
    public String length(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        if (seconds < 90) {
            return TEXTS.get(locale, "hours.seconds", Map.of("n", seconds));
        }
        long minutes = (seconds + 30) / 60;
        if (minutes < 90) {
            return TEXTS.get(locale, "hours.minutes", Map.of("n", minutes));
        }
        long whole = (minutes + 30) / 60;
        return whole < 48
                ? TEXTS.get(locale, "hours.hours", Map.of("n", whole))
                : TEXTS.get(locale, "hours.days", Map.of("n", (whole + 12) / 24));
    }

    private String within(Peak peak) {
        Duration within = peak.answerWithin();
        boolean whole = within.toMinutes() >= 120 && within.toMinutes() % 60 == 0;
        return TEXTS.get(
                locale,
                whole ? "hours.hours" : "hours.minutes",
                Map.of(
                        "n",
                        whole
                                ? within.toHours()
                                : Math.max(1, within.plusSeconds(59).toMinutes())));
    }

    private String closed(ServiceCalendar calendar, LocalDate day) {
        ServiceCalendar.Day found = calendar.days().get(day);
        return found != null && found.rule() instanceof DayRule.Closed ? name(found) : "";
    }

    private String name(ServiceCalendar.Day day) {
        String first = english ? day.nameEn() : day.nameZh();
        return first.isEmpty() ? (english ? day.nameZh() : day.nameEn()) : first;
    }

    private String groups(List<List<Shift>> week) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < 7; ) {
            int to = from;
            while (to < 6 && week.get(to + 1).equals(week.get(from))) {
                to++;
            }
            if (!week.get(from).isEmpty()) {
                String days =
                        from == to
                                ? weekday(from)
                                : TEXTS.get(
                                        locale,
                                        "hours.fromTo",
                                        Map.of("from", weekday(from), "to", weekday(to)));
                parts.add(days + " " + shifts(week.get(from)));
            }
            from = to + 1;
        }
        return String.join(english ? "; " : "；", parts);
    }

    private String weekday(int index) {
        return DayOfWeek.of(index + 1).getDisplayName(TextStyle.SHORT, locale);
    }
}
