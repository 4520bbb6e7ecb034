package io.xiaohu.limits;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.limits.jdbc.ReviewRows;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides reviews: one member of staff, once, with a note, on the record. */
@Service
public class RiskDecisions {

    private static final Logger LOG = LoggerFactory.getLogger(RiskDecisions.class);

    private final RiskReviews reviews;
    private final ReviewRows rows;
    private final Map<RiskAttempt.Kind, ReviewedMoney> money;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    RiskDecisions(
            RiskReviews reviews,
            ReviewRows rows,
            List<ReviewedMoney> money,
            AuditTrail audit,
            TransactionTemplate transactions) {
        this.reviews = reviews;
        this.rows = rows;
        this.money =
                money.stream().collect(Collectors.toMap(ReviewedMoney::kind, Function.identity()));
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Releases the money or gives it back. Call it outside a transaction: the decision is committed
     * first, and then the money moves. Who decides the same again gets the same answer.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND; REVIEW_DECIDED for whoever comes second
     */
    public void decide(Caller.Staff me, UUID id, boolean release, String note) {
        RiskReview review =
                reviews.find(id)
                        .filter(found -> found.state() != RiskReview.State.DRAFT)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        RiskReview.State to = release ? RiskReview.State.RELEASED : RiskReview.State.RETURNED;
        // Who cannot receive any more ends it first, so that nobody is told that it was released.
        goOn(review);
        Boolean first =
                transactions.execute(status -> {
                    boolean decided = rows.decide(id, to, me, note);
                    if (decided) {
                        note(me, review, to, note);
                    }
                    return decided;
                });
        if (!Boolean.TRUE.equals(first) && !rows.isDecidedSo(id, to, me, note)) {
            throw decided(id);
        }
        goOn(review);
    }

    private void note(Caller.Staff me, RiskReview review, RiskReview.State to, String note) {
        audit.record(
                me.key(),
                to == RiskReview.State.RELEASED ? "review.released" : "review.returned",
                "review:" + review.id(),
                Map.of(
                        "kind", review.kind().name(),
                        "customer", review.payer().toString(),
                        "amount", review.amount().toString(),
                        "note", note));
    }

    /** What fails here is done by the sweep of whoever holds the money. */
    private void goOn(RiskReview review) {
        ReviewedMoney holder = money.get(review.kind());
        if (holder == null) {
            throw new IllegalStateException("nobody holds money of " + review.kind());
        }
        try {
            holder.goOn(review.id());
        } catch (RuntimeException e) {
            LOG.error("review {} could not go on", review.id(), e);
        }
    }

    private RuntimeException decided(UUID id) {
        Problem problem = Problem.of(Reason.REVIEW_DECIDED);
        String by = reviews.find(id).map(RiskReview::decidedBy).orElse(null);
        return (by == null ? problem : problem.extra("decidedBy", by)).exception();
    }
}
