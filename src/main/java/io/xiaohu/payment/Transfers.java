package io.xiaohu.payment;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.PaymentPins;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.Statements;
import io.xiaohu.limits.Limits;
import io.xiaohu.payment.core.HeldTransfer;
import io.xiaohu.payment.core.HeldTransferRunner;
import io.xiaohu.payment.core.Paying;
import io.xiaohu.payment.jdbc.HeldTransfers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Service;

/** Sends money to a phone. What goes to one nobody has registered waits for its owner. */
@Service
public class Transfers {

    /** What a transfer is called in the ledger. */
    public static final String KIND = "TRANSFER";

    /** What the arrival of one that waited is called there; only its payee reads it. */
    public static final String ARRIVAL = HeldTransferRunner.ARRIVAL;

    private final Customers customers;
    private final Limits limits;
    private final Ledger ledger;
    private final PaymentPins pins;
    private final Paying paying;
    private final Statements statements;
    private final HeldTransfers held;
    private final HeldTransferRunner runner;
    private final RateLimits rates;
    private final Settings settings;

    /**
     * How transfers wait and come back.
     *
     * @param heldFor how long money waits for somebody to register
     * @param returnedWithin how long a payee may give a transfer back
     */
    @ConfigurationProperties("xiaohu.transfers")
    public record Settings(Duration heldFor, Duration returnedWithin) {}

    Transfers(
            Customers customers,
            Limits limits,
            Ledger ledger,
            PaymentPins pins,
            Paying paying,
            Statements statements,
            HeldTransfers held,
            HeldTransferRunner runner,
            RateLimits rates,
            Settings settings) {
        this.customers = customers;
        this.limits = limits;
        this.ledger = ledger;
        this.pins = pins;
        this.paying = paying;
        this.statements = statements;
        this.held = held;
        this.runner = runner;
        this.rates = rates;
        this.settings = settings;
    }

    /**
     * What a customer asks for.
     *
     * @param language in which the phone's owner is told, should money have to wait
     */
    public record SendMoney(
            Phone to, Money amount, @Nullable String memo, Given given, Locale language) {}

    /**
     * Money that was sent.
     *
     * @param payee who has the phone it was sent to; empty when nobody has registered it
     * @param expiresAt until when it waits for somebody to register; null when it has arrived
     */
    public record Sent(
            UUID id,
            Instant at,
            Optional<Customer> payee,
            @Nullable Instant expiresAt,
            List<Balance> balances) {}

    /**
     * Sends money once for its key. What became of it before is looked up only where something
     * would be refused: otherwise the ledger knows, which books each id once.
     *
     * @return what was sent; a refusal by limits or ledger is thrown with the attempt as its
     *     subject
     * @throws io.xiaohu.kernel.ProblemException PAYEE_IS_SELF, PAYEE_CANNOT_RECEIVE, PIN_WRONG and
     *     its kin, STEP_UP_NEEDED, TOO_MANY_REQUESTS from whoever tries unregistered phones, and
     *     every refusal of limits and ledger
     */
    public Sent send(UUID payer, IdempotentRequest request, SendMoney command) {
        PostingId id = PostingId.of(payer, "transfer", request.key());
        Outcome outcome;
        Optional<Customer> payee;
        try {
            limits.requireMovable(command.amount());
            Optional<PaymentPins.Confirmed> confirmed =
                    pins.confirm(
                            payer,
                            command.given().pin(),
                            command.to(),
                            () -> ledger.find(id, request.content()).isPresent());
            if (confirmed.isEmpty()) {
                return repeated(payer, id, request, command).orElseThrow();
            }
            payee = confirmed.get().payee();
            requirePayable(payer, payee);
            outcome = send(payer, id, request, command, confirmed.get());
        } catch (ProblemException refused) {
            return repeated(payer, id, request, command).orElseThrow(() -> refused);
        }
        return sent(payer, payee, outcome);
    }

    private Optional<Sent> repeated(
            UUID payer, PostingId id, IdempotentRequest request, SendMoney command) {
        return ledger.find(id, request.content())
                .map(outcome -> sent(payer, customers.findByPhone(command.to()), outcome));
    }

    private Outcome send(
            UUID payer,
            PostingId id,
            IdempotentRequest request,
            SendMoney command,
            PaymentPins.Confirmed confirmed) {
        Optional<Customer> payee = confirmed.payee();
        LedgerCommand.Header header =
                LedgerCommand.Header.of(id, payer, KIND, command.amount(), id.toString())
                        .memo(command.memo())
                        .counterparty(payee.map(Customer::id).orElse(null))
                        .content(request.content());
        String act = "transfer " + command.to().e164() + " " + command.amount();
        Outcome outcome =
                paying.pay(
                        header,
                        confirmed,
                        command.given(),
                        act,
                        allowances ->
                                payee.isPresent()
                                        ? Paying.post(header, payee.get().id(), allowances)
                                        : new LedgerCommand.Reserve(
                                                header,
                                                AccountRef.wallet(payer, command.amount().asset()),
                                                KIND,
                                                allowances,
                                                waiting(id, payer, command).expiresAt()));
        if (payee.isEmpty() && outcome instanceof Outcome.Refused) {
            held.forget(id.value());
        }
        return outcome;
    }

    /**
     * Takes back what still waits for its payee; done before, it is done again with the same
     * answer.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when it is not the customer's;
     *     TRANSFER_NOT_WAITING when it has arrived or come back
     */
    public void cancel(UUID payer, UUID id) {
        Optional<HeldTransfer> transfer =
                held.find(id).filter(found -> found.payer().equals(payer));
        boolean cancelled = transfer.filter(runner::cancel).isPresent();
        if (!cancelled) {
            boolean theirs =
                    statements
                            .operation(new PostingId(id), payer)
                            .filter(found -> found.owner().equals(payer))
                            .filter(found -> found.kind().equals(KIND))
                            .isPresent();
            throw Problem.of(theirs ? Reason.TRANSFER_NOT_WAITING : Reason.NOT_FOUND).exception();
        }
    }

    /**
     * Written down before the money is held. Whoever tries which phones are registered pays from
     * the same bucket as one who looks them up.
     */
    private HeldTransfer waiting(PostingId id, UUID payer, SendMoney command) {
        rates.take("payees-by-caller", payer.toString());
        held.insert(
                id.value(),
                payer,
                command.to(),
                command.amount(),
                command.language(),
                settings.heldFor());
        return held.find(id.value()).orElseThrow();
    }

    private static void requirePayable(UUID payer, Optional<Customer> payee) {
        if (payee.filter(found -> found.id().equals(payer)).isPresent()) {
            throw Problem.of(Reason.PAYEE_IS_SELF).field("toPhone").exception();
        }
        if (payee.filter(found -> found.status() == Customer.Status.CLOSED).isPresent()) {
            throw Problem.of(Reason.PAYEE_CANNOT_RECEIVE).field("toPhone").exception();
        }
    }

    /** What was just sent to a customer has arrived; anything else may wait. */
    private Sent sent(UUID payer, Optional<Customer> payee, Outcome outcome) {
        Outcome.Posted posted = paying.posted(payer, outcome);
        Instant expiresAt =
                payee.isPresent() && !posted.repeated() ? null : waitsUntil(payer, posted);
        return new Sent(posted.id().value(), posted.at(), payee, expiresAt, posted.balances());
    }

    private @Nullable Instant waitsUntil(UUID payer, Outcome.Posted posted) {
        return held.find(posted.id().value())
                .filter(waiting -> isHeld(posted, payer))
                .map(this::begun)
                .orElse(null);
    }

    /** Two calls with one key, of which one came before the registration: the first one counts. */
    private boolean isHeld(Outcome.Posted posted, UUID payer) {
        return statements
                .operation(posted.id(), payer)
                .filter(found -> found.counterparty() == null)
                .isPresent();
    }

    private Instant begun(HeldTransfer waiting) {
        if (waiting.state() == HeldTransfer.State.CREATED) {
            runner.begin(waiting);
        }
        return waiting.expiresAt();
    }
}
