package io.xiaohu.support.hours.jdbc;

import io.xiaohu.support.hours.ServiceCalendar;
import io.xiaohu.support.hours.core.DayRule;
import io.xiaohu.support.hours.core.Shift;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of calendars and their days. */
@Repository
public class CalendarRows {

    private static final String ALL =
            """
            select code, kind, position, zone, region, channel, label_zh, label_en, observes, week,
                known_until, version
            from support.service_calendar
            order by position, code
            """;

    private static final String DAYS =
            """
            select calendar, day, rule, shifts, like_weekday, name_zh, name_en
            from support.service_day
            """;

    /** Leaves alone whoever starts a clock by it meanwhile. */
    private static final String LOCK =
            "select version from support.service_calendar where code = :code for no key update";

    private static final String INSERT =
            """
            insert into support.service_calendar (
                code, kind, position, zone, region, channel, label_zh, label_en, observes, week)
            values (
                :code, :kind,
                (select max(position) + 1 from support.service_calendar where position < 90),
                :zone, :region, :channel, :labelZh, :labelEn, :observes, :week)
            on conflict do nothing
            """;

    private static final String UPDATE =
            """
            update support.service_calendar
            set zone = :zone, label_zh = :labelZh, label_en = :labelEn, observes = :observes,
                week = :week, known_until = :knownUntil
            where code = :code
            """;

    /** A calendar changes with what it observes. */
    private static final String NEXT_VERSION =
            """
            update support.service_calendar
            set version = version + 1
            where code = :code
            or observes = :code
            """;

    private static final String SET_DAY =
            """
            insert into support.service_day (
                calendar, day, rule, shifts, like_weekday, name_zh, name_en)
            values (:calendar, :day, :rule, :shifts, :like, :nameZh, :nameEn)
            on conflict (calendar, day) do update
            set rule = excluded.rule, shifts = excluded.shifts,
                like_weekday = excluded.like_weekday, name_zh = excluded.name_zh,
                name_en = excluded.name_en
            """;

    private static final String REMOVE_DAY =
            "delete from support.service_day where calendar = :calendar and day = :day";

    private record DayRow(String calendar, LocalDate day, ServiceCalendar.Day what) {}

    private final JdbcClient sql;

    CalendarRows(JdbcClient sql) {
        this.sql = sql;
    }

    public List<ServiceCalendar> all() {
        Map<String, Map<LocalDate, ServiceCalendar.Day>> days = new HashMap<>();
        sql.sql(DAYS)
                .query(CalendarRows::day)
                .list()
                .forEach(row ->
                        days.computeIfAbsent(row.calendar(), code -> new HashMap<>())
                                .put(row.day(), row.what()));
        return sql.sql(ALL).query(CalendarRows::calendar).list().stream()
                .map(one -> one.with(days.getOrDefault(one.code(), Map.of())))
                .toList();
    }

    /** Holds a calendar until the end of the transaction; gives its version. */
    public Optional<Long> lock(String code) {
        return sql.sql(LOCK).param("code", code).query(Long.class).optional();
    }

    /** False when its code, or its region and channel, have one already. */
    public boolean insert(ServiceCalendar calendar) {
        return sql.sql(INSERT)
                        .param("code", calendar.code())
                        .param("kind", calendar.kind().name())
                        .param("zone", calendar.zone().getId())
                        .param("region", calendar.region())
                        .param("channel", calendar.channel())
                        .param("labelZh", calendar.labelZh())
                        .param("labelEn", calendar.labelEn())
                        .param("observes", calendar.observes())
                        .param("week", week(calendar.week()))
                        .update()
                == 1;
    }

    public void update(ServiceCalendar calendar) {
        requireOne(
                sql.sql(UPDATE)
                        .param("code", calendar.code())
                        .param("zone", calendar.zone().getId())
                        .param("labelZh", calendar.labelZh())
                        .param("labelEn", calendar.labelEn())
                        .param("observes", calendar.observes())
                        .param("week", week(calendar.week()))
                        .param("knownUntil", calendar.knownUntil())
                        .update());
    }

    public void nextVersion(String code) {
        if (sql.sql(NEXT_VERSION).param("code", code).update() == 0) {
            throw new IllegalStateException("no calendar " + code);
        }
    }

    public void setDay(String calendar, LocalDate date, ServiceCalendar.Day day) {
        requireOne(
                sql.sql(SET_DAY)
                        .param("calendar", calendar)
                        .param("day", date)
                        .param("rule", rule(day.rule()))
                        .param(
                                "shifts",
                                day.rule() instanceof DayRule.Shifts(List<Shift> shifts)
                                        ? written(shifts)
                                        : "")
                        .param(
                                "like",
                                day.rule() instanceof DayRule.Like(DayOfWeek weekday)
                                        ? weekday.getValue()
                                        : null)
                        .param("nameZh", day.nameZh())
                        .param("nameEn", day.nameEn())
                        .update());
    }

    /** False when the date did not differ. */
    public boolean removeDay(String calendar, LocalDate date) {
        return sql.sql(REMOVE_DAY).param("calendar", calendar).param("day", date).update() == 1;
    }

    public static String rule(DayRule rule) {
        return switch (rule) {
            case DayRule.Closed() -> "CLOSED";
            case DayRule.Shifts(List<Shift> _) -> "SHIFTS";
            case DayRule.Like(DayOfWeek _) -> "LIKE";
        };
    }

    /** Such as {@code 09:00-12:00,13:00-18:00}; empty when there are none. */
    public static String written(List<Shift> shifts) {
        return shifts.stream().map(Shift::toString).collect(Collectors.joining(","));
    }

    /**
     * @throws IllegalArgumentException when one of them is no shift
     */
    public static List<Shift> shifts(String written) {
        return written.isBlank()
                ? List.of()
                : Arrays.stream(written.split(",")).map(Shift::parse).toList();
    }

    private static String[] week(Map<DayOfWeek, List<Shift>> week) {
        return Arrays.stream(DayOfWeek.values())
                .map(day -> written(week.getOrDefault(day, List.of())))
                .toArray(String[]::new);
    }

    private static ServiceCalendar calendar(ResultSet row, int n) throws SQLException {
        String[] written = (String[]) row.getArray("week").getArray();
        Map<DayOfWeek, List<Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            week.put(day, shifts(written[day.getValue() - 1]));
        }
        return new ServiceCalendar(
                row.getString("code"),
                ServiceCalendar.Kind.valueOf(row.getString("kind")),
                row.getInt("position"),
                ZoneId.of(row.getString("zone")),
                row.getString("region"),
                row.getString("channel"),
                row.getString("label_zh"),
                row.getString("label_en"),
                row.getString("observes"),
                week,
                Map.of(),
                row.getObject("known_until", LocalDate.class),
                row.getLong("version"));
    }

    private static DayRow day(ResultSet row, int n) throws SQLException {
        DayRule rule =
                switch (row.getString("rule")) {
                    case "CLOSED" -> new DayRule.Closed();
                    case "SHIFTS" -> new DayRule.Shifts(shifts(row.getString("shifts")));
                    default -> new DayRule.Like(DayOfWeek.of(row.getInt("like_weekday")));
                };
        return new DayRow(
                row.getString("calendar"),
                row.getObject("day", LocalDate.class),
                new ServiceCalendar.Day(rule, row.getString("name_zh"), row.getString("name_en")));
    }

    private static void requireOne(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("one calendar row was to be changed: " + rows);
        }
    }
}
