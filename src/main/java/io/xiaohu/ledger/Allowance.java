package io.xiaohu.ledger;

import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Reason;

/**
 * A capped counter of the operation's owner that advances with the money, or the operation is
 * refused. The writer takes the period from the booking time in the policy's zone.
 *
 * @param counter the counter's name, such as {@code payments}
 * @param cap how far the counter may go in the period
 * @param amount by how much this operation advances it
 * @param reason why it is refused when it would pass the cap
 */
public record Allowance(String counter, Period period, Money cap, Money amount, Reason reason) {

    public Allowance {
        if (amount.isNegative() || amount.asset() != cap.asset()) {
            throw new IllegalArgumentException("a counter only advances, in its cap's asset");
        }
    }

    /** How long a counter counts before it begins anew. */
    public enum Period {
        DAY,
        YEAR,
        LIFETIME
    }
}
