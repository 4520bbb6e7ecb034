package io.xiaohu.payment.core;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.limits.ReviewedMoney;
import io.xiaohu.limits.Risk;
import io.xiaohu.limits.RiskAttempt;
import io.xiaohu.limits.RiskReview;
import io.xiaohu.limits.RiskReviews;
import io.xiaohu.payment.TransferChanged;
import io.xiaohu.payment.core.HeldTransfer.GivenBackFor;
import io.xiaohu.payment.core.HeldTransfer.State;
import io.xiaohu.payment.jdbc.HeldTransfers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves a held transfer on until it has ended or has to wait. What becomes of it is decided by its
 * row, once; then the ledger is told under an id of that decision, as often as it takes. Only the
 * end of the hold's time stands above the row: a hold the ledger found expired is given back
 * whatever was decided a moment before.
 */
@Component
public class HeldTransferRunner implements ReviewedMoney {

    /** What an arrival is called in the ledger; only the payee reads it as a movement. */
    public static final String ARRIVAL = "TRANSFER_ARRIVAL";

    /** How often one that waits is looked at: a phone can also come with a changed number. */
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);

    /** A decision is carried out at once; this is for the one whose server died first. */
    private static final Duration LOOK_AT_REVIEW_EVERY = Duration.ofSeconds(30);

    private final HeldTransfers rows;
    private final Customers customers;
    private final Risk risk;
    private final RiskReviews reviews;
    private final Ledger ledger;
    private final HeldTransferWords words;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;

    HeldTransferRunner(
            HeldTransfers rows,
            Customers customers,
            Risk risk,
            RiskReviews reviews,
            Ledger ledger,
            HeldTransferWords words,
            TransactionTemplate transactions,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.customers = customers;
        this.risk = risk;
        this.reviews = reviews;
        this.ledger = ledger;
        this.words = words;
        this.transactions = transactions;
        this.events = events;
    }

    /** Goes on from where it is; nothing when it has ended or was never begun. */
    public void run(UUID id) {
        rows.find(id).ifPresent(this::run);
    }

    private void run(HeldTransfer transfer) {
        switch (transfer.state()) {
            case CREATED -> recover(transfer);
            case UNDER_REVIEW -> review(transfer);
            case AWAITING_PAYEE -> look(transfer);
            case ARRIVING -> arrive(transfer);
            case CANCELLING -> release(transfer, "cancel", State.CANCELLED);
            case RETURNING -> expire(transfer);
            case HANDING_BACK -> release(transfer, "handBack", State.HANDED_BACK);
            case ARRIVED, CANCELLED, RETURNED, HANDED_BACK -> {}
        }
    }

    @Override
    public RiskAttempt.Kind kind() {
        return RiskAttempt.Kind.TRANSFER;
    }

    @Override
    public void goOn(UUID id) {
        run(id);
    }

    /**
     * Once the money is held: somebody may look at it, or the phone's owner is told, who may have
     * registered meanwhile.
     */
    public void begin(HeldTransfer transfer) {
        if (transfer.reviewUntil() != null && transfer.state() == State.CREATED) {
            moveOn(
                    transfer,
                    State.UNDER_REVIEW,
                    null,
                    null,
                    LOOK_AT_REVIEW_EVERY,
                    () -> reviews.begin(transfer.id()));
            return;
        }
        boolean mayTell = words.mayTell(transfer.phone());
        boolean begun =
                moveOn(
                        transfer,
                        State.AWAITING_PAYEE,
                        null,
                        null,
                        LOOK_EVERY,
                        () -> {
                            if (mayTell) {
                                words.tellPhone(transfer);
                            }
                        });
        if (begun) {
            run(transfer.id());
        }
    }

    /**
     * Takes one back for its payer.
     *
     * @return whether it was taken back; not when its time ran out at the same moment
     */
    public boolean cancel(HeldTransfer transfer) {
        if (transfer.state() == State.UNDER_REVIEW) {
            reviews.cancel(transfer.id());
        } else if (transfer.state() == State.AWAITING_PAYEE) {
            moveOn(transfer, State.CANCELLING, null, null, HeldTransfers.LEASE, () -> {});
        }
        run(transfer.id());
        return rows.find(transfer.id()).filter(now -> now.state() == State.CANCELLED).isPresent();
    }

    /** A call died between writing this down and saying that the money is held. */
    private void recover(HeldTransfer transfer) {
        if (ledger.find(transfer.hold(), null).filter(Outcome.Posted.class::isInstance).isEmpty()) {
            rows.forgetAbandoned(transfer.id());
            return;
        }
        if (!words.isHeld(transfer)) {
            rows.forget(transfer.id());
        } else {
            begin(transfer);
        }
    }

    /** Does what its review says by now; a payee who cannot receive any more ends it. */
    private void review(HeldTransfer transfer) {
        UUID payee = transfer.payee();
        boolean gone = payee != null && !canReceive(payee);
        if (gone) {
            reviews.payeeGone(transfer.id());
        }
        RiskReview.State decided = reviews.now(transfer.id());
        switch (decided) {
            case DRAFT, OPEN -> {
                rows.move(transfer, State.UNDER_REVIEW, null, null, LOOK_AT_REVIEW_EVERY);
                return;
            }
            case CANCELLED ->
                    moveOn(transfer, State.CANCELLING, null, null, HeldTransfers.LEASE, () -> {});
            case RELEASED -> {
                if (gone) {
                    handBack(transfer, GivenBackFor.PAYEE_GONE);
                } else if (payee == null) {
                    begin(transfer);
                    return;
                } else {
                    moveOn(transfer, State.ARRIVING, null, null, HeldTransfers.LEASE, () -> {});
                }
            }
            case RETURNED -> handBack(transfer, GivenBackFor.RETURNED);
            case UNANSWERED -> handBack(transfer, GivenBackFor.UNANSWERED);
            case PAYEE_GONE -> handBack(transfer, GivenBackFor.PAYEE_GONE);
        }
        run(transfer.id());
    }

    private boolean handBack(HeldTransfer transfer, GivenBackFor why) {
        return rows.move(transfer, State.HANDING_BACK, null, null, HeldTransfers.LEASE, why);
    }

    private boolean canReceive(UUID payee) {
        return customers
                .find(payee)
                .filter(found -> found.status() == Customer.Status.ACTIVE)
                .isPresent();
    }

    private void look(HeldTransfer transfer) {
        Optional<UUID> payee =
                customers
                        .findByPhone(transfer.phone())
                        .filter(found -> found.status() != Customer.Status.CLOSED)
                        .map(Customer::id)
                        .filter(found -> !found.equals(transfer.payer()));
        boolean decided;
        if (rows.isOver(transfer.id())) {
            decided = moveOn(transfer, State.RETURNING, null, null, HeldTransfers.LEASE, () -> {});
        } else if (risk.isPayeeRefused(attempt(transfer, payee.orElse(null)))) {
            decided = handBack(transfer, GivenBackFor.PAYEE_REPORTED);
        } else if (payee.isPresent()) {
            decided =
                    moveOn(
                            transfer,
                            State.ARRIVING,
                            payee.get(),
                            null,
                            HeldTransfers.LEASE,
                            () -> {});
        } else {
            rows.move(transfer, State.AWAITING_PAYEE, null, null, LOOK_EVERY);
            return;
        }
        if (decided) {
            run(transfer.id());
        }
    }

    private static RiskAttempt attempt(HeldTransfer transfer, @Nullable UUID payee) {
        return RiskAttempt.transfer(
                transfer.id(), transfer.payer(), payee, transfer.phone(), transfer.amount(), null);
    }

    private void arrive(HeldTransfer transfer) {
        UUID payee = Objects.requireNonNull(transfer.payee());
        LedgerCommand.Header header =
                LedgerCommand.Header.of(
                                transfer.arrival(),
                                transfer.payer(),
                                ARRIVAL,
                                transfer.amount(),
                                transfer.id().toString())
                        .memo(words.memo(transfer))
                        .counterparty(payee)
                        .passingFreeze();
        Outcome outcome =
                ledger.apply(
                        new LedgerCommand.Capture(
                                header,
                                transfer.hold(),
                                transfer.wallet(),
                                List.of(
                                        new Leg(
                                                AccountRef.wallet(payee, transfer.amount().asset()),
                                                transfer.amount()))));
        end(transfer, State.ARRIVED, outcome);
    }

    private void release(HeldTransfer transfer, String step, State as) {
        LedgerCommand.Header header =
                LedgerCommand.Header.of(
                                transfer.step(step),
                                transfer.payer(),
                                "TRANSFER_CANCEL",
                                transfer.amount(),
                                transfer.id().toString())
                        .passingFreeze();
        end(
                transfer,
                as,
                ledger.apply(
                        new LedgerCommand.Release(header, transfer.hold(), transfer.wallet())));
    }

    private void expire(HeldTransfer transfer) {
        end(
                transfer,
                State.RETURNED,
                ledger.apply(
                        LedgerCommand.Expire.of(
                                transfer.hold(), transfer.wallet(), transfer.amount())));
    }

    private void end(HeldTransfer transfer, State as, Outcome outcome) {
        switch (outcome) {
            case Outcome.Posted posted ->
                    moveOn(
                            transfer,
                            as,
                            null,
                            total(posted, transfer),
                            null,
                            () -> words.tellEnd(transfer, as));
            case Outcome.Refused refused -> {
                if (refused.problem().reason() != Reason.HOLD_EXPIRED) {
                    throw new IllegalStateException(
                            "the ledger refused to end " + transfer.id() + ": " + refused);
                }
                moveOn(transfer, State.RETURNING, null, null, HeldTransfers.LEASE, () -> {});
                run(transfer.id());
            }
        }
    }

    private boolean moveOn(
            HeldTransfer transfer,
            State to,
            @Nullable UUID payee,
            @Nullable Money balance,
            @Nullable Duration next,
            Runnable also) {
        Boolean moved =
                transactions.execute(status -> {
                    boolean done = rows.move(transfer, to, payee, balance, next);
                    if (done) {
                        also.run();
                        events.publishEvent(
                                new TransferChanged(transfer.id(), transfer.payer(), to.name()));
                    }
                    return done;
                });
        return Boolean.TRUE.equals(moved);
    }

    private static @Nullable Money total(Outcome.Posted posted, HeldTransfer transfer) {
        return posted.balances().stream()
                .filter(balance -> balance.asset() == transfer.amount().asset())
                .map(balance -> balance.total())
                .findFirst()
                .orElse(null);
    }
}
