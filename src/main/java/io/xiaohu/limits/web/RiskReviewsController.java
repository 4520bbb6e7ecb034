package io.xiaohu.limits.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.MovesMoney;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.limits.RiskDecisions;
import io.xiaohu.limits.RiskQueue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: risk reviews")
@RestController
@RequiresRole({Role.RISK, Role.SUPERVISOR})
class RiskReviewsController {

    /** release, or return. */
    record Decision(
            @NotNull @Pattern(regexp = "release|return") String decision,
            @NotBlank @Size(max = 300) String note) {}

    private final RiskQueue queue;
    private final RiskDecisions decisions;

    RiskReviewsController(RiskQueue queue, RiskDecisions decisions) {
        this.queue = queue;
        this.decisions = decisions;
    }

    @Operation(
            summary = "What waits for a review",
            description =
                    "open: transfers and withdrawals whose money is held until somebody decides,"
                            + " the oldest first; decided: the latest that have ended.")
    @GetMapping("/api/v1/desk/risk-reviews")
    Page<RiskQueue.Line> list(
            @RequestParam(defaultValue = "open") @Pattern(regexp = "open|decided") String box,
            @RequestParam @Size(max = 100) @Nullable String cursor,
            Locale locale) {
        return queue.list(box.equals("open"), cursor, locale);
    }

    @Operation(
            summary = "What fired lately",
            description =
                    "The latest attempts that met a risk rule, whatever followed, with what each"
                            + " rule saw.")
    @GetMapping("/api/v1/desk/risk-firings")
    Page<RiskQueue.Firing> firings(Locale locale) {
        return Page.last(queue.firings(locale));
    }

    @Operation(
            summary = "One review",
            description =
                    "The rules that fired with what they saw, both parties masked with their last"
                            + " movements, the device, and until when the money is held. Each look"
                            + " is recorded.")
    @GetMapping("/api/v1/desk/risk-reviews/{id}")
    RiskQueue.Shown one(
            @AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id, Locale locale) {
        return queue.open(me, id, locale);
    }

    @Operation(
            summary = "Decide a review",
            description =
                    "release lets the money go on to its payee or the channel, return gives it"
                        + " back; the note says why and is for staff. Audited. 409 REVIEW_DECIDED"
                        + " for whoever comes second. Needs an Idempotency-Key.")
    @MovesMoney
    @PostMapping("/api/v1/desk/risk-reviews/{id}/decision")
    RiskQueue.Shown decide(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Decision body,
            IdempotentRequest request,
            Locale locale) {
        decisions.decide(me, id, body.decision().equals("release"), body.note().strip());
        return queue.get(id, locale);
    }
}
