package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.tools.Contents;
import io.xiaohu.support.tools.Rules;
import io.xiaohu.support.tools.Tool;
import io.xiaohu.support.tools.Tool.Kind;
import io.xiaohu.support.tools.Tools;
import io.xiaohu.support.tools.jdbc.RuleFiringRows;
import io.xiaohu.support.tools.jdbc.ToolRows;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: tools")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR})
class DeskToolsController {

    private static final String SHORTCUT = "[a-z0-9-]{1,20}";
    private static final int LONGEST_DAYS = 90;

    /**
     * A tool; of the contents the one of its kind is there.
     *
     * @param mine whose own it is: the caller's, or everybody's
     */
    record Shown(
            UUID id,
            Kind kind,
            boolean mine,
            String nameZh,
            String nameEn,
            @Nullable String shortcut,
            Contents.@Nullable Answer answer,
            Contents.@Nullable Macro macro,
            Contents.@Nullable Rule rule,
            Contents.@Nullable View view,
            boolean enabled,
            long version,
            Instant changedAt) {}

    /**
     * A tool as it is wanted.
     *
     * @param shared everybody's; counts when it is made
     * @param version the one it was changed from; not said of a new one
     */
    record Wanted(
            @NotBlank @Size(max = 60) String nameZh,
            @NotBlank @Size(max = 60) String nameEn,
            @Nullable @Pattern(regexp = SHORTCUT) String shortcut,
            @Valid Contents.@Nullable Answer answer,
            @Valid Contents.@Nullable Macro macro,
            @Valid Contents.@Nullable Rule rule,
            @Valid Contents.@Nullable View view,
            boolean shared,
            boolean enabled,
            @Nullable Long version,
            @Nullable @Size(max = 300) String reason) {}

    record DryRunOf(@NotNull @Valid Contents.Rule rule, @Min(1) @Max(LONGEST_DAYS) int days) {}

    private final Tools tools;
    private final Rules rules;
    private final RuleFiringRows firings;

    DeskToolsController(Tools tools, Rules rules, RuleFiringRows firings) {
        this.tools = tools;
        this.rules = rules;
        this.firings = firings;
    }

    @Operation(
            summary = "Tools of a kind",
            description =
                    "ANSWER canned answers, MACRO macros, RULE rules, VIEW working sets:"
                            + " everybody's and the caller's own.")
    @GetMapping("/api/v1/desk/tools")
    Page<Shown> all(@AuthenticationPrincipal Caller.Staff me, @RequestParam Kind kind) {
        return Page.last(tools.of(me, kind).stream().map(DeskToolsController::shown).toList());
    }

    @Operation(
            summary = "Make a tool",
            description =
                    "Everybody's ones are made by supervisors and administrators; rules are"
                            + " everybody's and need a reason. 409 SHORTCUT_TAKEN.")
    @PostMapping("/api/v1/desk/tools")
    @ResponseStatus(HttpStatus.CREATED)
    Shown create(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam Kind kind,
            @RequestBody @Valid Wanted body) {
        return shown(tools.create(me, wanted(kind, body)));
    }

    @Operation(
            summary = "Change a tool",
            description = "409 TOOL_CHANGED with version when somebody else changed it meanwhile.")
    @PutMapping("/api/v1/desk/tools/{id}")
    Shown change(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestParam Kind kind,
            @RequestBody @Valid Wanted body) {
        long seen = body.version() == null ? 0 : body.version();
        return shown(tools.change(me, id, seen, wanted(kind, body)));
    }

    @Operation(summary = "Take a tool away", description = "Its history stays.")
    @DeleteMapping("/api/v1/desk/tools/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestParam Kind kind,
            @RequestParam long version,
            @RequestParam(defaultValue = "") @Size(max = 300) String reason) {
        tools.remove(me, kind, id, version, reason.strip());
    }

    @Operation(
            summary = "The history of a tool",
            description = "The latest fifty changes, with what was before and after.")
    @GetMapping("/api/v1/desk/tools/{id}/changes")
    Page<ToolRows.Change> changes(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestParam Kind kind) {
        return Page.last(tools.changes(me, kind, id));
    }

    @Operation(
            summary = "What a rule did",
            description = "The latest fifty lines it was at: DONE, REFUSED with why, TOO_MANY.")
    @GetMapping("/api/v1/desk/tools/{id}/firings")
    Page<RuleFiringRows.Firing> firings(
            @AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        return Page.last(firings.of(tools.get(me, Kind.RULE, id).id()));
    }

    @Operation(
            summary = "What a rule would have done",
            description =
                    "Over the lines of the last days, 5,000 of them at most; nothing is done.")
    @RequiresRole(Role.SUPERVISOR)
    @PostMapping("/api/v1/desk/tools/dry-runs")
    Rules.DryRun dryRun(@RequestBody @Valid DryRunOf body) {
        return rules.dryRun(body.rule(), Duration.ofDays(body.days()));
    }

    private static Tools.Wanted wanted(Kind kind, Wanted body) {
        @Nullable Contents content =
                switch (kind) {
                    case ANSWER -> body.answer();
                    case MACRO -> body.macro();
                    case RULE -> body.rule();
                    case VIEW -> body.view();
                };
        String reason = body.reason() == null ? "" : body.reason().strip();
        return new Tools.Wanted(
                kind,
                body.shared() || kind == Kind.RULE,
                body.nameZh().strip(),
                body.nameEn().strip(),
                body.shortcut(),
                there(content),
                body.enabled(),
                reason);
    }

    static Shown shown(Tool<Contents> tool) {
        Contents content = tool.content();
        return new Shown(
                tool.id(),
                tool.kind(),
                tool.ownerId() != null,
                tool.nameZh(),
                tool.nameEn(),
                tool.shortcut(),
                content instanceof Contents.Answer answer ? answer : null,
                content instanceof Contents.Macro macro ? macro : null,
                content instanceof Contents.Rule rule ? rule : null,
                content instanceof Contents.View view ? view : null,
                tool.enabled(),
                tool.version(),
                tool.changedAt());
    }

    private static Contents there(@Nullable Contents content) {
        if (content == null) {
            throw Problem.of(Reason.BAD_INPUT).field("content").exception();
        }
        return content;
    }
}
