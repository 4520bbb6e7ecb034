package io.xiaohu.support.requests;

/** Where a request stands, and who may move it on from there. */
public enum RequestState {
    SUBMITTED,
    IN_PROGRESS,
    WAITING_FOR_CUSTOMER,
    RESOLVED,
    CLOSED,
    /** It goes on as a conversation. */
    CONVERSATION;

    /** Who moves a request. */
    public enum Who {
        CUSTOMER,
        STAFF,
        SYSTEM
    }

    /** Whose turn it is. */
    public enum Turn {
        OURS,
        CUSTOMER,
        NOBODY
    }

    /**
     * Whether it may be moved there by them; the time within which it reopens is another matter.
     */
    public boolean allows(RequestState to, Who who) {
        if (to == this || to == SUBMITTED) {
            return false;
        }
        if (to == CLOSED) {
            return who != Who.CUSTOMER || this != CONVERSATION;
        }
        return switch (this) {
            case SUBMITTED -> who == Who.STAFF;
            case IN_PROGRESS -> who == Who.STAFF;
            case WAITING_FOR_CUSTOMER, RESOLVED ->
                    who == Who.STAFF || (who == Who.CUSTOMER && to == IN_PROGRESS);
            case CLOSED -> to == IN_PROGRESS && who != Who.SYSTEM;
            case CONVERSATION -> to == IN_PROGRESS && who == Who.STAFF;
        };
    }

    /** Whether its time runs: only while it is ours to act. */
    public boolean isOurs() {
        return this == SUBMITTED || this == IN_PROGRESS;
    }

    public Turn turn() {
        return switch (this) {
            case SUBMITTED, IN_PROGRESS, CONVERSATION -> Turn.OURS;
            case WAITING_FOR_CUSTOMER, RESOLVED -> Turn.CUSTOMER;
            case CLOSED -> Turn.NOBODY;
        };
    }
}
