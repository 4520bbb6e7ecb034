package io.xiaohu.funding.core;

/** Where a flow stands; which of them a direction has, its table says too. */
public enum FlowState {
    CREATED,
    HELD,
    AWAITING_CHANNEL,
    SUBMITTED,
    UNKNOWN,
    SUCCEEDED,
    PAID,
    FAILED,
    REJECTED,
    REFUSED;

    public boolean isFinal() {
        return switch (this) {
            case SUCCEEDED, PAID, FAILED, REJECTED, REFUSED -> true;
            case CREATED, HELD, AWAITING_CHANNEL, SUBMITTED, UNKNOWN -> false;
        };
    }

    public boolean isSuccess() {
        return this == SUCCEEDED || this == PAID;
    }
}
