package io.xiaohu.notification;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step on a text's way.
 *
 * @param why what stopped it, when that is known
 * @param provider who reported it; null for what we did ourselves
 * @param code the provider's or carrier's own code for what happened
 * @param byCall whether the text is read out in a phone call
 */
public record DeliveryStep(
        State state,
        Instant at,
        @Nullable Why why,
        @Nullable String provider,
        @Nullable String code,
        boolean byCall) {

    /** How far a text has come. */
    public enum State {
        ASKED,
        /** A provider did not take it, and the next one is asked. */
        PASSED_OVER,
        ACCEPTED,
        HANDED_ON,
        DELIVERED,
        FAILED;

        /** Whether nothing can follow from the same provider. */
        public boolean isLast() {
            return this == DELIVERED || this == FAILED;
        }
    }

    /** Why a text failed. */
    public enum Why {
        /** The operator has configured nobody who could carry it. */
        NO_PROVIDER,
        /** The provider could not be reached, several times. */
        UNREACHABLE,
        /** The provider did not take it: an account, a signature or a template is not in order. */
        REFUSED,
        /** The number got as many texts as the provider or carrier allows. */
        TOO_MANY,
        /** The number is none, or none that receives texts. */
        NUMBER_WRONG,
        /** The phone was off, out of reach or out of service. */
        PHONE_OFF,
        /** The phone rang, and nobody took the call. */
        NO_ANSWER,
        /** The carrier or the phone's owner blocks such texts. */
        BLOCKED,
        /** The carrier failed, or did not say why. */
        CARRIER
    }

    /** The key of the sentence that tells this step, the same in every module that does. */
    public String textKey() {
        String way = byCall ? "call." : "trace.";
        return way + state + (state == State.FAILED && why != null ? "." + why : "");
    }

    /** What that sentence may name. */
    public Map<String, String> textArgs() {
        return Map.of(
                "provider", provider == null ? "" : provider, "code", code == null ? "none" : code);
    }
}
