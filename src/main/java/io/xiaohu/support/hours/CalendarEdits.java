package io.xiaohu.support.hours;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.hours.core.DayRule;
import io.xiaohu.support.hours.core.Shift;
import io.xiaohu.support.hours.jdbc.CalendarRows;
import io.xiaohu.support.hours.jdbc.ChangeRows;
import io.xiaohu.support.hours.jdbc.ChangeRows.What;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Changes calendars. Every change is made against the version its author saw, is kept with what was
 * before, who and why, and is in force for every server once it commits.
 */
@Service
public class CalendarEdits {

    /** What a calendar is to be. */
    public record Wanted(
            ZoneId zone,
            String labelZh,
            String labelEn,
            @Nullable String observes,
            Map<DayOfWeek, List<Shift>> week,
            @Nullable LocalDate knownUntil) {}

    /** Whom a new calendar is for. */
    public record Whom(String code, @Nullable String region, @Nullable String channel) {}

    /** Against which version, and why. */
    public record Ground(long version, String reason) {}

    /** A date that would differ from what it is; null is "as the week says". */
    public record DayChange(
            LocalDate day,
            ServiceCalendar.@Nullable Day before,
            ServiceCalendar.@Nullable Day after) {}

    /** Told after the commit to whatever was computed from a calendar. */
    public record Changed(String code) {}

    private final CalendarRows rows;
    private final ChangeRows changes;
    private final CalendarsInForce inForce;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    CalendarEdits(
            CalendarRows rows,
            ChangeRows changes,
            CalendarsInForce inForce,
            AuditTrail audit,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.changes = changes;
        this.inForce = inForce;
        this.audit = audit;
        this.events = events;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException CALENDAR_EXISTS; BAD_INPUT when what it observes is
     *     no list of holidays
     */
    @Transactional
    public ServiceCalendar create(Caller.Staff by, Whom whom, Wanted wanted, String reason) {
        ServiceCalendar calendar =
                new ServiceCalendar(
                        whom.code(),
                        ServiceCalendar.Kind.HOURS,
                        0,
                        wanted.zone(),
                        whom.region(),
                        whom.channel(),
                        wanted.labelZh(),
                        wanted.labelEn(),
                        observed(wanted.observes()),
                        wanted.week(),
                        Map.of(),
                        null,
                        1);
        if (!rows.insert(calendar)) {
            throw Problem.of(Reason.CALENDAR_EXISTS).exception();
        }
        done(by, whom.code(), What.CREATED, "", written(calendar), reason);
        return get(whom.code());
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, CALENDAR_CHANGED, BAD_INPUT
     */
    @Transactional
    public ServiceCalendar change(Caller.Staff by, String code, Wanted wanted, Ground ground) {
        ServiceCalendar before = held(code, ground);
        boolean hours = before.kind() == ServiceCalendar.Kind.HOURS;
        ServiceCalendar after =
                new ServiceCalendar(
                        code,
                        before.kind(),
                        before.position(),
                        wanted.zone(),
                        before.region(),
                        before.channel(),
                        wanted.labelZh(),
                        wanted.labelEn(),
                        hours ? observed(wanted.observes()) : null,
                        hours ? wanted.week() : before.week(),
                        before.days(),
                        hours ? null : wanted.knownUntil(),
                        before.version());
        rows.update(after);
        done(by, code, What.CHANGED, written(before), written(after), ground.reason());
        return get(code);
    }

    /**
     * Sets one date; null makes it like its week again.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, CALENDAR_CHANGED
     */
    @Transactional
    public ServiceCalendar setDay(
            Caller.Staff by,
            String code,
            LocalDate date,
            ServiceCalendar.@Nullable Day day,
            Ground ground) {
        ServiceCalendar.Day before = held(code, ground).days().get(date);
        if (day != null) {
            rows.setDay(code, date, day);
        } else if (!rows.removeDay(code, date)) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        What what = day == null ? What.DAY_REMOVED : What.DAY_SET;
        done(by, code, what, written(date, before), written(date, day), ground.reason());
        return get(code);
    }

    /** What importing these days would change, in order. */
    public List<DayChange> differences(String code, Map<LocalDate, ServiceCalendar.Day> days) {
        Map<LocalDate, ServiceCalendar.Day> now = get(code).days();
        List<DayChange> found = new ArrayList<>();
        new TreeMap<>(days)
                .forEach((date, day) -> {
                    ServiceCalendar.Day before = now.get(date);
                    ServiceCalendar.Day after = named(day, before);
                    if (!after.equals(before)) {
                        found.add(new DayChange(date, before, after));
                    }
                });
        return found;
    }

    /** A file has one name for a day: the English one it is known by stays. */
    private static ServiceCalendar.Day named(
            ServiceCalendar.Day day, ServiceCalendar.@Nullable Day before) {
        return before != null && day.nameEn().isEmpty() && day.nameZh().equals(before.nameZh())
                ? new ServiceCalendar.Day(day.rule(), day.nameZh(), before.nameEn())
                : day;
    }

    /**
     * Sets many dates at once; the others stay as they are.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, CALENDAR_CHANGED
     */
    @Transactional
    public ServiceCalendar importDays(
            Caller.Staff by, String code, Map<LocalDate, ServiceCalendar.Day> days, Ground ground) {
        ServiceCalendar before = held(code, ground);
        List<DayChange> found = differences(code, days);
        found.forEach(
                change -> rows.setDay(code, change.day(), Objects.requireNonNull(change.after())));
        if (before.kind() == ServiceCalendar.Kind.HOLIDAYS) {
            rows.update(known(before, days));
        }
        done(
                by,
                code,
                What.IMPORTED,
                found.stream()
                        .map(change -> written(change.day(), change.before()))
                        .collect(Collectors.joining("\n")),
                found.stream()
                        .map(change -> written(change.day(), change.after()))
                        .collect(Collectors.joining("\n")),
                ground.reason());
        return get(code);
    }

    /** As it is kept, past the cache. */
    public ServiceCalendar get(String code) {
        return inForce.read()
                .kept(code)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    private ServiceCalendar held(String code, Ground ground) {
        long version = rows.lock(code).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        if (version != ground.version()) {
            throw Problem.of(Reason.CALENDAR_CHANGED).extra("version", version).exception();
        }
        return get(code);
    }

    private @Nullable String observed(@Nullable String code) {
        if (code != null
                && inForce.read()
                        .kept(code)
                        .filter(one -> one.kind() == ServiceCalendar.Kind.HOLIDAYS)
                        .isEmpty()) {
            throw Problem.of(Reason.BAD_INPUT).field("observes").exception();
        }
        return code;
    }

    private void done(
            Caller.Staff by, String code, What what, String before, String after, String reason) {
        rows.nextVersion(code);
        changes.add(by, code, what, before, after, reason);
        inForce.changed();
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        events.publishEvent(new Changed(code));
                    }
                });
        audit.record(
                "staff:" + by.staffId(),
                "service-calendar." + what.name().toLowerCase(Locale.ROOT),
                "service-calendar:" + code,
                Map.of("reason", reason));
    }

    /** A year of which days were imported is known to its end. */
    private static ServiceCalendar known(
            ServiceCalendar calendar, Map<LocalDate, ServiceCalendar.Day> days) {
        LocalDate until =
                days.keySet().stream()
                        .max(LocalDate::compareTo)
                        .map(last -> LocalDate.of(last.getYear(), 12, 31))
                        .orElse(null);
        LocalDate already = calendar.knownUntil();
        boolean further = until != null && (already == null || until.isAfter(already));
        return new ServiceCalendar(
                calendar.code(),
                calendar.kind(),
                calendar.position(),
                calendar.zone(),
                calendar.region(),
                calendar.channel(),
                calendar.labelZh(),
                calendar.labelEn(),
                calendar.observes(),
                calendar.week(),
                calendar.days(),
                further ? until : already,
                calendar.version());
    }

    /** For the history, in no language: what a machine would read back. */
    private static String written(ServiceCalendar calendar) {
        String week =
                Arrays.stream(DayOfWeek.values())
                        .map(day ->
                                day.getValue()
                                        + " "
                                        + CalendarRows.written(
                                                calendar.week().getOrDefault(day, List.of())))
                        .collect(Collectors.joining("; "));
        return "%s / %s, %s, %s%s"
                .formatted(
                        calendar.labelZh(),
                        calendar.labelEn(),
                        calendar.zone().getId(),
                        week,
                        calendar.observes() == null ? "" : ", " + calendar.observes());
    }

    private static String written(LocalDate date, ServiceCalendar.@Nullable Day day) {
        if (day == null) {
            return date + " –";
        }
        String how =
                switch (day.rule()) {
                    case DayRule.Closed() -> "";
                    case DayRule.Shifts(List<Shift> shifts) -> " " + CalendarRows.written(shifts);
                    case DayRule.Like(DayOfWeek weekday) -> " " + weekday.getValue();
                };
        return (date + " " + CalendarRows.rule(day.rule()) + how + " " + day.nameZh()).strip();
    }
}
