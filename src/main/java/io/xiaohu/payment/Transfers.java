package io.xiaohu.payment;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.PaymentPins;
import io.xiaohu.identity.Refusals;
import io.xiaohu.identity.StepUps;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.limits.Confirmation;
import io.xiaohu.limits.Limits;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Sends money to a phone. */
@Service
public class Transfers {

    /** What a transfer is called in the ledger. */
    public static final String KIND = "TRANSFER";

    private final Customers customers;
    private final PaymentPins pins;
    private final StepUps stepUps;
    private final Limits limits;
    private final Ledger ledger;
    private final Refusals refusals;

    Transfers(
            Customers customers,
            PaymentPins pins,
            StepUps stepUps,
            Limits limits,
            Ledger ledger,
            Refusals refusals) {
        this.customers = customers;
        this.pins = pins;
        this.stepUps = stepUps;
        this.limits = limits;
        this.ledger = ledger;
        this.refusals = refusals;
    }

    /** What a customer asks for. */
    public record SendMoney(
            Phone to,
            Money amount,
            @Nullable String memo,
            String pin,
            @Nullable UUID challengeId,
            @Nullable String proof) {}

    /**
     * Sends money once for its key.
     *
     * @return the posting; a refusal by limits or ledger is thrown with the attempt as its subject
     * @throws io.xiaohu.kernel.ProblemException PAYEE_NOT_FOUND, PAYEE_IS_SELF, PIN_WRONG and its
     *     kin, STEP_UP_NEEDED, and every refusal of limits and ledger
     */
    public Outcome.Posted send(UUID payer, IdempotentRequest request, SendMoney command) {
        PostingId id = PostingId.of(payer, "transfer", request.key());
        Optional<Outcome> earlier = ledger.find(id, request.content());
        if (earlier.isPresent()) {
            return posted(payer, earlier.get());
        }
        limits.requireMovable(command.amount());
        UUID payee = payee(payer, command.to());
        pins.require(payer, command.pin());
        LedgerCommand.Header header =
                LedgerCommand.Header.of(id, payer, KIND, command.amount(), id.toString())
                        .memo(command.memo())
                        .counterparty(payee)
                        .content(request.content());
        Optional<Problem> tooMuch = limits.single(command.amount());
        if (tooMuch.isPresent()) {
            return posted(payer, ledger.apply(new LedgerCommand.Refuse(header, tooMuch.get())));
        }
        Confirmation confirmation = confirm(payer, command);
        Asset asset = command.amount().asset();
        Outcome outcome =
                ledger.apply(
                        new LedgerCommand.Post(
                                header,
                                List.of(
                                        new Leg(
                                                AccountRef.wallet(payer, asset),
                                                command.amount().negated()),
                                        new Leg(AccountRef.wallet(payee, asset), command.amount())),
                                limits.forPayment(payer, command.amount(), confirmation)));
        return posted(payer, outcome);
    }

    private Confirmation confirm(UUID payer, SendMoney command) {
        if (!limits.needsTwoFactors(command.amount())) {
            return Confirmation.ONE_FACTOR;
        }
        String act = "transfer " + command.to().e164() + " " + command.amount();
        stepUps.require(payer, act, command.challengeId(), command.proof());
        return Confirmation.TWO_FACTORS;
    }

    private UUID payee(UUID payer, Phone phone) {
        Customer payee =
                customers
                        .findByPhone(phone)
                        .orElseThrow(() ->
                                Problem.of(Reason.PAYEE_NOT_FOUND).field("toPhone").exception());
        if (payee.id().equals(payer)) {
            throw Problem.of(Reason.PAYEE_IS_SELF).field("toPhone").exception();
        }
        if (payee.status() == Customer.Status.CLOSED) {
            throw Problem.of(Reason.PAYEE_CANNOT_RECEIVE).field("toPhone").exception();
        }
        return payee.id();
    }

    private Outcome.Posted posted(UUID payer, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Posted posted -> posted;
            case Outcome.Refused refused ->
                    throw refusals.explained(refused.problem(), payer, refused.at())
                            .about(new SubjectRef(SubjectKind.ATTEMPT, refused.id().value()))
                            .exception();
        };
    }
}
