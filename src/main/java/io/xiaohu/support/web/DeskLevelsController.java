package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.Topic;
import io.xiaohu.support.levels.LevelPolicy;
import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.levels.ServiceClock;
import io.xiaohu.support.levels.ServiceLevel;
import io.xiaohu.support.levels.jdbc.LevelReport;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: service levels")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.ADMIN})
class DeskLevelsController {

    private static final int LONGEST_SECONDS = 90 * 24 * 3600;
    private static final int LONGEST_REPORT_DAYS = 400;

    /**
     * @param topic every topic without a line of its own when not said
     */
    record Level(
            @Nullable Topic topic,
            @NotNull Priority priority,
            @Nullable @Min(1) @Max(LONGEST_SECONDS) Integer firstSeconds,
            @Nullable @Min(1) @Max(LONGEST_SECONDS) Integer nextSeconds,
            @Nullable @Min(1) @Max(LONGEST_SECONDS) Integer resolutionSeconds,
            @Min(1) @Max(99) int warnPercent) {}

    record Change(@NotNull @Valid Level level, @NotBlank @Size(max = 300) String reason) {}

    record Prioritised(@NotNull Priority priority) {}

    record ReportLine(
            String week,
            Topic topic,
            Priority priority,
            ServiceClock.Kind kind,
            int met,
            int missed,
            int running,
            int unanswered,
            @Nullable Integer metPercent,
            @Nullable Long medianSeconds) {}

    private final LevelPolicy policy;
    private final LevelReport report;
    private final Clock clock;

    DeskLevelsController(LevelPolicy policy, LevelReport report, Clock clock) {
        this.policy = policy;
        this.report = report;
        this.clock = clock;
    }

    @Operation(
            summary = "Service levels",
            description =
                    "How soon the first answer, each next one and the end are due, in seconds of"
                            + " open time, by topic and priority; and at what percent to warn.")
    @GetMapping("/api/v1/desk/service-levels")
    Page<Level> all() {
        return Page.last(policy.all().stream().map(DeskLevelsController::shown).toList());
    }

    @Operation(
            summary = "Change a service level",
            description = "For clocks that start from now on; those that run keep their promise.")
    @RequiresRole({Role.SUPERVISOR, Role.ADMIN})
    @PutMapping("/api/v1/desk/service-levels")
    Page<Level> change(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Change body) {
        Level level = body.level();
        policy.set(
                me,
                new ServiceLevel(
                        level.topic() == null ? "" : level.topic().name(),
                        level.priority(),
                        time(level.firstSeconds()),
                        time(level.nextSeconds()),
                        time(level.resolutionSeconds()),
                        level.warnPercent()),
                body.reason().strip());
        return all();
    }

    @Operation(
            summary = "Take a topic's service level back",
            description = "What is promised for every topic then counts for it again.")
    @RequiresRole({Role.SUPERVISOR, Role.ADMIN})
    @DeleteMapping("/api/v1/desk/service-levels")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam Topic topic,
            @RequestParam Priority priority,
            @RequestParam @NotBlank @Size(max = 300) String reason) {
        policy.remove(me, topic.name(), priority, reason.strip());
    }

    @Operation(
            summary = "Give a conversation a priority",
            description = "Its running clocks get that priority's promise; what passed stays.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR})
    @PutMapping("/api/v1/desk/conversations/{id}/priority")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void prioritise(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Prioritised body) {
        policy.prioritise(me, id, body.priority());
    }

    @Operation(
            summary = "How promises were kept",
            description =
                    "Met and missed by week, topic, priority and kind, of what began between two"
                            + " days; the last eight weeks when none are said.")
    @GetMapping("/api/v1/desk/service-levels/report")
    Page<ReportLine> report(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return Page.last(lines(from, to).stream().map(DeskLevelsController::shown).toList());
    }

    @Operation(summary = "The report as CSV", description = "The same lines, RFC 4180, UTF-8.")
    @GetMapping(path = "/api/v1/desk/service-levels/report.csv", produces = "text/csv")
    ResponseEntity<String> csv(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        String rows =
                lines(from, to).stream()
                        .map(DeskLevelsController::row)
                        .collect(Collectors.joining());
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"service-levels.csv\"")
                .body(
                        "week,topic,priority,kind,met,missed,running,unanswered,met_percent,"
                                + "median_seconds\r\n"
                                + rows);
    }

    private List<LevelReport.Line> lines(@Nullable LocalDate from, @Nullable LocalDate to) {
        LocalDate last = to == null ? clock.instant().atZone(LevelReport.ZONE).toLocalDate() : to;
        LocalDate first = from == null ? last.minusWeeks(8) : from;
        if (first.isAfter(last) || first.isBefore(last.minusDays(LONGEST_REPORT_DAYS))) {
            throw Problem.of(Reason.BAD_INPUT).field("from").exception();
        }
        return report.lines(first, last);
    }

    private static String row(LevelReport.Line line) {
        Integer percent = line.metPercent();
        Long median = line.medianSeconds();
        return "%s,%s,%s,%s,%d,%d,%d,%d,%s,%s\r\n"
                .formatted(
                        line.week(),
                        line.topic(),
                        line.priority(),
                        line.kind(),
                        line.met(),
                        line.missed(),
                        line.running(),
                        line.unanswered(),
                        percent == null ? "" : percent.toString(),
                        median == null ? "" : median.toString());
    }

    private static ReportLine shown(LevelReport.Line line) {
        return new ReportLine(
                line.week(),
                Topic.valueOf(line.topic()),
                line.priority(),
                line.kind(),
                line.met(),
                line.missed(),
                line.running(),
                line.unanswered(),
                line.metPercent(),
                line.medianSeconds());
    }

    private static Level shown(ServiceLevel level) {
        return new Level(
                level.topic().isEmpty() ? null : Topic.valueOf(level.topic()),
                level.priority(),
                seconds(level.first()),
                seconds(level.next()),
                seconds(level.resolution()),
                level.warnPercent());
    }

    private static @Nullable Duration time(@Nullable Integer seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    private static @Nullable Integer seconds(@Nullable Duration time) {
        return time == null ? null : Math.toIntExact(time.toSeconds());
    }
}
