package io.xiaohu.funding.core;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a flow's steps post. A channel's fee is a leg of its own, on the fee account. */
final class FlowPostings {

    private FlowPostings() {}

    /** The channel has done it: the top-up is credited, the withdrawal's hold captured. */
    static LedgerCommand success(Flow flow) {
        if (flow.isTopUp()) {
            List<Leg> legs = new ArrayList<>();
            legs.add(new Leg(flow.clearing(), flow.amount().negated()));
            legs.add(new Leg(flow.wallet(), flow.ofWallet()));
            addFee(legs, flow, flow.fee());
            return new LedgerCommand.Post(header(flow, "credit", flow.amount()), legs, List.of());
        }
        List<Leg> credits = new ArrayList<>();
        credits.add(new Leg(flow.clearing(), flow.amount()));
        addFee(credits, flow, flow.fee());
        return new LedgerCommand.Capture(
                header(flow, "capture", flow.ofWallet()), flow.holdId(), flow.wallet(), credits);
    }

    static LedgerCommand release(Flow flow) {
        return new LedgerCommand.Release(
                header(flow, "release", flow.ofWallet()), flow.holdId(), flow.wallet());
    }

    /**
     * The bank paid a withdrawal that had been given back: it counts once more as it did.
     *
     * @param fromWallet how much of it the wallet gives; the rest the customer owes
     */
    static LedgerCommand paidAfterAll(Flow flow, String step, Money fromWallet) {
        List<Leg> legs = new ArrayList<>();
        legs.add(new Leg(flow.clearing(), flow.amount()));
        addFee(legs, flow, flow.fee());
        takeFrom(legs, flow, fromWallet);
        return new LedgerCommand.Post(header(flow, step, flow.ofWallet()), legs, List.of())
                .recounting(new LedgerCommand.Recount(flow.holdId(), false));
    }

    /**
     * The bank sends a withdrawal back: all of it, the fee too, and with it what it used up of the
     * limits.
     *
     * @param paid the posting that paid it
     */
    static LedgerCommand returned(Flow flow, PostingId paid) {
        List<Leg> legs = new ArrayList<>();
        legs.add(new Leg(flow.clearing(), flow.amount().negated()));
        legs.add(new Leg(flow.wallet(), flow.ofWallet()));
        addFee(legs, flow, flow.fee().negated());
        PostingId counted = paid.equals(flow.stepId("capture")) ? flow.holdId() : paid;
        return givingBack(flow, "returned", paid, flow.ofWallet(), legs)
                .recounting(new LedgerCommand.Recount(counted, true));
    }

    /**
     * The bank takes a top-up back.
     *
     * @param fromWallet how much of it the wallet gives; the rest the customer owes
     */
    static LedgerCommand chargedBack(Flow flow, String step, Money fromWallet) {
        List<Leg> legs = new ArrayList<>();
        legs.add(new Leg(flow.clearing(), flow.amount()));
        addFee(legs, flow, flow.fee().negated());
        takeFrom(legs, flow, fromWallet);
        return givingBack(flow, step, flow.stepId("credit"), flow.amount(), legs);
    }

    static Outcome.Posted posted(Outcome outcome, Flow flow) {
        return switch (outcome) {
            case Outcome.Posted posted -> posted;
            case Outcome.Refused refused ->
                    throw new IllegalStateException(
                            "the ledger refused to end " + flow.id() + ": " + refused.problem());
        };
    }

    static @Nullable Money total(Outcome.Posted posted, Asset asset) {
        return posted.balances().stream()
                .filter(balance -> balance.asset() == asset)
                .map(balance -> balance.total())
                .findFirst()
                .orElse(null);
    }

    private static LedgerCommand.Post givingBack(
            Flow flow, String step, PostingId original, Money amount, List<Leg> legs) {
        return new LedgerCommand.Post(
                header(flow, step, amount),
                legs,
                List.of(),
                new LedgerCommand.GivesBack(original, flow.customer(), amount, true));
    }

    private static void takeFrom(List<Leg> legs, Flow flow, Money fromWallet) {
        Money owed = flow.ofWallet().minus(fromWallet);
        if (!fromWallet.isZero()) {
            legs.add(new Leg(flow.wallet(), fromWallet.negated()));
        }
        if (!owed.isZero()) {
            legs.add(new Leg(flow.receivable(), owed.negated()));
        }
    }

    private static void addFee(List<Leg> legs, Flow flow, Money fee) {
        if (!fee.isZero()) {
            legs.add(new Leg(flow.fees(), fee));
        }
    }

    private static LedgerCommand.Header header(Flow flow, String step, Money amount) {
        return LedgerCommand.Header.of(
                        flow.stepId(step),
                        flow.customer(),
                        flow.direction().name(),
                        amount,
                        flow.id().toString())
                .passingFreeze();
    }
}
