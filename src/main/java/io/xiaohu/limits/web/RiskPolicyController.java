package io.xiaohu.limits.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.limits.RiskOutcome;
import io.xiaohu.limits.RiskPolicy;
import io.xiaohu.limits.core.ReportedPayee;
import io.xiaohu.limits.core.RiskCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: risk rules")
@RestController
@RequiresRole({Role.RISK, Role.SUPERVISOR})
class RiskPolicyController {

    record RulesAnswer(List<RiskPolicy.Line> items, List<RiskPolicy.ChangeShown> changes) {}

    /**
     * @param parameters amounts in minor units of CNY
     */
    record Change(
            @NotNull RiskCode code,
            boolean enabled,
            @NotNull RiskOutcome outcome,
            @NotNull @Size(max = 10) Map<@NotNull @Size(max = 20) String, @NotNull Long> parameters,
            @NotBlank @Size(max = 300) String reason,
            @NotBlank @Size(max = 1000) String evidence) {}

    record Report(
            @NotNull ReportedPayee.Kind kind,
            @NotBlank @Size(max = 60) String value,
            @NotBlank @Size(max = 300) String reason,
            @NotBlank @Size(max = 1000) String evidence) {
        /** Says nothing of the number. */
        @Override
        public String toString() {
            return "Report " + kind;
        }
    }

    record Removal(
            @NotBlank @Size(max = 300) String reason,
            @NotBlank @Size(max = 1000) String evidence) {}

    private final RiskPolicy policy;

    RiskPolicyController(RiskPolicy policy) {
        this.policy = policy;
    }

    @Operation(
            summary = "The risk rules",
            description =
                    "Every rule as it is in force, and the latest changes with who asked for them,"
                            + " who decided and why.")
    @RequiresRole({Role.RISK, Role.SUPERVISOR, Role.AUDITOR})
    @GetMapping("/api/v1/desk/risk-rules")
    RulesAnswer rules(Locale locale) {
        return new RulesAnswer(policy.rules(locale), policy.changes(locale));
    }

    @Operation(
            summary = "Propose another risk rule",
            description =
                    "A proposal of kind CHANGE_RISK_RULE, in force for every payment after a second"
                        + " person has approved it. 409 RISK_RULE_CHANGED at the approval when it"
                        + " was changed meanwhile.")
    @PostMapping("/api/v1/desk/risk-rule-changes")
    @ResponseStatus(HttpStatus.CREATED)
    RiskPolicy.ChangeShown propose(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestBody @Valid Change body,
            Locale locale) {
        return policy.propose(
                me,
                new RiskPolicy.Wanted(
                        body.code(),
                        body.enabled(),
                        body.outcome(),
                        body.parameters(),
                        body.reason().strip(),
                        body.evidence().strip()),
                locale);
    }

    @Operation(
            summary = "Reported payees",
            description =
                    "Whom money must not go to, with why, who listed them and who approved it;"
                            + " proposed and removed ones too.")
    @GetMapping("/api/v1/desk/reported-payees")
    Page<RiskPolicy.PayeeShown> payees() {
        return Page.last(policy.payees());
    }

    @Operation(
            summary = "Propose to list a payee",
            description =
                    "kind CUSTOMER with an id, PHONE or CARD with a number, of which a keyed hash"
                        + " is kept. A proposal of kind REPORT_PAYEE; the list holds once a second"
                        + " person has approved it.")
    @PostMapping("/api/v1/desk/reported-payees")
    @ResponseStatus(HttpStatus.CREATED)
    RiskPolicy.PayeeShown report(
            @AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Report body) {
        return policy.report(
                me,
                body.kind(),
                body.value().strip(),
                body.reason().strip(),
                body.evidence().strip());
    }

    @Operation(
            summary = "Propose to take a payee off the list",
            description =
                    "A proposal of kind CLEAR_PAYEE. 409 RISK_RULE_CHANGED when it is not on the"
                            + " list.")
    @PostMapping("/api/v1/desk/reported-payees/{id}/removals")
    @ResponseStatus(HttpStatus.CREATED)
    RiskPolicy.PayeeShown clear(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Removal body) {
        return policy.clear(me, id, body.reason().strip(), body.evidence().strip());
    }
}
