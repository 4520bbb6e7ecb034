package io.xiaohu.trust.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import io.xiaohu.trust.HotEntries;
import io.xiaohu.trust.HotEntry;
import io.xiaohu.trust.HotKind;
import io.xiaohu.trust.ImpostorReport;
import io.xiaohu.trust.ImpostorReports;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: impostors")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK})
class DeskTrustController {

    private static final Texts TEXTS = Texts.of("trust");
    private static final int LONGEST_FILE = 60_000;

    record Add(
            @NotNull HotKind kind,
            @NotBlank @Size(max = 200) String value,
            @NotBlank @Size(max = 200) String why) {}

    record Import(
            @NotBlank @Size(max = LONGEST_FILE) String lines,
            @NotBlank @Size(max = 200) String why) {}

    /**
     * @param why in the caller's language
     */
    record Line(int line, String text, String why) {}

    record Imported(int added, int there, List<Line> refused) {}

    record Removal(@NotBlank @Size(max = 200) String why) {}

    record Entry(@NotNull HotKind kind, @NotBlank @Size(max = 200) String value) {}

    /**
     * @param entries what of it goes on the hot list; none when it is dismissed
     */
    record Decision(
            @NotNull Boolean confirmed,
            @NotNull @Size(max = 20) List<@Valid @NotNull Entry> entries,
            @NotBlank @Size(max = 200) String why) {}

    private final HotEntries hot;
    private final ImpostorReports reports;

    DeskTrustController(HotEntries hot, ImpostorReports reports) {
        this.hot = hot;
        this.reports = reports;
    }

    @Operation(
            summary = "The hot list",
            description =
                    "What staff know to be fraud, the newest 200; inForce=false: those taken off."
                            + " q looks in values and notes.")
    @GetMapping("/api/v1/desk/hot-list")
    Page<HotEntry> list(
            @RequestParam(defaultValue = "true") boolean inForce,
            @RequestParam(defaultValue = "") @Size(max = 100) String q) {
        return Page.last(hot.list(inForce, q.strip()));
    }

    @Operation(
            summary = "Put something on the hot list",
            description =
                    "In force for every check on every server at once. What is on it already is"
                            + " answered as it is. 422 HOT_ENTRY_OURS for what is ours or shared by"
                            + " everybody.")
    @PostMapping("/api/v1/desk/hot-list")
    @ResponseStatus(HttpStatus.CREATED)
    HotEntry add(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Add body) {
        return hot.add(
                me, new HotEntries.Wanted(body.kind(), body.value().strip(), body.why().strip()));
    }

    @Operation(
            summary = "Import into the hot list",
            description =
                    "Up to 2,000 lines and 60 kB: kind,value,why, or one value a line whose kind is"
                        + " seen from its shape. A line that cannot be read is told and stops no"
                        + " other.")
    @PostMapping("/api/v1/desk/hot-list/imports")
    Imported importLines(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestBody @Valid Import body,
            Locale locale) {
        HotEntries.Imported done = hot.addAll(me, body.lines(), body.why().strip());
        return new Imported(
                done.added(),
                done.there(),
                done.refused().stream()
                        .map(each ->
                                new Line(
                                        each.line(),
                                        each.text(),
                                        TEXTS.get(locale, "import." + each.why())))
                        .toList());
    }

    @Operation(
            summary = "Take something off the hot list",
            description = "At once, for every check. It stays to be read with who did it and why.")
    @RequiresRole({Role.SUPERVISOR, Role.RISK})
    @PostMapping("/api/v1/desk/hot-list/{id}/removals")
    HotEntry remove(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Removal body) {
        return hot.remove(me, id, body.why().strip());
    }

    @Operation(
            summary = "Reported impostors",
            description =
                    "From wallet and site, the newest first, page by page, with what of each could"
                            + " go on the hot list; open=false: those decided.")
    @GetMapping("/api/v1/desk/impostor-reports")
    Page<ImpostorReports.Shown> reports(
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(required = false) @Nullable UUID cursor) {
        return reports.list(open, cursor);
    }

    @Operation(
            summary = "Confirm or dismiss a reported impostor",
            description =
                    "Once. The entries of a confirmed one are on the hot list from then on. 409"
                            + " REVIEW_DECIDED when a colleague was first.")
    @PostMapping("/api/v1/desk/impostor-reports/{id}/decision")
    ImpostorReport decide(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Decision body) {
        return reports.decide(
                me,
                id,
                body.confirmed(),
                body.entries().stream()
                        .map(entry -> new HotEntries.Suggested(entry.kind(), entry.value()))
                        .toList(),
                body.why().strip());
    }
}
