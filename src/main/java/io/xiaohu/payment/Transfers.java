package io.xiaohu.payment;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
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
     * @param expiresAt until when it waits for somebody to register; null when it has arrived, and
     *     while somebody looks at it
     * @param reviewUntil when it is decided at the latest; null when nobody has to look at it
     */
    public record Sent(
            UUID id,
            Instant at,
            @Nullable Instant expiresAt,
            @Nullable Instant reviewUntil,
            List<Balance> balances) {}

    /**
     * Sends money once for its key.
     *
     * @return what was sent; a refusal by limits or ledger is thrown with the attempt as its
     *     subject
     * @throws io.xiaohu.kernel.ProblemException PAYEE_IS_SELF, PAYEE_CANNOT_RECEIVE, PIN_WRONG and
     *     its kin, STEP_UP_NEEDED, TOO_MANY_REQUESTS from whoever tries unregistered phones, and
     *     every refusal of limits and ledger
     */
    public Sent send(UUID payer, IdempotentRequest request, SendMoney command) {
        PostingId id = PostingId.of(payer, "transfer", request.key());
        Optional<Outcome> earlier = ledger.find(id, request.content());
        if (earlier.isPresent()) {
            return sent(payer, earlier.get());
        }
        limits.requireMovable(command.amount());
        Optional<Customer> payee = payee(payer, command.to());
        LedgerCommand.Header header =
                LedgerCommand.Header.of(id, payer, KIND, command.amount(), id.toString())
                        .memo(command.memo())
                        .counterparty(payee.map(Customer::id).orElse(null))
                        .content(request.content());
        String act = "transfer " + command.to().e164() + " " + command.amount();
        UUID to = payee.map(Customer::id).orElse(null);
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
        return sent(payer, outcome);
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
    private HeldTransfer waiting(RiskAttempt attempt, SendMoney command, Paying.Cleared cleared) {
        Duration waits = Duration.ZERO;
        if (attempt.payee() == null) {
            rates.take("payees-by-caller", attempt.payer().toString());
            waits = settings.heldFor();
        }
        Instant reviewUntil = null;
        if (cleared.isUnderReview()) {
            reviewUntil = reviews.draft(attempt, cleared.verdict()).answerBy();
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
        return held.find(attempt.id()).orElseThrow();
    }

    /** The customer with this phone; empty when nobody has registered it. */
    private Optional<Customer> payee(UUID payer, Phone phone) {
        Optional<Customer> payee = customers.findByPhone(phone);
        if (payee.filter(found -> found.id().equals(payer)).isPresent()) {
            throw Problem.of(Reason.PAYEE_IS_SELF).field("toPhone").exception();
        }
        if (payee.filter(found -> found.status() == Customer.Status.CLOSED).isPresent()) {
            throw Problem.of(Reason.PAYEE_CANNOT_RECEIVE).field("toPhone").exception();
        }
        return payee;
    }

    private Sent sent(UUID payer, Outcome outcome) {
        Outcome.Posted posted = paying.posted(payer, outcome);
        UUID id = posted.id().value();
        Optional<HeldTransfer> waiting =
                held.find(id).filter(found -> isHeld(posted, payer)).map(this::begun);
        Instant reviewUntil = waiting.map(HeldTransfer::reviewUntil).orElse(null);
        Instant expiresAt =
                reviewUntil == null ? waiting.map(HeldTransfer::expiresAt).orElse(null) : null;
        return new Sent(id, posted.at(), expiresAt, reviewUntil, posted.balances());
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
