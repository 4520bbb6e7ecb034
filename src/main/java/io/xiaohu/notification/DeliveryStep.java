package io.xiaohu.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step on a text's way.
 *
 * @param why what stopped it, when that is known
 */
public record DeliveryStep(State state, Instant at, @Nullable Why why) {

    /** How far a text has come. */
    public enum State {
        ASKED,
        ACCEPTED,
        HANDED_ON,
        DELIVERED,
        FAILED
    }

    /** Why a text failed. */
    public enum Why {
        /** The operator has configured nobody who could carry it. */
        NO_PROVIDER,
        /** The provider could not be reached, several times. */
        UNREACHABLE
    }

    /** The key of the sentence that tells this step, the same in every module that does. */
    public String textKey() {
        return "trace." + state + (why == null ? "" : "." + why);
    }
}
