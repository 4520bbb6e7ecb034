package io.xiaohu.limits.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.limits.LimitOverrides;
import io.xiaohu.limits.LimitPolicy;
import io.xiaohu.verification.AccountClass;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: limits")
@RestController
class DeskLimitsController {

    record PolicyAnswer(List<LimitPolicy.Line> items, List<LimitPolicy.ChangeShown> changes) {}

    record Change(
            @NotBlank @Size(max = 40) String rule,
            @Nullable AccountClass accountClass,
            @NotNull Money amount,
            @NotBlank @Size(max = 300) String reason,
            @NotBlank @Size(max = 1000) String evidence) {}

    /** Why, by a name that stays. */
    enum Why {
        LARGE_PURCHASE,
        FAMILY_OR_MEDICAL,
        BUSINESS,
        COMPLAINT,
        OTHER
    }

    record Raise(
            @NotNull UUID customerId,
            @NotBlank @Size(max = 30) String rule,
            @NotNull Money amount,
            @NotNull Instant until,
            @NotNull Why reasonCode,
            @NotBlank @Size(max = 300) String reason,
            @NotBlank @Size(max = 1000) String evidence) {}

    record Drafted(UUID overrideId) {}

    private final LimitOverrides overrides;
    private final LimitPolicy policy;

    DeskLimitsController(LimitPolicy policy, LimitOverrides overrides) {
        this.overrides = overrides;
        this.policy = policy;
    }

    @Operation(
            summary = "The limit policy",
            description =
                    "Every limit as it is in force, and the latest changes with who asked for them,"
                            + " who decided and why.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK, Role.FINANCE, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/api/v1/desk/limit-policy")
    PolicyAnswer policy(@AuthenticationPrincipal Caller.Staff me, Locale locale) {
        return new PolicyAnswer(policy.lines(locale), policy.changes(locale));
    }

    @Operation(
            summary = "Propose another limit",
            description =
                    "A proposal of kind CHANGE_LIMIT, in force for every payment after a second"
                        + " person has approved it. Without accountClass rule is SMALLEST, LARGEST,"
                        + " ONE_FACTOR or CLASS_I_HOLDING. 409 LIMIT_CHANGED at the approval when"
                        + " it was changed meanwhile.")
    @RequiresRole({Role.SUPERVISOR, Role.RISK, Role.FINANCE})
    @PostMapping("/api/v1/desk/limit-changes")
    @ResponseStatus(HttpStatus.CREATED)
    LimitPolicy.ChangeShown propose(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestBody @Valid Change body,
            Locale locale) {
        return policy.propose(
                me,
                new LimitPolicy.Wanted(
                        body.rule(),
                        body.accountClass(),
                        body.amount(),
                        body.reason().strip(),
                        body.evidence().strip()),
                locale);
    }

    @Operation(
            summary = "Ask for a higher limit for one customer",
            description =
                    "rule as in the customer's limits, until at most 31 days from now, up to ten"
                            + " times the limit, as a proposal (RAISE_LIMIT) for another person."
                            + " The customer is told why and until when; it ends by itself.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK})
    @PostMapping("/api/v1/desk/limit-overrides")
    @ResponseStatus(HttpStatus.CREATED)
    Drafted raise(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Raise body) {
        return new Drafted(
                overrides.propose(
                        me,
                        new LimitOverrides.Wanted(
                                body.customerId(),
                                body.rule(),
                                body.amount(),
                                body.until(),
                                body.reasonCode().name(),
                                body.reason().strip(),
                                body.evidence().strip())));
    }
}
