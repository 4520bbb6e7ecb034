package io.xiaohu.funding.core;

import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.notification.Notices;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Puts into the books what two members of staff decided about a flow that was final: a bank sent a
 * withdrawal back or took a top-up back, or its statement shows that it carried out what had
 * failed. The customer is told.
 */
@Component
public class Corrections {

    private static final String CHARGE_BACK = "charge-back";
    private static final String AFTER_ALL = "paid-after-all";

    private final Ledger ledger;
    private final WalletTaking taking;
    private final Notices notices;

    Corrections(Ledger ledger, WalletTaking taking, Notices notices) {
        this.ledger = ledger;
        this.taking = taking;
        this.notices = notices;
    }

    /** Posts it, once however often it is called; gives what became of it. */
    Outcome.Posted post(Flow flow) {
        return switch (flow.state()) {
            case RETURNING -> posted(flow, FlowPostings.returned(flow, paidBy(flow).orElseThrow()));
            case CREDITING -> posted(flow, FlowPostings.success(flow));
            case DEBITING -> take(flow, AFTER_ALL, (step, w) -> paidAfterAll(flow, step, w));
            default -> take(flow, CHARGE_BACK, (step, w) -> chargedBack(flow, step, w));
        };
    }

    /**
     * The posting that brought a flow where it is now: what credited a top-up or took it back, what
     * paid a withdrawal or returned it. Empty while there is none.
     */
    public Optional<Outcome.Posted> last(Flow flow) {
        return switch (flow.state()) {
            case SUCCEEDED -> find(flow, Stream.of("credit"));
            case PAID -> find(flow, Stream.concat(Stream.of("capture"), steps(AFTER_ALL)));
            case RETURNED -> find(flow, Stream.of("returned"));
            case CHARGED_BACK -> find(flow, steps(CHARGE_BACK));
            default -> Optional.empty();
        };
    }

    /** Tells the customer what was posted, in the caller's transaction. */
    void tell(Flow flow, Outcome.Posted posted) {
        String kind =
                switch (flow.state()) {
                    case RETURNING -> "WITHDRAWAL_RETURNED";
                    case CREDITING -> "TOP_UP_ARRIVED_AFTER_ALL";
                    case DEBITING -> "WITHDRAWAL_PAID_AFTER_ALL";
                    default -> "TOP_UP_CHARGED_BACK";
                };
        notices.tell(
                flow.customer(),
                posted.passedOwnerBy() ? Notices.CAME_AFTER_CLOSING : kind,
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

    private Optional<PostingId> paidBy(Flow flow) {
        return find(flow, Stream.concat(Stream.of("capture"), steps(AFTER_ALL)))
                .map(Outcome.Posted::id);
    }

    private Outcome.Posted take(Flow flow, String step, WalletTaking.Posting posting) {
        return taking.take(flow.customer(), flow.ofWallet(), step, flow::stepId, posting);
    }

    private static LedgerCommand chargedBack(Flow flow, String step, Money fromWallet) {
        return FlowPostings.chargedBack(flow, step, fromWallet);
    }

    private static LedgerCommand paidAfterAll(Flow flow, String step, Money fromWallet) {
        return FlowPostings.paidAfterAll(flow, step, fromWallet);
    }

    private Outcome.Posted posted(Flow flow, LedgerCommand command) {
        return FlowPostings.posted(ledger.apply(command), flow);
    }

    private Optional<Outcome.Posted> find(Flow flow, Stream<String> steps) {
        List<String> all = steps.toList();
        return all.stream()
                .map(step -> ledger.find(flow.stepId(step), null).orElse(null))
                .filter(Objects::nonNull)
                .filter(Outcome.Posted.class::isInstance)
                .map(Outcome.Posted.class::cast)
                .findFirst();
    }

    private static Stream<String> steps(String step) {
        return WalletTaking.steps(step).stream();
    }
}
