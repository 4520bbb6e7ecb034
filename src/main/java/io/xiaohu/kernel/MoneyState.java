package io.xiaohu.kernel;

/** Where the money is after a failure, the first question a customer has. */
public enum MoneyState {
    /** Nothing was taken; the money is where it was. */
    NOT_TAKEN,
    /**
     * Set aside in the wallet: not spent, not available, released or used by the flow it is held
     * for.
     */
    HELD,
    /** It had left and has come back. */
    RETURNED,
    /** It has reached whoever it was sent to. */
    ARRIVED,
    /** It had arrived, and the bank it came from has taken it back. */
    TAKEN_BACK,
    /** On its way, there at the latest by the time given. */
    ARRIVES_BY,
    /** Not known yet; an answer comes at the latest by the time given. */
    CHECKING
}
