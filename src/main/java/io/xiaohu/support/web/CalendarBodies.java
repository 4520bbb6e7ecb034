package io.xiaohu.support.web;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.hours.CalendarEdits;
import io.xiaohu.support.hours.ServiceCalendar;
import io.xiaohu.support.hours.core.DayRule;
import io.xiaohu.support.hours.core.Shift;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the desk sends about calendars, read into what it means. */
final class CalendarBodies {

    static final String CODE = "[A-Z0-9-]{1,20}";

    private CalendarBodies() {}

    /**
     * @param week the shifts of each weekday, Monday first, such as {@code 09:00-18:00}, {@code
     *     22:00-06:00} or {@code 00:00-24:00}
     */
    record Rules(
            @NotBlank @Size(max = 60) String zone,
            @NotBlank @Size(max = 40) String labelZh,
            @NotBlank @Size(max = 40) String labelEn,
            @Nullable @Pattern(regexp = CODE) String observes,
            @NotNull @Size(min = 7, max = 7)
                    List<@NotNull @Size(max = 6) List<@NotNull @Size(max = 13) String>> week,
            @Nullable LocalDate knownUntil) {

        CalendarEdits.Wanted wanted() {
            Map<DayOfWeek, List<Shift>> read = new EnumMap<>(DayOfWeek.class);
            for (DayOfWeek day : DayOfWeek.values()) {
                read.put(day, shifts(week.get(day.getValue() - 1), "rules.week"));
            }
            return new CalendarEdits.Wanted(
                    known(zone), labelZh.strip(), labelEn.strip(), observes, read, knownUntil);
        }

        private static ZoneId known(String id) {
            try {
                if (ZoneId.getAvailableZoneIds().contains(id)) {
                    return ZoneId.of(id);
                }
            } catch (DateTimeException e) {
                // Falls through: it is refused like any other name that is none.
            }
            throw Problem.of(Reason.BAD_INPUT).field("rules.zone").exception();
        }
    }

    record Created(
            @NotNull @Pattern(regexp = CODE) String code,
            @Nullable @Pattern(regexp = CODE) String region,
            @Nullable @Pattern(regexp = CODE) String channel,
            @NotNull @Valid Rules rules,
            @NotBlank @Size(max = 300) String reason) {}

    record Changed(
            @NotNull @Valid Rules rules, long version, @NotBlank @Size(max = 300) String reason) {}

    /**
     * @param rule CLOSED, SHIFTS or LIKE; WEEK is as the week says
     */
    record DayBody(
            @NotNull @Pattern(regexp = "CLOSED|SHIFTS|LIKE|WEEK") String rule,
            @Nullable @Size(max = 6) List<@NotNull @Size(max = 13) String> shifts,
            @Nullable @Min(1) @Max(7) Integer likeWeekday,
            @Nullable @Size(max = 40) String nameZh,
            @Nullable @Size(max = 40) String nameEn,
            long version,
            @NotBlank @Size(max = 300) String reason) {

        ServiceCalendar.@Nullable Day day() {
            DayRule read =
                    switch (rule) {
                        case "CLOSED" -> new DayRule.Closed();
                        case "SHIFTS" -> other();
                        case "LIKE" -> like();
                        default -> null;
                    };
            return read == null
                    ? null
                    : new ServiceCalendar.Day(read, plain(nameZh), plain(nameEn));
        }

        private DayRule other() {
            if (shifts == null || shifts.isEmpty()) {
                throw Problem.of(Reason.BAD_INPUT).field("shifts").exception();
            }
            return new DayRule.Shifts(CalendarBodies.shifts(shifts, "shifts"));
        }

        private DayRule like() {
            if (likeWeekday == null) {
                throw Problem.of(Reason.BAD_INPUT).field("likeWeekday").exception();
            }
            return new DayRule.Like(DayOfWeek.of(likeWeekday));
        }

        private static String plain(@Nullable String name) {
            return name == null ? "" : name.strip();
        }
    }

    private static List<Shift> shifts(List<String> written, String field) {
        try {
            List<Shift> read = written.stream().map(Shift::parse).toList();
            return new DayRule.Shifts(read).shifts();
        } catch (IllegalArgumentException e) {
            throw Problem.of(Reason.BAD_INPUT).field(field).exception();
        }
    }
}
