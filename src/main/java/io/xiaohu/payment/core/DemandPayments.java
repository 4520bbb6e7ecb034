package io.xiaohu.payment.core;

import io.xiaohu.identity.OpenSessions;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Tokens;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.limits.Confirmation;
import io.xiaohu.limits.Limits;
import io.xiaohu.limits.Risk;
import io.xiaohu.limits.RiskAttempt;
import io.xiaohu.limits.RiskOutcome;
import io.xiaohu.limits.RiskVerdict;
import io.xiaohu.payment.Demand;
import io.xiaohu.payment.Given;
import io.xiaohu.payment.Transfers;
import io.xiaohu.payment.jdbc.Demands;
import io.xiaohu.payment.jdbc.PayCodes;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Pays demands, each once, whoever tries at the same moment: the row lets one payment at the ledger
 * and names its posting; what the ledger said is written down after it, by the call or by the
 * sweep.
 */
@Component
public class DemandPayments {

    /** What a payment to a merchant is called in the ledger; one between people is a transfer. */
    public static final String PAYMENT = "PAYMENT";

    /** Why a call that never reached the ledger in time is refused there: nothing was done. */
    private static final Reason GIVEN_UP = Reason.UNAVAILABLE;

    private final Demands demands;
    private final PayCodes payCodes;
    private final Paying paying;
    private final Ledger ledger;
    private final Limits limits;
    private final Risk risk;
    private final DemandWords words;
    private final OpenSessions sessions;
    private final TransactionTemplate transactions;

    DemandPayments(
            Demands demands,
            PayCodes payCodes,
            Paying paying,
            Ledger ledger,
            Limits limits,
            Risk risk,
            DemandWords words,
            OpenSessions sessions,
            TransactionTemplate transactions) {
        this.demands = demands;
        this.payCodes = payCodes;
        this.paying = paying;
        this.ledger = ledger;
        this.limits = limits;
        this.risk = risk;
        this.words = words;
        this.sessions = sessions;
        this.transactions = transactions;
    }

    /**
     * Pays one, once for its key and once in all.
     *
     * @throws ProblemException NOT_FOUND, PAYEE_IS_SELF, ALREADY_PAID, DEMAND_ENDED, PIN_WRONG and
     *     its kin, STEP_UP_NEEDED, and every refusal of limits and ledger
     */
    public Outcome.Posted pay(
            UUID payer, UUID id, Demand.Kind kind, IdempotentRequest request, Given given) {
        PostingId posting = PostingId.of(payer, "demand.payment", id + " " + request.key());
        Optional<Outcome> earlier =
                orGivenUp(posting, () -> ledger.find(posting, request.content()));
        Demand demand =
                demands.find(id)
                        .filter(found -> found.kind() == kind)
                        .filter(found -> found.isFor(payer))
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        if (earlier.isPresent()) {
            return settled(demand, payer, earlier.get());
        }
        if (demand.payee().equals(payer)) {
            throw Problem.of(Reason.PAYEE_IS_SELF).exception();
        }
        requirePayable(demand, posting);
        LedgerCommand.Header header = header(demand, posting, payer).content(request.content());
        String act = "pay " + id + " " + demand.amount();
        RiskAttempt attempt = attempt(demand, posting, payer, given.session());
        Function<Paying.Cleared, LedgerCommand> command =
                cleared -> {
                    claim(demand, payer, posting);
                    return Paying.post(header, demand.payee(), cleared.allowances());
                };
        Outcome outcome =
                orGivenUp(
                                posting,
                                () -> Optional.of(paying.pay(header, given, act, attempt, command)))
                        .orElseThrow();
        return settled(demand, payer, outcome);
    }

    /**
     * Charges an order to whoever showed the code, in a session that still stands. The code
     * confirms small amounts by itself, and is used up also when the payment is refused; why is
     * told to its owner, never to the merchant.
     *
     * @throws ProblemException PAY_CODE_INVALID, PAY_CODE_REFUSED, ALREADY_PAID, DEMAND_ENDED
     */
    public void charge(Demand order, String code) {
        UUID payer = transactions.execute(status -> begin(order, code));
        PostingId posting = posting(payer, order, code);
        LedgerCommand.Header header = header(order, posting, payer);
        Outcome outcome = ledger.apply(byCode(header, order));
        settle(order, payer, outcome, true);
        if (outcome instanceof Outcome.Refused) {
            throw Problem.of(Reason.PAY_CODE_REFUSED).exception();
        }
    }

    /**
     * Writes down what became of a payment whose call died; the row was taken for it alone. What
     * never reached the ledger is refused there under its own id before anybody else may pay:
     * however late that call goes on, it finds its refusal and moves nothing.
     */
    void recover(Demand demand) {
        UUID posting = demand.posting();
        UUID payer = demand.payer();
        if (demand.state() != Demand.State.PAYING || posting == null || payer == null) {
            demands.expire(demand.id());
            return;
        }
        PostingId id = new PostingId(posting);
        Optional<Outcome> outcome = ledger.find(id, null);
        if (outcome.isEmpty() && demands.isAbandoned(demand.id())) {
            Problem tooLate = Problem.of(GIVEN_UP);
            outcome =
                    Optional.of(
                            ledger.apply(
                                    new LedgerCommand.Refuse(header(demand, id, payer), tooLate)));
        }
        outcome.ifPresent(known -> settle(demand, payer, known, false));
    }

    /** A call that was given up finds its refusal, which had no content to compare with. */
    private Optional<Outcome> orGivenUp(PostingId posting, Supplier<Optional<Outcome>> ask) {
        try {
            return ask.get();
        } catch (ProblemException e) {
            if (e.problem().reason() != Reason.IDEMPOTENCY_CONFLICT) {
                throw e;
            }
            return Optional.of(
                    ledger.find(posting, null)
                            .filter(known ->
                                    known instanceof Outcome.Refused refused
                                            && refused.problem().reason() == GIVEN_UP)
                            .orElseThrow(() -> e));
        }
    }

    /**
     * What a code cannot confirm is refused at the ledger too: its owner reads why in the bills.
     */
    private LedgerCommand byCode(LedgerCommand.Header header, Demand order) {
        Optional<Problem> tooMuch = limits.byPayCode(order.amount());
        if (tooMuch.isPresent()) {
            return new LedgerCommand.Refuse(header, tooMuch.get());
        }
        UUID payer = header.owner();
        RiskVerdict verdict = risk.judge(attempt(order, header.id(), payer, null));
        return verdict.outcome() == RiskOutcome.ALLOW
                ? Paying.post(
                        header,
                        order.payee(),
                        limits.forPayment(payer, order.amount(), Confirmation.ONE_FACTOR))
                : new LedgerCommand.Refuse(header, verdict.refusal());
    }

    private UUID begin(Demand order, String code) {
        UUID payer =
                payCodes.use(code, order.id())
                        .filter(used -> !sessions.open(Set.of(used.session())).isEmpty())
                        .map(PayCodes.Used::customer)
                        .orElseThrow(() -> Problem.of(Reason.PAY_CODE_INVALID).exception());
        claim(order, payer, posting(payer, order, code));
        return payer;
    }

    private void claim(Demand demand, UUID payer, PostingId posting) {
        if (!demands.claim(demand.id(), payer, posting.value())) {
            demands.find(demand.id()).ifPresent(now -> requirePayable(now, posting));
            throw Problem.of(Reason.DEMAND_ENDED).exception();
        }
    }

    private static void requirePayable(Demand demand, PostingId posting) {
        switch (demand.state()) {
            case OPEN -> {}
            case PAYING -> {
                if (!posting.value().equals(demand.posting())) {
                    throw Problem.of(Reason.ALREADY_PAID).exception();
                }
            }
            case PAID -> throw Problem.of(Reason.ALREADY_PAID).exception();
            case DECLINED, CANCELLED, EXPIRED -> throw Problem.of(Reason.DEMAND_ENDED).exception();
        }
    }

    private Outcome.Posted settled(Demand demand, UUID payer, Outcome outcome) {
        settle(demand, payer, outcome, false);
        return paying.posted(payer, outcome);
    }

    private void settle(Demand demand, UUID payer, Outcome outcome, boolean byCode) {
        UUID posting = outcome.id().value();
        switch (outcome) {
            case Outcome.Posted posted ->
                    transactions.executeWithoutResult(status -> {
                        if (demands.paid(demand.id(), posting)) {
                            words.tellPaid(demand, payer, posting, byCode);
                        }
                    });
            case Outcome.Refused refused ->
                    transactions.executeWithoutResult(status -> {
                        if (demands.reopen(demand.id(), posting) && byCode) {
                            words.tellRefused(demand, payer, posting);
                        }
                    });
        }
    }

    private static PostingId posting(UUID payer, Demand order, String code) {
        String hash = HexFormat.of().formatHex(Tokens.hash(code));
        return PostingId.of(payer, "order.charge", order.id() + " " + hash);
    }

    private static RiskAttempt attempt(
            Demand demand, PostingId posting, UUID payer, @Nullable UUID session) {
        return RiskAttempt.payment(
                posting.value(), payer, demand.payee(), demand.amount(), session);
    }

    private static LedgerCommand.Header header(Demand demand, PostingId posting, UUID payer) {
        return LedgerCommand.Header.of(
                        posting,
                        payer,
                        demand.isOrder() ? PAYMENT : Transfers.KIND,
                        demand.amount(),
                        demand.id().toString())
                .memo(demand.memo())
                .counterparty(demand.payee());
    }
}
