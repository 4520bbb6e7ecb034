package io.xiaohu.payment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovesMoney;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.Statements;
import io.xiaohu.payment.Given;
import io.xiaohu.payment.TransferMovements;
import io.xiaohu.payment.TransferReturns;
import io.xiaohu.payment.Transfers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

@Tag(name = "Transfers")
@RestController
class TransfersController {

    record Transfer(
            @NotNull @Size(max = 40) String toPhone,
            @NotNull Money amount,
            @Size(max = 60) @Nullable String memo,
            @NotNull @Pattern(regexp = "[0-9]{6}") String pin,
            @Nullable UUID challengeId,
            @Size(max = 4_000) @Nullable String proof) {}

    record Payee(String maskedName, String phone, boolean registered) {}

    record TransferAnswer(
            UUID id,
            String state,
            Money amount,
            Payee to,
            @Nullable String memo,
            Instant at,
            @Nullable Instant expiresAt,
            @Nullable Failure progress,
            List<Balance> balances) {}

    record CancellationAnswer(UUID id, String state, List<Balance> balances) {}

    record Return(@NotNull @Pattern(regexp = "[0-9]{6}") String pin) {}

    record ReturnAnswer(
            UUID id, UUID transferId, String state, Instant at, List<Balance> balances) {}

    private final Transfers transfers;
    private final TransferReturns returns;
    private final TransferMovements movements;
    private final Statements statements;
    private final Customers customers;
    private final RateLimits limits;

    TransfersController(
            Transfers transfers,
            TransferReturns returns,
            TransferMovements movements,
            Statements statements,
            Customers customers,
            RateLimits limits) {
        this.transfers = transfers;
        this.returns = returns;
        this.movements = movements;
        this.statements = statements;
        this.customers = customers;
        this.limits = limits;
    }

    @Operation(
            summary = "Send money to a phone",
            description =
                    "One posting, confirmed by the payment PIN, above ¥1,000 also by a second"
                        + " factor (403 STEP_UP_NEEDED). To a phone nobody has registered the money"
                        + " is held until expiresAt (state AWAITING_PAYEE) and arrives when its"
                        + " owner registers. A payment somebody has to look at first is held as"
                        + " well (state UNDER_REVIEW, with progress) and arrives or comes back by"
                        + " progress.answerBy. 422 with the reason when payee, limits or balance"
                        + " refuse it. Needs an Idempotency-Key.")
    @MovesMoney
    @PostMapping("/api/v1/transfers")
    @ResponseStatus(HttpStatus.CREATED)
    TransferAnswer send(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid Transfer body,
            IdempotentRequest request,
            Locale locale) {
        Phone to = Phone.parse(body.toPhone());
        Transfers.Sent sent =
                transfers.send(
                        me.customerId(),
                        request,
                        new Transfers.SendMoney(
                                to,
                                body.amount(),
                                body.memo(),
                                new Given(
                                        body.pin(),
                                        body.challengeId(),
                                        body.proof(),
                                        me.sessionId()),
                                Languages.supported(locale)));
        return new TransferAnswer(
                sent.id(),
                state(sent),
                body.amount(),
                payee(to, sent.payee()),
                body.memo(),
                sent.at(),
                sent.expiresAt(),
                movements.progress(sent, locale),
                sent.balances());
    }

    private static String state(Transfers.Sent sent) {
        if (sent.reviewUntil() != null) {
            return "UNDER_REVIEW";
        }
        return sent.expiresAt() == null ? "SUCCEEDED" : "AWAITING_PAYEE";
    }

    @Operation(
            summary = "Take a transfer back",
            description =
                    "While it still waits for somebody to register or to look at it. 409"
                            + " TRANSFER_NOT_WAITING when it has arrived or has come back. Needs an"
                            + " Idempotency-Key; the PIN is not asked for, since the money only"
                            + " returns.")
    @MovesMoney
    @PostMapping("/api/v1/transfers/{id}/cancellations")
    CancellationAnswer cancel(
            @AuthenticationPrincipal Caller.Customer me,
            @PathVariable UUID id,
            IdempotentRequest request) {
        transfers.cancel(me.customerId(), id);
        return new CancellationAnswer(id, "CANCELLED", statements.balances(me.customerId()));
    }

    @Operation(
            summary = "Give a received transfer back",
            description =
                    "Whole, once, and within 24 hours of its arrival (422 RETURN_TOO_LATE, 409"
                            + " ALREADY_GIVEN_BACK). Confirmed by the payment PIN; counts against"
                            + " no limit. Needs an Idempotency-Key.")
    @MovesMoney
    @PostMapping("/api/v1/transfers/{id}/returns")
    @ResponseStatus(HttpStatus.CREATED)
    ReturnAnswer giveBack(
            @AuthenticationPrincipal Caller.Customer me,
            @PathVariable UUID id,
            @RequestBody @Valid Return body,
            IdempotentRequest request) {
        Outcome.Posted posted = returns.giveBack(me.customerId(), id, body.pin(), request);
        return new ReturnAnswer(
                posted.id().value(), id, "SUCCEEDED", posted.at(), posted.balances());
    }

    @Operation(summary = "One transfer", description = "As its payer or its payee sees it.")
    @GetMapping("/api/v1/transfers/{id}")
    Movement transfer(
            @AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id, Locale locale) {
        return movements
                .movement(me.customerId(), id, locale)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    @Operation(
            summary = "Who a phone belongs to",
            description = "The masked name, to be confirmed before paying.")
    @GetMapping("/api/v1/payees")
    Payee payee(@AuthenticationPrincipal Caller.Customer me, @RequestParam String phone) {
        limits.take("payees-by-caller", me.customerId().toString());
        Phone parsed = Phone.parse(phone);
        return payee(parsed, customers.findByPhone(parsed));
    }

    private static Payee payee(Phone phone, Optional<Customer> found) {
        return new Payee(
                found.map(Customer::displayName).map(Masks::name).orElse(""),
                phone.masked(),
                found.isPresent());
    }
}
