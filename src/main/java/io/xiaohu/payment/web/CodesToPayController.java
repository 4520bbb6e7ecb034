package io.xiaohu.payment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.PaymentPins;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MovesMoney;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.QrPicture;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Tokens;
import io.xiaohu.payment.CollectCodes;
import io.xiaohu.payment.CollectCodes.CollectCode;
import io.xiaohu.payment.Demand;
import io.xiaohu.payment.Given;
import io.xiaohu.payment.MerchantOrders;
import io.xiaohu.payment.core.PayeeNames;
import io.xiaohu.payment.jdbc.PayCodes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
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

@Tag(name = "Codes to pay by")
@RestController
class CodesToPayController {

    record Collect(@Nullable Money amount, @Size(max = 60) @Nullable String memo) {}

    /**
     * A code to be shown.
     *
     * @param url what its QR code says
     * @param qr the QR code as a picture in a data URI
     */
    record CollectShown(
            String token,
            String url,
            String qr,
            @Nullable Money amount,
            @Nullable String memo,
            @Nullable Instant expiresAt) {}

    /** What a link asks its reader to pay. */
    enum LinkKind {
        COLLECT,
        REQUEST,
        ORDER
    }

    /**
     * What is behind a link.
     *
     * @param id the request's or order's; null for a code that can be paid again and again
     * @param payee people masked, merchants in full
     * @param mine whether it is the reader's own
     */
    record Link(
            LinkKind kind,
            @Nullable UUID id,
            String payee,
            boolean mine,
            @Nullable Money amount,
            @Nullable String memo,
            String state,
            @Nullable Instant expiresAt) {}

    record Payment(
            @Nullable Money amount,
            @Size(max = 60) @Nullable String memo,
            @NotNull @Pattern(regexp = "[0-9]{6}") String pin,
            @Nullable UUID challengeId,
            @Size(max = 4_000) @Nullable String proof) {}

    record PayCodeForm(@Pattern(regexp = "[0-9]{6}") @Nullable String pin) {}

    record PayCode(String code, String qr, Instant expiresAt) {}

    private final CollectCodes codes;
    private final PayCodes payCodes;
    private final MerchantOrders orders;
    private final PayeeNames names;
    private final PaymentPins pins;
    private final RateLimits rates;

    CodesToPayController(
            CollectCodes codes,
            PayCodes payCodes,
            MerchantOrders orders,
            PayeeNames names,
            PaymentPins pins,
            RateLimits rates) {
        this.codes = codes;
        this.payCodes = payCodes;
        this.orders = orders;
        this.names = names;
        this.pins = pins;
        this.rates = rates;
    }

    @Operation(
            summary = "A code to be paid by",
            description =
                    "Without amount and memo the customer's lasting one; with either a new one,"
                            + " good for a day.")
    @PostMapping("/api/v1/me/collect-codes")
    CollectShown show(
            @AuthenticationPrincipal Caller.Customer me, @RequestBody @Valid Collect body) {
        String memo = body.memo();
        CollectCode code =
                codes.show(
                        me.customerId(),
                        body.amount(),
                        memo == null || memo.isBlank() ? null : memo.strip());
        String url = PayLinks.url(code.token());
        return new CollectShown(
                code.token(), url, QrPicture.of(url), code.amount(), code.memo(), code.expiresAt());
    }

    @Operation(
            summary = "What a code or link asks for",
            description =
                    "A collect code, a payment request or a merchant's order. 404 when it is none"
                            + " or over, and for anybody a request is not for.")
    @GetMapping("/api/v1/collect-codes/{token}")
    Link link(@AuthenticationPrincipal Caller.Customer me, @PathVariable String token) {
        rates.take("payees-by-caller", me.customerId().toString());
        if (token.length() > Tokens.LONGEST) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        return codes.find(token)
                .map(code -> link(code, me.customerId()))
                .or(() -> demand(token, me.customerId()))
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    @Operation(
            summary = "Pay a collect code",
            description =
                    "A transfer, confirmed and limited as one. 400 AMOUNT_INVALID when the code"
                            + " asks for another amount. Needs an Idempotency-Key.")
    @MovesMoney
    @PostMapping("/api/v1/collect-codes/{token}/payments")
    @ResponseStatus(HttpStatus.CREATED)
    Paid pay(
            @AuthenticationPrincipal Caller.Customer me,
            @PathVariable String token,
            @RequestBody @Valid Payment body,
            IdempotentRequest request) {
        return Paid.of(
                codes.pay(
                        me.customerId(),
                        token,
                        body.amount(),
                        body.memo(),
                        request,
                        new Given(body.pin(), body.challengeId(), body.proof(), me.sessionId())));
    }

    @Operation(
            summary = "Pay a merchant's order",
            description =
                    "From its link, with the PIN. 409 ALREADY_PAID, DEMAND_ENDED. Needs an"
                            + " Idempotency-Key.")
    @MovesMoney
    @PostMapping("/api/v1/orders/{id}/payments")
    @ResponseStatus(HttpStatus.CREATED)
    Paid payOrder(
            @AuthenticationPrincipal Caller.Customer me,
            @PathVariable UUID id,
            @RequestBody @Valid PayForm body,
            IdempotentRequest request) {
        return Paid.of(orders.pay(me.customerId(), id, request, body.given(me)));
    }

    @Operation(
            summary = "A code to pay with",
            description =
                    "18 digits, good for 60 seconds and one payment; a new one ends the one before."
                        + " A merchant who reads it charges up to ¥1,000. The PIN is good for the"
                        + " codes of the next ten minutes in this session; 403 PIN_NEEDED without"
                        + " it.")
    @PostMapping("/api/v1/me/pay-codes")
    @ResponseStatus(HttpStatus.CREATED)
    PayCode payCode(
            @AuthenticationPrincipal Caller.Customer me, @RequestBody @Valid PayCodeForm body) {
        Instant confirmed = confirmed(me, body.pin());
        PayCodes.Shown shown = payCodes.make(me, confirmed);
        return new PayCode(shown.code(), QrPicture.of(shown.code()), shown.expiresAt());
    }

    private Instant confirmed(Caller.Customer me, @Nullable String pin) {
        if (pin != null) {
            pins.require(me.customerId(), pin);
            return payCodes.confirmedNow();
        }
        return payCodes.confirmedUntil(me)
                .orElseThrow(() -> Problem.of(Reason.PIN_NEEDED).field("pin").exception());
    }

    private Link link(CollectCode code, UUID reader) {
        return new Link(
                LinkKind.COLLECT,
                null,
                names.shown(code.payee()),
                code.payee().equals(reader),
                code.amount(),
                code.memo(),
                "OPEN",
                code.expiresAt());
    }

    private Optional<Link> demand(String token, UUID reader) {
        return codes.demand(token)
                .filter(demand -> demand.isFor(reader))
                .map(demand -> link(demand, reader));
    }

    private Link link(Demand demand, UUID reader) {
        return new Link(
                demand.isOrder() ? LinkKind.ORDER : LinkKind.REQUEST,
                demand.id(),
                names.shown(demand.payee()),
                demand.payee().equals(reader),
                demand.amount(),
                demand.memo(),
                demand.state().name(),
                demand.expiresAt());
    }
}
