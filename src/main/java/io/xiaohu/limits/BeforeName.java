package io.xiaohu.limits;

import io.xiaohu.kernel.Money;

/**
 * What an account whose name is not verified can do with its money, said before a top-up.
 *
 * @param available what it holds and nothing has claimed yet
 * @param canLeave how much may still be paid or withdrawn before the name is verified
 * @param mayHold above this a top-up is stopped
 */
public record BeforeName(Money available, Money canLeave, Money mayHold) {

    /** What would wait for the name if this much came in: zero when all of it could leave. */
    public Money wouldWait(Money in) {
        Money beyond = available.plus(in).minus(canLeave);
        return beyond.isPositive() ? beyond : new Money(0, in.asset());
    }

    /** Whether this much more is within what may be held. */
    public boolean admits(Money in) {
        return available.plus(in).compareTo(mayHold) <= 0;
    }

    /** How much more may come in. */
    public Money room() {
        Money room = mayHold.minus(available);
        return room.isPositive() ? room : new Money(0, mayHold.asset());
    }
}
