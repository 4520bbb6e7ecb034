package io.xiaohu.payment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.payment.core.DeskActs;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: proposals")
@RestController
class DeskActsController {

    /** Which way the money goes. */
    enum Direction {
        GIVE,
        TAKE
    }

    record Adjust(
            @NotNull UUID customerId,
            @NotNull Money amount,
            @NotNull Direction direction,
            DeskActs.@NotNull Why reasonCode,
            @NotBlank @Size(max = 300) String reason,
            @NotBlank @Size(max = 1000) String evidence) {}

    record Refund(
            @NotNull UUID orderId,
            @NotNull Money amount,
            DeskActs.@NotNull Why reasonCode,
            @NotBlank @Size(max = 300) String reason,
            @NotBlank @Size(max = 1000) String evidence) {}

    record Drafted(UUID actId) {}

    private final DeskActs acts;

    DeskActsController(DeskActs acts) {
        this.acts = acts;
    }

    @Operation(
            summary = "Ask for an adjustment of a balance",
            description =
                    "GIVE or TAKE up to 50,000.00 against the house's suspense account, as a"
                            + " proposal (ADJUST) for another person. The customer reads the reason"
                            + " in a notice and in their bills; the code is for reports.")
    @RequiresRole(Role.FINANCE)
    @PostMapping("/api/v1/desk/adjustments")
    @ResponseStatus(HttpStatus.CREATED)
    Drafted adjust(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Adjust body) {
        Money amount = body.direction() == Direction.GIVE ? body.amount() : body.amount().negated();
        return new Drafted(
                acts.adjust(
                        me,
                        body.customerId(),
                        amount,
                        why(body.reasonCode(), body.reason(), body.evidence())));
    }

    @Operation(
            summary = "Ask for a refund of an order",
            description =
                    "All or some of what a customer paid a merchant, as a proposal (REFUND) for"
                            + " another person; the merchant gives it, never more than was paid."
                            + " orderId is the order's id, or that of the payment that paid it.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.FINANCE})
    @PostMapping("/api/v1/desk/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    Drafted refund(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Refund body) {
        return new Drafted(
                acts.refund(
                        me,
                        body.orderId(),
                        body.amount(),
                        why(body.reasonCode(), body.reason(), body.evidence())));
    }

    private static DeskActs.Reasons why(DeskActs.Why code, String reason, String evidence) {
        return new DeskActs.Reasons(code, reason.strip(), evidence.strip());
    }
}
