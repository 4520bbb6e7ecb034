package io.xiaohu.desk.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.audit.AuditCheck;
import io.xiaohu.audit.AuditLine;
import io.xiaohu.audit.AuditLines;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit trail for who audits: read, taken along, checked. */
@Tag(name = "Desk: audit")
@RestController
@RequiresRole({Role.AUDITOR, Role.ADMIN})
class AuditController {

    private static final int PAGE = 50;
    private static final String KEY = "[\\p{L}0-9:._-]{1,80}";

    /**
     * A line as it is shown.
     *
     * @param actorName who that is; null for what is no person of ours
     * @param subjectName the same
     */
    record Shown(
            long number,
            Instant at,
            String actor,
            @Nullable String actorName,
            String action,
            String subject,
            @Nullable String subjectName,
            Map<String, String> details,
            String hash) {}

    record Checked(
            boolean ok,
            @Nullable String firstBreak,
            long lines,
            int sealedHeads,
            long sealedUpTo) {}

    record Actions(List<String> names) {}

    private final AuditLines lines;
    private final AuditTrail trail;
    private final AuditCheck check;
    private final NamesOfKeys names;

    AuditController(AuditLines lines, AuditTrail trail, AuditCheck check, NamesOfKeys names) {
        this.lines = lines;
        this.trail = trail;
        this.check = check;
        this.names = names;
    }

    @Operation(
            summary = "The audit trail",
            description =
                    "The newest first. actor and subject are keys such as staff:… or customer:…,"
                            + " action a name or its beginning up to a dot, from and to moments. A"
                            + " search stands in the trail itself.")
    @GetMapping("/api/v1/desk/audit-lines")
    Page<Shown> page(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam(required = false) @Pattern(regexp = KEY) @Nullable String actor,
            @RequestParam(required = false) @Pattern(regexp = KEY) @Nullable String action,
            @RequestParam(required = false) @Pattern(regexp = KEY) @Nullable String subject,
            @RequestParam(required = false) @Size(max = 40) @Nullable String from,
            @RequestParam(required = false) @Size(max = 40) @Nullable String to,
            @RequestParam(required = false) @Pattern(regexp = "[0-9]{1,18}")
                    @Nullable String cursor) {
        AuditLines.Wanted wanted = wanted(actor, action, subject, from, to);
        List<AuditLine> found =
                lines.page(
                        wanted, cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor), PAGE + 1);
        boolean more = found.size() > PAGE;
        List<AuditLine> shown = more ? found.subList(0, PAGE) : found;
        if (cursor == null) {
            note(me, "audit.read", wanted);
        }
        return new Page<>(
                shown.stream().map(this::shown).toList(),
                more ? Long.toString(shown.getLast().number()) : null);
    }

    @Operation(summary = "What is done, by name", description = "Every action in the trail.")
    @GetMapping("/api/v1/desk/audit-actions")
    Actions actions() {
        return new Actions(lines.actions());
    }

    @Operation(
            summary = "Take the trail along, as a table",
            description =
                    "CSV with the hashes, oldest first. A field that a spreadsheet would take for a"
                            + " formula begins with an apostrophe.")
    @GetMapping(path = "/api/v1/desk/audit-lines.csv", produces = "text/csv")
    void csv(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam(required = false) @Pattern(regexp = KEY) @Nullable String actor,
            @RequestParam(required = false) @Pattern(regexp = KEY) @Nullable String action,
            @RequestParam(required = false) @Pattern(regexp = KEY) @Nullable String subject,
            @RequestParam(required = false) @Size(max = 40) @Nullable String from,
            @RequestParam(required = false) @Size(max = 40) @Nullable String to,
            HttpServletResponse response)
            throws IOException {
        AuditLines.Wanted wanted = wanted(actor, action, subject, from, to);
        note(me, "audit.exported", wanted);
        try (Writer out = file(response, "text/csv;charset=UTF-8", "audit-trail.csv")) {
            out.write("number,at,actor,action,subject,details,hash\r\n");
            lines.each(wanted, line -> write(out, AuditFiles.csv(line)));
        }
    }

    @Operation(
            summary = "Take the trail along, to be checked elsewhere",
            description =
                    "A line of JSON for each, oldest first. Without filters the hashes can be"
                            + " worked out anew: docs/audit.md says how.")
    @GetMapping(path = "/api/v1/desk/audit-lines.jsonl", produces = "application/x-ndjson")
    void jsonLines(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam(required = false) @Pattern(regexp = KEY) @Nullable String actor,
            @RequestParam(required = false) @Pattern(regexp = KEY) @Nullable String action,
            @RequestParam(required = false) @Pattern(regexp = KEY) @Nullable String subject,
            @RequestParam(required = false) @Size(max = 40) @Nullable String from,
            @RequestParam(required = false) @Size(max = 40) @Nullable String to,
            HttpServletResponse response)
            throws IOException {
        AuditLines.Wanted wanted = wanted(actor, action, subject, from, to);
        note(me, "audit.exported", wanted);
        try (Writer out = file(response, "application/x-ndjson", "audit-trail.jsonl")) {
            lines.each(wanted, line -> write(out, AuditFiles.json(line)));
        }
    }

    @Operation(
            summary = "Check the trail",
            description =
                    "Walks it from the first line and compares it with the heads this server keeps"
                            + " signed outside the database.")
    @PostMapping("/api/v1/desk/audit-checks")
    Checked check(@AuthenticationPrincipal Caller.Staff me) {
        AuditCheck.Report report = check.check();
        trail.record(
                me.key(), "audit.checked", "audit", Map.of("ok", Boolean.toString(report.ok())));
        return new Checked(
                report.ok(),
                report.firstBreak(),
                report.lines(),
                report.sealedHeads(),
                report.sealedUpTo());
    }

    private Shown shown(AuditLine line) {
        return new Shown(
                line.number(),
                line.at(),
                line.actor(),
                names.of(line.actor()),
                line.action(),
                line.subject(),
                names.of(line.subject()),
                line.details(),
                line.hash());
    }

    private void note(Caller.Staff me, String action, AuditLines.Wanted wanted) {
        Map<String, String> asked = new TreeMap<>();
        asked.put("actor", String.valueOf(wanted.actor()));
        asked.put("action", String.valueOf(wanted.action()));
        asked.put("subject", String.valueOf(wanted.subject()));
        asked.put("from", String.valueOf(wanted.from()));
        asked.put("until", String.valueOf(wanted.until()));
        asked.values().removeIf("null"::equals);
        trail.record(me.key(), action, "audit", asked);
    }

    private static AuditLines.Wanted wanted(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String subject,
            @Nullable String from,
            @Nullable String to) {
        return new AuditLines.Wanted(
                actor, action, subject, moment(from, "from"), moment(to, "to"));
    }

    private static @Nullable Instant moment(@Nullable String text, String field) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw Problem.of(Reason.BAD_INPUT).field(field).exception();
        }
    }

    private static Writer file(HttpServletResponse response, String type, String name)
            throws IOException {
        response.setContentType(type);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        return new BufferedWriter(
                new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    }

    private static void write(Writer out, String line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
