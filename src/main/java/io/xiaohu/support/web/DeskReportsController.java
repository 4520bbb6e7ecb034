package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.reports.Disclosure;
import io.xiaohu.support.reports.Figures;
import io.xiaohu.support.reports.Period;
import io.xiaohu.support.reports.ReportTables;
import io.xiaohu.support.reports.SupportReports;
import io.xiaohu.support.reports.Table;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: reports")
@RestController
@RequiresRole({Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN})
class DeskReportsController {

    private static final int DAYS = 30;
    private static final Texts TEXTS = Texts.of("support");

    record Titled(String topic, String title) {}

    record Report(LocalDate from, LocalDate to, Figures figures, List<Titled> titles) {}

    record Complaints(Disclosure disclosure, List<Titled> titles) {}

    private final SupportReports reports;
    private final Clock clock;

    DeskReportsController(SupportReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @Operation(
            summary = "What support did",
            description =
                    "Volume by day, topic and channel, waits, service levels, ratings, agents and"
                            + " requests, of what began between two days in Beijing (both included,"
                            + " 400 at most); the last 30 when none are said.")
    @GetMapping("/api/v1/desk/support-reports")
    Report report(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            Locale locale) {
        Period period = period(from, to);
        Figures figures = reports.of(period);
        return new Report(
                period.from(),
                period.to(),
                figures,
                figures.topics().stream().map(line -> titled(line.topic(), locale)).toList());
    }

    @Operation(
            summary = "A part of the report as CSV",
            description =
                    "part: days, topics, channels, waits, levels, ratings, agents or requests. RFC"
                            + " 4180, UTF-8 with a byte order mark; no cell is a formula.")
    @GetMapping(path = "/api/v1/desk/support-reports/{part}.csv", produces = "text/csv")
    ResponseEntity<String> csv(
            @PathVariable ReportTables.Part part,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            Locale locale) {
        Period period = period(from, to);
        return file(
                "support-%s-%s-%s".formatted(part, period.from(), period.to()),
                ReportTables.of(part, reports.of(period), locale));
    }

    @Operation(
            summary = "The yearly disclosure of complaints",
            description =
                    "How many complaints of each kind were submitted in the year, the share that"
                            + " is closed, and the median days it took.")
    @GetMapping("/api/v1/desk/complaint-disclosures/{year}")
    Complaints complaints(@PathVariable @Min(2000) @Max(2999) int year, Locale locale) {
        Disclosure found = reports.complaints(year);
        return new Complaints(
                found, found.kinds().stream().map(line -> titled(line.topic(), locale)).toList());
    }

    @Operation(summary = "The disclosure as CSV", description = "As it is published.")
    @GetMapping(path = "/api/v1/desk/complaint-disclosures/{year}.csv", produces = "text/csv")
    ResponseEntity<String> complaintsCsv(
            @PathVariable @Min(2000) @Max(2999) int year, Locale locale) {
        return file("complaints-" + year, ReportTables.of(reports.complaints(year), locale));
    }

    private Period period(@Nullable LocalDate from, @Nullable LocalDate to) {
        LocalDate last = to == null ? clock.instant().atZone(Period.ZONE).toLocalDate() : to;
        return new Period(from == null ? last.minusDays(DAYS - 1) : from, last);
    }

    private static Titled titled(String topic, Locale locale) {
        return new Titled(topic, TEXTS.get(locale, "title." + topic));
    }

    private static ResponseEntity<String> file(String name, Table table) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name + ".csv\"")
                .body(table.toString());
    }
}
