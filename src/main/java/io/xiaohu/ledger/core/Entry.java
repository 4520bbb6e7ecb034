package io.xiaohu.ledger.core;

/** One change of one account, with the account after it. */
public record Entry(AccountState after, Step step, long amount, long heldChange) {

    /** What changed the account. */
    public enum Step {
        LEG,
        RESERVE,
        CAPTURE,
        RELEASE,
        FREEZE,
        UNFREEZE
    }
}
