package io.xiaohu.notification;

import java.time.Instant;

/** One step on a text's way. */
public record DeliveryStep(State state, Instant at) {

    /** How far a text has come. */
    public enum State {
        ASKED,
        ACCEPTED,
        HANDED_ON,
        DELIVERED,
        FAILED
    }
}
