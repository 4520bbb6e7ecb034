package io.xiaohu.limits;

import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Phone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment about to be made, as the risk rules see it.
 *
 * @param id the posting's or the flow's
 * @param payee the customer or merchant paid; null when nobody we know
 * @param phone to which it is sent, where it is sent to one
 * @param card to which it is sent, where it is sent to one
 * @param session it is made in; null when in none, such as by a pay code
 * @param mayWait whether it can be held until somebody has looked at it
 */
public record RiskAttempt(
        UUID id,
        Kind kind,
        UUID payer,
        @Nullable UUID payee,
        @Nullable Phone phone,
        @Nullable String card,
        Money amount,
        @Nullable UUID session,
        boolean mayWait) {

    /** What kind of payment it is. */
    public enum Kind {
        TRANSFER,
        PAYMENT,
        WITHDRAWAL
    }

    /** To a phone; it can wait. */
    public static RiskAttempt transfer(
            UUID id,
            UUID payer,
            @Nullable UUID payee,
            Phone phone,
            Money amount,
            @Nullable UUID session) {
        return new RiskAttempt(id, Kind.TRANSFER, payer, payee, phone, null, amount, session, true);
    }

    /** For what somebody asks, at a moment both are there: it cannot wait. */
    public static RiskAttempt payment(
            UUID id, UUID payer, @Nullable UUID payee, Money amount, @Nullable UUID session) {
        return new RiskAttempt(id, Kind.PAYMENT, payer, payee, null, null, amount, session, false);
    }

    /** To a card of one's own; it can wait. */
    public static RiskAttempt withdrawal(
            UUID id, UUID payer, String card, Money amount, @Nullable UUID session) {
        return new RiskAttempt(id, Kind.WITHDRAWAL, payer, null, null, card, amount, session, true);
    }

    /** What staff may read of where it goes. */
    public String payeeShown() {
        if (phone != null) {
            return phone.masked();
        }
        return card == null ? "" : "**** " + Masks.tail(card);
    }

    /** Says nothing of the card. */
    @Override
    public String toString() {
        return kind + " " + id;
    }
}
