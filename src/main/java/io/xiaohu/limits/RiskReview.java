package io.xiaohu.limits;

import io.xiaohu.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transfer or a withdrawal that somebody has to look at before it goes on.
 *
 * @param id the transfer's or the withdrawal's own
 * @param payee null for a card, and for a phone nobody has registered
 * @param payeeShown the masked phone or the card's last digits
 * @param answerBy when the money goes back if nobody has decided
 * @param decidedBy which member of staff; null when nobody of them
 * @param note what they said; for staff only
 */
public record RiskReview(
        UUID id,
        RiskAttempt.Kind kind,
        UUID payer,
        @Nullable UUID payee,
        String payeeShown,
        Money amount,
        State state,
        Instant createdAt,
        Instant answerBy,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String note) {

    /** Where it stands; all but the first two are final. */
    public enum State {
        /** Written down; the money is not held yet. */
        DRAFT,
        OPEN,
        RELEASED,
        RETURNED,
        /** Nobody decided in time. */
        UNANSWERED,
        /** Taken back by the customer. */
        CANCELLED,
        /** Who should get it cannot receive any more. */
        PAYEE_GONE
    }

    /** Whether it was drafted for the same: two calls with one key may ask for different things. */
    public boolean isAbout(RiskAttempt attempt) {
        return amount.equals(attempt.amount())
                && payeeShown.equals(attempt.payeeShown())
                && (payee == null || payee.equals(attempt.payee()));
    }
}
