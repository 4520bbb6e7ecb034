package io.xiaohu.funding.core;

import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.Statements;
import io.xiaohu.notification.Notices;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts into the books what a bank undoes after its final answer: a withdrawal it sends back, a
 * top-up it takes back. Two members of staff have decided it; the customer is told.
 */
@Component
class Corrections {

    /** How often the wallet is asked for what it has; then all is owed. */
    private static final int TRIES = 4;

    private final Ledger ledger;
    private final Statements statements;
    private final Notices notices;

    Corrections(Ledger ledger, Statements statements, Notices notices) {
        this.ledger = ledger;
        this.statements = statements;
        this.notices = notices;
    }

    /** Posts it, once however often it is called; gives what the customer has after it. */
    @Nullable Money post(Flow flow) {
        Outcome.Posted posted =
                flow.state() == FlowState.RETURNING
                        ? FlowPostings.posted(ledger.apply(FlowPostings.returned(flow)), flow)
                        : chargeBack(flow);
        return FlowPostings.total(posted, flow.asset());
    }

    /** Tells the customer, in the caller's transaction. */
    void tell(Flow flow) {
        notices.tell(
                flow.customer(),
                flow.isTopUp() ? "TOP_UP_CHARGED_BACK" : "WITHDRAWAL_RETURNED",
                Map.of("amount", Written.money(flow.ofWallet())),
                flow.subject());
    }

    /** Tells the customer that a review gave a withdrawal back, in the caller's transaction. */
    void tellReview(Flow flow) {
        notices.tell(
                flow.customer(),
                "WITHDRAWAL_REVIEW_RETURNED",
                Map.of("amount", Written.money(flow.ofWallet())),
                flow.subject());
    }

    /**
     * Money may leave the wallet between looking and posting. A try that the floor refuses is
     * refused for good, so each has an id of its own; the first that is posted is the one.
     */
    private Outcome.Posted chargeBack(Flow flow) {
        for (int n = 0; n < TRIES; n++) {
            String step = "charge-back." + n;
            Outcome known = ledger.find(flow.stepId(step), null).orElse(null);
            Outcome outcome =
                    known != null
                            ? known
                            : ledger.apply(FlowPostings.chargedBack(flow, step, takeable(flow)));
            if (outcome instanceof Outcome.Posted posted) {
                return posted;
            }
        }
        return FlowPostings.posted(
                ledger.apply(
                        FlowPostings.chargedBack(
                                flow, "charge-back.owed", Money.zero(flow.asset()))),
                flow);
    }

    private Money takeable(Flow flow) {
        Money available =
                statements.balances(flow.customer()).stream()
                        .filter(balance -> balance.asset() == flow.asset())
                        .map(Balance::available)
                        .findFirst()
                        .orElse(Money.zero(flow.asset()));
        return available.compareTo(flow.ofWallet()) < 0 ? available : flow.ofWallet();
    }
}
