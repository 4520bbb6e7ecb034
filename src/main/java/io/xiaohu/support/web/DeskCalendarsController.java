package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.hours.CalendarEdits;
import io.xiaohu.support.hours.CalendarEdits.Ground;
import io.xiaohu.support.hours.CalendarFile;
import io.xiaohu.support.hours.Calendars;
import io.xiaohu.support.hours.CalendarsInForce;
import io.xiaohu.support.hours.jdbc.ChangeRows;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@Tag(name = "Desk: service hours")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.ADMIN})
class DeskCalendarsController {

    private static final long LARGEST_FILE = 512 * 1024;

    /**
     * What importing a file changes.
     *
     * @param same how many of its days are as they were
     * @param skipped how many of its events are not taken over
     */
    record Imported(
            List<DayChanged> changes,
            int same,
            int skipped,
            boolean applied,
            CalendarShown.@Nullable One calendar) {}

    record DayChanged(
            LocalDate day, CalendarShown.@Nullable Day before, CalendarShown.@Nullable Day after) {}

    private final CalendarsInForce inForce;
    private final CalendarEdits edits;
    private final ChangeRows changes;

    DeskCalendarsController(CalendarsInForce inForce, CalendarEdits edits, ChangeRows changes) {
        this.inForce = inForce;
        this.edits = edits;
        this.changes = changes;
    }

    @Operation(
            summary = "Service calendars",
            description = "Hours by region and channel, and the holidays they observe.")
    @GetMapping("/api/v1/desk/service-calendars")
    Page<CalendarShown.One> all() {
        return Page.last(inForce.read().kept().stream().map(CalendarShown::of).toList());
    }

    @Operation(
            summary = "A month of a calendar",
            description = "Each date with its shifts, what it is called, and how long it is open.")
    @GetMapping("/api/v1/desk/service-calendars/{code}/month")
    Page<CalendarShown.MonthDay> month(
            @PathVariable @Size(max = 20) String code, @RequestParam YearMonth month) {
        if (month.getYear() < 2000 || month.getYear() > 2200) {
            throw Problem.of(Reason.BAD_INPUT).field("month").exception();
        }
        Calendars all = inForce.read();
        return Page.last(CalendarShown.month(all, edits.get(code), month));
    }

    @Operation(
            summary = "What was changed",
            description = "The latest changes of a calendar: who, when, from what to what, why.")
    @GetMapping("/api/v1/desk/service-calendars/{code}/changes")
    Page<ChangeRows.Change> changes(@PathVariable @Size(max = 20) String code) {
        edits.get(code);
        return Page.last(changes.of(code));
    }

    @Operation(
            summary = "Add a calendar",
            description =
                    "For a region, a channel or a channel in a region; 409 CALENDAR_EXISTS when"
                            + " there is one. It applies at once.")
    @RequiresRole({Role.SUPERVISOR, Role.ADMIN})
    @PostMapping("/api/v1/desk/service-calendars")
    @ResponseStatus(HttpStatus.CREATED)
    CalendarShown.One create(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestBody @Valid CalendarBodies.Created body) {
        return CalendarShown.of(
                edits.create(
                        me,
                        new CalendarEdits.Whom(body.code(), body.region(), body.channel()),
                        body.rules().wanted(),
                        body.reason().strip()));
    }

    @Operation(
            summary = "Change a calendar",
            description =
                    "Its zone, names, week and the holidays it observes. 409 CALENDAR_CHANGED when"
                            + " the version is not the latest. Running service-level clocks are"
                            + " computed anew.")
    @RequiresRole({Role.SUPERVISOR, Role.ADMIN})
    @PutMapping("/api/v1/desk/service-calendars/{code}")
    CalendarShown.One change(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable @Size(max = 20) String code,
            @RequestBody @Valid CalendarBodies.Changed body) {
        return CalendarShown.of(
                edits.change(
                        me,
                        code,
                        body.rules().wanted(),
                        new Ground(body.version(), body.reason().strip())));
    }

    @Operation(
            summary = "Set one date",
            description =
                    "CLOSED, SHIFTS with its shifts, LIKE with a weekday (a make-up day), or WEEK:"
                            + " as its week says again.")
    @RequiresRole({Role.SUPERVISOR, Role.ADMIN})
    @PutMapping("/api/v1/desk/service-calendars/{code}/days/{day}")
    CalendarShown.One setDay(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable @Size(max = 20) String code,
            @PathVariable LocalDate day,
            @RequestBody @Valid CalendarBodies.DayBody body) {
        return CalendarShown.of(
                edits.setDay(
                        me,
                        code,
                        day,
                        body.day(),
                        new Ground(body.version(), body.reason().strip())));
    }

    @Operation(
            summary = "Import days from an iCalendar file",
            description =
                    "Without apply it only says what would change. Whole-day events become days off"
                            + " or make-up days, which take the pattern of likeWeekday; other days"
                            + " stay as they are.")
    @RequiresRole({Role.SUPERVISOR, Role.ADMIN})
    @PostMapping(
            path = "/api/v1/desk/service-calendars/{code}/imports",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Imported importDays(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable @Size(max = 20) String code,
            @RequestPart MultipartFile file,
            @RequestParam(defaultValue = "1") @Min(1) @Max(7) int likeWeekday,
            @RequestParam(defaultValue = "false") boolean apply,
            @RequestParam(defaultValue = "0") long version,
            @RequestParam(defaultValue = "") @Size(max = 300) String reason)
            throws IOException {
        if (file.getSize() > LARGEST_FILE) {
            throw Problem.of(Reason.BODY_TOO_LARGE).exception();
        }
        CalendarFile read =
                CalendarFile.read(
                        new String(file.getBytes(), StandardCharsets.UTF_8),
                        DayOfWeek.of(likeWeekday));
        List<DayChanged> found =
                edits.differences(code, read.days()).stream()
                        .map(DeskCalendarsController::shown)
                        .toList();
        if (apply && reason.isBlank()) {
            throw Problem.of(Reason.BAD_INPUT).field("reason").exception();
        }
        return new Imported(
                found,
                read.days().size() - found.size(),
                read.skipped(),
                apply,
                apply
                        ? CalendarShown.of(
                                edits.importDays(
                                        me, code, read.days(), new Ground(version, reason.strip())))
                        : null);
    }

    private static DayChanged shown(CalendarEdits.DayChange change) {
        return new DayChanged(
                change.day(),
                change.before() == null ? null : CalendarShown.day(change.day(), change.before()),
                change.after() == null ? null : CalendarShown.day(change.day(), change.after()));
    }
}
