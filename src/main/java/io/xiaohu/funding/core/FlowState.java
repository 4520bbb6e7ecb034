package io.xiaohu.funding.core;

/** Where a flow stands; which of them a direction has, its table says too. */
public enum FlowState {
    CREATED,
    /** The money is held, and somebody looks at it before it goes to the channel. */
    UNDER_REVIEW,
    HELD,
    AWAITING_CHANNEL,
    SUBMITTED,
    UNKNOWN,
    SUCCEEDED,
    PAID,
    FAILED,
    REJECTED,
    REFUSED,
    RETURNING,
    RETURNED,
    CHARGING_BACK,
    CHARGED_BACK,
    /** A top-up that had failed and was carried out after all is being credited. */
    CREDITING,
    /** A withdrawal that had been given back and was paid after all is being taken. */
    DEBITING;

    public boolean isFinal() {
        return switch (this) {
            case SUCCEEDED, PAID, FAILED, REJECTED, REFUSED, RETURNED, CHARGED_BACK -> true;
            case CREATED, UNDER_REVIEW, HELD, AWAITING_CHANNEL, SUBMITTED, UNKNOWN -> false;
            case RETURNING, CHARGING_BACK, CREDITING, DEBITING -> false;
        };
    }

    /** Whether the channel is, or may soon be, asked: only then does what it says count. */
    public boolean isWithChannel() {
        return this == AWAITING_CHANNEL || this == SUBMITTED || this == UNKNOWN;
    }

    /** Whether an approved correction is on its way into the books. */
    public boolean isBeingCorrected() {
        return this == RETURNING || this == CHARGING_BACK || this == CREDITING || this == DEBITING;
    }

    public boolean isSuccess() {
        return this == SUCCEEDED || this == PAID;
    }
}
