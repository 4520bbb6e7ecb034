package io.xiaohu.payment;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.PaymentPins;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MoneyState;
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
import io.xiaohu.limits.RiskAttempt;
import io.xiaohu.limits.RiskReview;
import io.xiaohu.limits.RiskReviews;
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
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final RiskReviews reviews;
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
            RiskReviews reviews,
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
        this.reviews = reviews;
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
     * @param expiresAt until when it waits for somebody to register; null when it has arrived, and
     *     while somebody looks at it
     * @param reviewUntil when it is decided at the latest; null when nobody has to look at it
     */
    public record Sent(
            UUID id,
            Instant at,
            Optional<Customer> payee,
            @Nullable Instant expiresAt,
            @Nullable Instant reviewUntil,
            List<Balance> balances) {}

    /**
     * Sends money once for its key. What became of it before is looked up only where something
     * would be refused: otherwise the ledger knows, which books each id once.
     *
     * @return what was sent; a refusal by limits or ledger is thrown with the attempt as its
     *     subject
     * @throws io.xiaohu.kernel.ProblemException PAYEE_IS_SELF, PAYEE_CANNOT_RECEIVE, PIN_WRONG and
     *     its kin, STEP_UP_NEEDED, TOO_MANY_REQUESTS from whoever tries unregistered phones,
     *     IDEMPOTENCY_CONFLICT, and every refusal of limits and ledger
     */
    public Sent send(UUID payer, IdempotentRequest request, SendMoney command) {
        PostingId id = PostingId.of(payer, "transfer", request.key());
        Done done;
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
            requirePayable(payer, confirmed.get().payee());
            done = send(payer, id, request, command, confirmed.get());
        } catch (ProblemException refused) {
            return repeated(payer, id, request, command).orElseThrow(() -> refused);
        }
        return sent(payer, done);
    }

    /**
     * What the ledger said.
     *
     * @param mayWait false when the money went straight to its payee
     */
    private record Done(Outcome outcome, Optional<Customer> payee, boolean mayWait) {}

    private Optional<Sent> repeated(
            UUID payer, PostingId id, IdempotentRequest request, SendMoney command) {
        return ledger.find(id, request.content())
                .map(outcome -> new Done(outcome, customers.findByPhone(command.to()), true))
                .map(done -> sent(payer, done));
    }

    private Done send(
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
        UUID to = payee.map(Customer::id).orElse(null);
        Optional<Outcome> earlier =
                to == null ? ledger.find(id, request.content()) : Optional.empty();
        if (earlier.isPresent()) {
            return new Done(earlier.get(), payee, true);
        }
        RiskAttempt attempt =
                RiskAttempt.transfer(
                        id.value(),
                        payer,
                        to,
                        command.to(),
                        command.amount(),
                        command.given().session());
        AtomicBoolean waits = new AtomicBoolean(to == null);
        Outcome outcome =
                paying.pay(
                        header,
                        confirmed,
                        command.given(),
                        act,
                        attempt,
                        cleared -> {
                            if (to != null && !cleared.isUnderReview()) {
                                return Paying.post(header, to, cleared.allowances());
                            }
                            waits.set(true);
                            HeldTransfer waiting = waiting(attempt, command, cleared);
                            return reserve(header, cleared, waiting.expiresAt());
                        });
        if (waits.get() && outcome instanceof Outcome.Refused) {
            held.forget(id.value());
            reviews.forget(id.value());
        }
        return new Done(outcome, payee, waits.get() || outcome.repeated());
    }

    /** Whom it is for stands in its row until it has arrived. */
    private static LedgerCommand reserve(
            LedgerCommand.Header header, Paying.Cleared cleared, Instant expiresAt) {
        return new LedgerCommand.Reserve(
                header.counterparty(null),
                AccountRef.wallet(header.owner(), header.amount().asset()),
                KIND,
                cleared.allowances(),
                expiresAt);
    }

    /**
     * Takes back what still waits for its payee or for a review; done before, it is done again with
     * the same answer.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when it is not the customer's;
     *     TRANSFER_NOT_WAITING when it has arrived or come back, with where the money is
     */
    public void cancel(UUID payer, UUID id) {
        Optional<HeldTransfer> transfer =
                held.find(id).filter(found -> found.payer().equals(payer));
        boolean cancelled = transfer.filter(runner::cancel).isPresent();
        if (!cancelled) {
            throw statements
                    .operation(new PostingId(id), payer)
                    .filter(found -> found.owner().equals(payer))
                    .filter(found -> found.kind().equals(KIND))
                    .map(this::notWaiting)
                    .orElseGet(() -> Problem.of(Reason.NOT_FOUND))
                    .exception();
        }
    }

    /** Where the money is instead, as the transfer's own state says. */
    private Problem notWaiting(Statements.Operation sent) {
        Problem problem = Problem.of(Reason.TRANSFER_NOT_WAITING);
        if (sent.refusal() != null) {
            return problem.money(MoneyState.NOT_TAKEN);
        }
        HeldTransfer.State now =
                held.find(sent.id().value())
                        .map(HeldTransfer::state)
                        .orElse(HeldTransfer.State.ARRIVED);
        return switch (now) {
            case ARRIVED -> problem.with("case", "ARRIVED");
            case CANCELLED, RETURNED, HANDED_BACK ->
                    problem.with("case", "RETURNED").money(MoneyState.RETURNED);
            case CREATED,
                    UNDER_REVIEW,
                    AWAITING_PAYEE,
                    ARRIVING,
                    CANCELLING,
                    RETURNING,
                    HANDING_BACK ->
                    problem.money(MoneyState.HELD);
        };
    }

    /**
     * Written down before the money is held. Whoever tries which phones are registered pays from
     * the same bucket as one who looks them up.
     */
    private HeldTransfer waiting(RiskAttempt attempt, SendMoney command, Paying.Cleared cleared) {
        Duration waits = Duration.ZERO;
        if (attempt.payee() == null) {
            rates.take("payees-by-caller", attempt.payer().toString());
            waits = settings.heldFor();
        }
        Instant reviewUntil = null;
        if (cleared.isUnderReview()) {
            RiskReview review = reviews.draft(attempt, cleared.verdict());
            requireSame(review.isAbout(attempt));
            reviewUntil = review.answerBy();
        }
        held.insert(
                attempt.id(),
                attempt.payer(),
                command.to(),
                command.amount(),
                command.language(),
                waits,
                attempt.payee(),
                reviewUntil);
        HeldTransfer waiting = held.find(attempt.id()).orElseThrow();
        requireSame(
                waiting.phone().equals(command.to()) && waiting.amount().equals(command.amount()));
        return waiting;
    }

    /** The ledger has not seen this key yet, but a call with other content was here before. */
    private static void requireSame(boolean same) {
        if (!same) {
            throw Problem.of(Reason.IDEMPOTENCY_CONFLICT).exception();
        }
    }

    private static void requirePayable(UUID payer, Optional<Customer> payee) {
        if (payee.filter(found -> found.id().equals(payer)).isPresent()) {
            throw Problem.of(Reason.PAYEE_IS_SELF).field("toPhone").exception();
        }
        if (payee.filter(found -> found.status() == Customer.Status.CLOSED).isPresent()) {
            throw Problem.of(Reason.PAYEE_CANNOT_RECEIVE).field("toPhone").exception();
        }
    }

    private Sent sent(UUID payer, Done done) {
        Outcome.Posted posted = paying.posted(payer, done.outcome());
        UUID id = posted.id().value();
        Optional<HeldTransfer> waiting = done.mayWait() ? held.find(id) : Optional.empty();
        waiting = waiting.filter(found -> isHeld(posted, payer)).map(this::begun);
        Instant reviewUntil = waiting.map(HeldTransfer::reviewUntil).orElse(null);
        Instant expiresAt =
                reviewUntil == null ? waiting.map(HeldTransfer::expiresAt).orElse(null) : null;
        return new Sent(id, posted.at(), done.payee(), expiresAt, reviewUntil, posted.balances());
    }

    /** Two calls with one key, of which one came before the registration: the first one counts. */
    private boolean isHeld(Outcome.Posted posted, UUID payer) {
        return statements
                .operation(posted.id(), payer)
                .filter(found -> found.counterparty() == null)
                .isPresent();
    }

    private HeldTransfer begun(HeldTransfer waiting) {
        if (waiting.state() == HeldTransfer.State.CREATED) {
            runner.begin(waiting);
        }
        return waiting;
    }
}
