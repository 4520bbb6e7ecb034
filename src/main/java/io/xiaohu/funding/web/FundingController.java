package io.xiaohu.funding.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.funding.Direction;
import io.xiaohu.funding.Funding;
import io.xiaohu.funding.FundingMovements;
import io.xiaohu.funding.TopUpAdvice;
import io.xiaohu.funding.core.Flow;
import io.xiaohu.funding.core.FlowState;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovesMoney;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Statements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Top-ups and withdrawals")
@RestController
class FundingController {

    /**
     * @param fee what was shown that it costs; 409 FEE_CHANGED when it is another one by now
     */
    record TopUp(
            @NotNull @Size(max = 40) String channel, @NotNull Money amount, @Nullable Money fee) {}

    record Withdraw(
            @NotNull @Size(max = 40) String channel,
            @NotNull @Size(max = 60) String destination,
            @NotNull Money amount,
            @Nullable Money fee,
            @NotNull @Pattern(regexp = "[0-9]{6}") String pin,
            @Nullable UUID challengeId,
            @Size(max = 4_000) @Nullable String proof) {}

    /**
     * @param amount what was asked for: charged by a top-up's bank, sent by a withdrawal
     * @param fee what the channel takes
     * @param total by how much the wallet grows or shrinks, the fee included
     * @param advice what of a top-up cannot leave before the name is verified; left out where all
     *     can
     */
    record FlowAnswer(
            UUID id,
            FlowState state,
            Money amount,
            Money fee,
            Money total,
            String channel,
            @Nullable String destination,
            Instant createdAt,
            @Nullable Failure failure,
            @Nullable Failure progress,
            List<Movement.Step> timeline,
            List<Balance> balances,
            TopUpAdvice.@Nullable Advice advice) {}

    private final Funding funding;
    private final FundingMovements movements;
    private final Statements statements;
    private final TopUpAdvice advice;

    FundingController(
            Funding funding,
            FundingMovements movements,
            Statements statements,
            TopUpAdvice advice) {
        this.funding = funding;
        this.movements = movements;
        this.statements = statements;
        this.advice = advice;
    }

    @Operation(
            summary = "Top up",
            description =
                    "Starts a top-up. 201 with its state: a channel's failure is told in the"
                        + " answer's failure, an answer still to come in progress; advice says how"
                        + " much cannot leave before the name is verified. 422 REAL_NAME_REQUIRED"
                        + " when the balance would exceed what may be held until then. With the fee"
                        + " that was shown, 409 FEE_CHANGED when it is another one by now. Needs an"
                        + " Idempotency-Key.")
    @MovesMoney
    @PostMapping("/api/v1/top-ups")
    @ResponseStatus(HttpStatus.CREATED)
    FlowAnswer topUp(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid TopUp body,
            IdempotentRequest request,
            Locale locale) {
        UUID id =
                funding.topUp(me.customerId(), request, body.channel(), body.amount(), body.fee());
        return first(me, id, Direction.TOP_UP, locale);
    }

    @Operation(summary = "One top-up", description = "Its state and what happened to it so far.")
    @GetMapping("/api/v1/top-ups/{id}")
    FlowAnswer topUp(
            @AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id, Locale locale) {
        return answer(me, id, Direction.TOP_UP, locale);
    }

    @Operation(
            summary = "Withdraw",
            description =
                    "Sends money to a bank card (a number, or the id of a bound card), confirmed by"
                        + " the payment PIN, above ¥1,000 also by a second factor (403"
                        + " STEP_UP_NEEDED). 422 with the reason when limits or balance refuse it."
                        + " Needs an Idempotency-Key.")
    @MovesMoney
    @PostMapping("/api/v1/withdrawals")
    @ResponseStatus(HttpStatus.CREATED)
    FlowAnswer withdraw(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid Withdraw body,
            IdempotentRequest request,
            Locale locale) {
        UUID id =
                funding.withdraw(
                        me.customerId(),
                        request,
                        body.channel(),
                        body.destination(),
                        body.amount(),
                        body.fee(),
                        new Funding.Proof(
                                body.pin(), body.challengeId(), body.proof(), me.sessionId()));
        return first(me, id, Direction.WITHDRAWAL, locale);
    }

    @Operation(
            summary = "One withdrawal",
            description = "Its state and what happened to it so far.")
    @GetMapping("/api/v1/withdrawals/{id}")
    FlowAnswer withdrawal(
            @AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id, Locale locale) {
        return answer(me, id, Direction.WITHDRAWAL, locale);
    }

    /** The answer to the call that began it, and to every repeat: balances as they were then. */
    private FlowAnswer first(Caller.Customer me, UUID id, Direction direction, Locale locale) {
        Flow flow = own(me, id, direction);
        Problem refused = flow.isRefused() ? movements.problem(flow) : null;
        if (refused != null) {
            throw refused.about(flow.subject()).exception();
        }
        List<Balance> balances = movements.balancesAfter(flow);
        return answer(
                flow, balances.isEmpty() ? statements.balances(me.customerId()) : balances, locale);
    }

    private FlowAnswer answer(Caller.Customer me, UUID id, Direction direction, Locale locale) {
        return answer(own(me, id, direction), statements.balances(me.customerId()), locale);
    }

    private Flow own(Caller.Customer me, UUID id, Direction direction) {
        return movements
                .own(me.customerId(), id)
                .filter(found -> found.direction() == direction)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    private FlowAnswer answer(Flow flow, List<Balance> balances, Locale locale) {
        String tail = flow.destinationTail();
        return new FlowAnswer(
                flow.id(),
                flow.state(),
                flow.amount(),
                flow.fee(),
                flow.ofWallet(),
                flow.channel(),
                tail == null ? null : "**** " + tail,
                flow.createdAt(),
                movements.failure(flow, locale),
                movements.progress(flow, locale),
                movements.steps(flow.customer(), flow.id(), locale),
                balances,
                flow.isTopUp() && flow.state().isSuccess()
                        ? advice.forBalance(flow.customer(), locale).orElse(null)
                        : null);
    }
}
