package io.xiaohu.ledger.model;

import io.xiaohu.kernel.Reason;
import java.math.BigInteger;
import java.time.Instant;

/** Ends the judgement of a command: it cannot be done. */
final class Stop extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

    private final transient Answer answer;

    Stop(Answer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }

    /** A step from a wrong state is a mistake of whoever sent it. */
    static void unless(boolean right) {
        if (!right) {
            throw new Stop(new Answer.Mistake(IllegalStateException.class));
        }
    }

    /** What does not fit is refused. */
    static BigInteger fits(BigInteger number) {
        if (number.compareTo(MOST) > 0 || number.compareTo(LEAST) < 0) {
            throw new Stop(Answer.No.of(Reason.AMOUNT_INVALID));
        }
        return number;
    }

    /** A hold that was given back for its time, or could be by now. */
    static void ifExpired(ModelState.Hold hold, Instant at) {
        boolean over = hold.expiresAt() != null && !at.isBefore(hold.expiresAt());
        if (hold.state().equals("EXPIRED") || (hold.state().equals("HELD") && over)) {
            throw new Stop(Answer.No.of(Reason.HOLD_EXPIRED));
        }
    }
}
