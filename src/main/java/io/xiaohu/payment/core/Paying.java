package io.xiaohu.payment.core;

import io.xiaohu.identity.PaymentPins;
import io.xiaohu.identity.Refusals;
import io.xiaohu.identity.StepUps;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.limits.Confirmation;
import io.xiaohu.limits.Limits;
import io.xiaohu.limits.Risk;
import io.xiaohu.limits.RiskAttempt;
import io.xiaohu.limits.RiskOutcome;
import io.xiaohu.limits.RiskVerdict;
import io.xiaohu.payment.Given;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * What every payment by a customer goes through, in this order: the PIN, the bounds of one payment,
 * the risk rules, the second factor where the policy or a rule asks for it, then limits and ledger
 * together.
 */
@Component
public class Paying {

    private final PaymentPins pins;
    private final StepUps stepUps;
    private final Risk risk;
    private final Limits limits;
    private final Ledger ledger;
    private final Refusals refusals;

    /**
     * A payment that may be made.
     *
     * @param verdict what the risk rules said of it; never a refusal
     */
    public record Cleared(List<Allowance> allowances, RiskVerdict verdict) {

        /** Whether its money is only set aside until somebody has looked at it. */
        public boolean isUnderReview() {
            return verdict.outcome() == RiskOutcome.REVIEW;
        }
    }

    Paying(
            PaymentPins pins,
            StepUps stepUps,
            Risk risk,
            Limits limits,
            Ledger ledger,
            Refusals refusals) {
        this.pins = pins;
        this.stepUps = stepUps;
        this.risk = risk;
        this.limits = limits;
        this.ledger = ledger;
        this.refusals = refusals;
    }

    /**
     * Confirms a payment and does it.
     *
     * @param header whose owner pays
     * @param act what is confirmed, in full, such as payee and amount
     * @param attempt the same as the risk rules see it; one that cannot wait is never under review
     * @param command makes the command that counts against these allowances
     * @return what became of it; a refusal is recorded under the header's id
     * @throws io.xiaohu.kernel.ProblemException PIN_WRONG and its kin, STEP_UP_NEEDED and its kin:
     *     nothing is recorded, and the id stays free
     */
    public Outcome pay(
            LedgerCommand.Header header,
            Given given,
            String act,
            RiskAttempt attempt,
            Function<Cleared, ? extends LedgerCommand> command) {
        PaymentPins.Confirmed payer =
                pins.confirm(header.owner(), given.pin(), null, () -> false).orElseThrow();
        return pay(header, payer, given, act, attempt, command);
    }

    /** The same for a payer whose PIN was right. A repeat comes to what it came to before. */
    public Outcome pay(
            LedgerCommand.Header header,
            PaymentPins.Confirmed confirmed,
            Given given,
            String act,
            RiskAttempt attempt,
            Function<Cleared, ? extends LedgerCommand> command) {
        UUID payer = header.owner();
        Money amount = header.amount();
        Optional<Problem> tooMuch = limits.single(amount);
        if (tooMuch.isPresent()) {
            return ledger.apply(new LedgerCommand.Refuse(header, tooMuch.get()));
        }
        boolean twoFactors = limits.needsTwoFactors(amount);
        if (twoFactors || risk.couldConcern(attempt)) {
            Optional<Outcome> earlier = ledger.find(header.id(), header.content());
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        RiskVerdict verdict = risk.judge(attempt);
        if (verdict.outcome() == RiskOutcome.REFUSE) {
            return ledger.apply(new LedgerCommand.Refuse(header, verdict.refusal()));
        }
        Confirmation confirmation = Confirmation.ONE_FACTOR;
        if (twoFactors || verdict.outcome() == RiskOutcome.STEP_UP) {
            stepUps.require(payer, act, given.challengeId(), given.proof());
            confirmation = Confirmation.TWO_FACTORS;
        }
        List<Allowance> allowances =
                limits.forPayment(payer, amount, confirmation, confirmed.coolDowns());
        return ledger.apply(command.apply(new Cleared(allowances, verdict)));
    }

    /** From one wallet to another's. */
    public static LedgerCommand.Post post(
            LedgerCommand.Header header, UUID payee, List<Allowance> allowances) {
        Asset asset = header.amount().asset();
        return new LedgerCommand.Post(
                header,
                List.of(
                        new Leg(
                                AccountRef.wallet(header.owner(), asset),
                                header.amount().negated()),
                        new Leg(AccountRef.wallet(payee, asset), header.amount())),
                allowances);
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException the refusal, with the attempt as its subject
     */
    public Outcome.Posted posted(UUID payer, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Posted posted -> posted;
            case Outcome.Refused refused ->
                    throw refusals.explained(refused.problem(), payer, refused.at())
                            .about(new SubjectRef(SubjectKind.ATTEMPT, refused.id().value()))
                            .exception();
        };
    }
}
