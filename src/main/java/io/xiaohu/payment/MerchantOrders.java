package io.xiaohu.payment;

import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Tokens;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.Statements;
import io.xiaohu.limits.Limits;
import io.xiaohu.notification.Notices;
import io.xiaohu.payment.core.DemandPayments;
import io.xiaohu.payment.core.PayeeNames;
import io.xiaohu.payment.core.Paying;
import io.xiaohu.payment.jdbc.Demands;
import io.xiaohu.payment.jdbc.MerchantRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Orders of merchants. The merchant's order number and refund number are what makes a repeat a
 * repeat.
 */
@Service
public class MerchantOrders {

    /** What a buyer's payment is called in the ledger. */
    public static final String PAYMENT = DemandPayments.PAYMENT;

    /** What giving a buyer money back is called in the ledger. */
    public static final String REFUND = "REFUND";

    private static final Duration GOOD_FOR = Duration.ofHours(2);

    /** An order with what was refunded of it. */
    public record Order(Demand demand, List<MerchantRows.Refund> refunds) {}

    private final Demands demands;
    private final DemandPayments payments;
    private final MerchantRows rows;
    private final Ledger ledger;
    private final Statements statements;
    private final Limits limits;
    private final Notices notices;
    private final PayeeNames names;
    private final Clock clock;

    MerchantOrders(
            Demands demands,
            DemandPayments payments,
            MerchantRows rows,
            Ledger ledger,
            Statements statements,
            Limits limits,
            Notices notices,
            PayeeNames names,
            Clock clock) {
        this.demands = demands;
        this.payments = payments;
        this.rows = rows;
        this.ledger = ledger;
        this.statements = statements;
        this.limits = limits;
        this.notices = notices;
        this.names = names;
        this.clock = clock;
    }

    /**
     * Opens an order, once for its number, and charges it when a pay code was shown. An order that
     * could not be charged stays open: another code, or the buyer by its link, can pay it.
     *
     * @throws io.xiaohu.kernel.ProblemException AMOUNT_INVALID, SINGLE_LIMIT; IDEMPOTENCY_CONFLICT
     *     when the number names another order; PAY_CODE_INVALID, PAY_CODE_REFUSED
     */
    public Order open(
            UUID merchant, String number, Money amount, String subject, @Nullable String payCode) {
        limits.requireMovable(amount);
        limits.single(amount)
                .ifPresent(tooMuch -> {
                    throw tooMuch.exception();
                });
        Instant now = clock.instant();
        demands.insert(
                new Demand(
                        Ids.next(),
                        Demand.Kind.ORDER,
                        merchant,
                        null,
                        number,
                        Tokens.create(),
                        amount,
                        subject,
                        Demand.State.OPEN,
                        null,
                        null,
                        now,
                        now.plus(GOOD_FOR),
                        null));
        Demand order = demands.findByNumber(merchant, number).orElseThrow();
        if (!order.amount().equals(amount) || !subject.equals(order.memo())) {
            throw Problem.of(Reason.IDEMPOTENCY_CONFLICT).field("orderNumber").exception();
        }
        if (payCode != null && order.state() == Demand.State.OPEN) {
            payments.charge(order, payCode);
        }
        return get(merchant, number);
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public Order get(UUID merchant, String number) {
        Demand order =
                demands.findByNumber(merchant, number)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        return new Order(order, rows.refunds(order.id(), order.amount().asset()));
    }

    /** An order as a buyer may see it: whoever has its link. */
    public Optional<Demand> find(UUID id) {
        return demands.find(id).filter(Demand::isOrder);
    }

    /** A buyer pays from the order's link; see {@link DemandPayments#pay}. */
    public Outcome.Posted pay(UUID payer, UUID id, IdempotentRequest request, Given given) {
        return payments.pay(payer, id, Demand.Kind.ORDER, request, given);
    }

    /**
     * Gives back all or some of a paid order, once for the refund's number and never more than was
     * paid in all: the ledger counts.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND; NOT_PAID; AMOUNT_INVALID;
     *     IDEMPOTENCY_CONFLICT when the number names a refund of another amount; ALREADY_GIVEN_BACK
     *     when it would be more than was paid; INSUFFICIENT_BALANCE of the merchant. A refused
     *     number stays refused.
     */
    public Order refund(UUID merchant, String number, String refundNumber, Money amount) {
        Demand order = get(merchant, number).demand();
        UUID posting = order.posting();
        UUID payer = order.payer();
        if (order.state() != Demand.State.PAID || posting == null || payer == null) {
            throw Problem.of(Reason.NOT_PAID).exception();
        }
        limits.requireMovable(amount);
        PostingId id = PostingId.of(merchant, "order.refund", order.id() + " " + refundNumber);
        requireSame(id, merchant, amount);
        LedgerCommand.Header header =
                LedgerCommand.Header.of(id, merchant, REFUND, amount, order.id().toString())
                        .memo(order.memo())
                        .counterparty(payer);
        LedgerCommand.Post post = Paying.post(header, payer, List.of());
        Outcome outcome =
                ledger.apply(
                        new LedgerCommand.Post(
                                header,
                                post.legs(),
                                List.of(),
                                new LedgerCommand.GivesBack(
                                        new PostingId(posting), payer, amount, false)));
        switch (outcome) {
            case Outcome.Refused refused -> throw refused.problem().exception();
            case Outcome.Posted posted -> {
                rows.note(
                        order.id(),
                        new MerchantRows.Refund(refundNumber, amount, posted.at()),
                        id.value());
                if (!posted.repeated()) {
                    tell(merchant, payer, amount, id);
                }
            }
        }
        return get(merchant, number);
    }

    private void requireSame(PostingId id, UUID merchant, Money amount) {
        statements
                .operation(id, merchant)
                .filter(earlier -> !earlier.amount().abs().equals(amount))
                .ifPresent(other -> {
                    throw Problem.of(Reason.IDEMPOTENCY_CONFLICT).field("refundNumber").exception();
                });
    }

    private void tell(UUID merchant, UUID payer, Money amount, PostingId id) {
        notices.tell(
                payer,
                "ORDER_REFUNDED",
                Map.of("name", names.shown(merchant), "amount", Written.money(amount)),
                new SubjectRef(SubjectKind.REFUND, id.value()));
    }
}
