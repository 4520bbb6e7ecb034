package io.xiaohu.payment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MovesMoney;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Phone;
import io.xiaohu.payment.Demand;
import io.xiaohu.payment.PaymentRequests;
import io.xiaohu.payment.core.PayeeNames;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Payment requests")
@RestController
class PaymentRequestsController {

    record Ask(
            @Size(max = 40) @Nullable String fromPhone,
            @NotNull Money amount,
            @Size(max = 60) @Nullable String memo) {}

    /**
     * A request as one of its two sides sees it.
     *
     * @param mine whether the caller asks, rather than is asked
     * @param other the other side, masked; empty when whoever has the link may pay
     * @param link the page to pay it on, for its maker alone
     */
    record RequestShown(
            UUID id,
            boolean mine,
            String other,
            Money amount,
            @Nullable String memo,
            Demand.State state,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable UUID paymentId,
            @Nullable String link) {}

    private final PaymentRequests requests;
    private final PayeeNames names;

    PaymentRequestsController(PaymentRequests requests, PayeeNames names) {
        this.requests = requests;
        this.names = names;
    }

    @Operation(
            summary = "Ask for money",
            description =
                    "Of one person, who is told, or of whoever gets the link. It can be paid once,"
                            + " for 7 days. 422 PAYEE_NOT_FOUND when nobody has the phone.")
    @PostMapping("/api/v1/payment-requests")
    @ResponseStatus(HttpStatus.CREATED)
    RequestShown ask(@AuthenticationPrincipal Caller.Customer me, @RequestBody @Valid Ask body) {
        String from = body.fromPhone();
        Phone phone = from == null || from.isBlank() ? null : Phone.parse(from);
        String memo = body.memo();
        return shown(
                requests.ask(
                        me.customerId(),
                        phone,
                        body.amount(),
                        memo == null || memo.isBlank() ? null : memo.strip()),
                me);
    }

    @Operation(
            summary = "Payment requests",
            description = "Those the caller made, was asked for or paid, the latest first.")
    @GetMapping("/api/v1/payment-requests")
    Page<RequestShown> list(@AuthenticationPrincipal Caller.Customer me) {
        return new Page<>(
                requests.list(me.customerId()).stream().map(one -> shown(one, me)).toList(), null);
    }

    @Operation(summary = "One payment request", description = "404 for anybody it is not for.")
    @GetMapping("/api/v1/payment-requests/{id}")
    RequestShown one(@AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id) {
        return shown(requests.get(me.customerId(), id), me);
    }

    @Operation(
            summary = "Pay a request",
            description =
                    "Confirmed and limited as a transfer is. Of two who pay at once one is first,"
                            + " the other gets 409 ALREADY_PAID and pays nothing; 409 DEMAND_ENDED"
                            + " when it was declined, cancelled or is over. Needs an"
                            + " Idempotency-Key.")
    @MovesMoney
    @PostMapping("/api/v1/payment-requests/{id}/payments")
    @ResponseStatus(HttpStatus.CREATED)
    Paid pay(
            @AuthenticationPrincipal Caller.Customer me,
            @PathVariable UUID id,
            @RequestBody @Valid PayForm body,
            IdempotentRequest request) {
        return Paid.of(requests.pay(me.customerId(), id, request, body.given(me)));
    }

    @Operation(
            summary = "Decline a request",
            description = "By the one who was asked; who asked is told.")
    @PostMapping("/api/v1/payment-requests/{id}/declines")
    RequestShown decline(@AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id) {
        return shown(requests.decline(me.customerId(), id), me);
    }

    @Operation(
            summary = "Cancel a request",
            description = "By the one who asked. 409 ALREADY_PAID when somebody was quicker.")
    @PostMapping("/api/v1/payment-requests/{id}/cancellations")
    RequestShown cancel(@AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id) {
        return shown(requests.cancel(me.customerId(), id), me);
    }

    private RequestShown shown(Demand request, Caller.Customer me) {
        boolean mine = request.payee().equals(me.customerId());
        UUID payer = request.payer() == null ? request.asked() : request.payer();
        UUID other = mine ? payer : request.payee();
        boolean paid = request.state() == Demand.State.PAID;
        boolean theirs = mine || me.customerId().equals(request.payer());
        return new RequestShown(
                request.id(),
                mine,
                other == null ? "" : names.shown(other),
                request.amount(),
                request.memo(),
                request.state(),
                request.createdAt(),
                request.expiresAt(),
                request.endedAt(),
                paid && theirs ? request.posting() : null,
                mine ? PayLinks.path(request.token()) : null);
    }
}
