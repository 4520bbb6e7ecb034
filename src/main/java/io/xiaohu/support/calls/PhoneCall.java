package io.xiaohu.support.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call on the phone: a conversation of channel PHONE, with the same id.
 *
 * @param aboutId the conversation or request it is about, where we called
 * @param customerId whom the wallet shows it to: who is known, or whom we call
 * @param knownAt when the caller said the phrase; nobody is known before that
 */
public record PhoneCall(
        UUID id,
        Direction direction,
        @Nullable UUID aboutId,
        @Nullable UUID customerId,
        UUID staffId,
        String staffName,
        Instant startedAt,
        @Nullable Instant knownAt,
        @Nullable Instant endedAt,
        @Nullable Outcome outcome,
        String summary) {

    /** Who called whom. */
    public enum Direction {
        IN,
        OUT
    }

    /** What came of it. */
    public enum Outcome {
        SOLVED,
        CALL_BACK,
        REQUEST,
        NO_ANSWER,
        WRONG_NUMBER,
        CUT_OFF,
        /** Nobody ended it; it was ended for them. */
        NOT_LOGGED
    }

    /** How long it took, or takes so far. */
    public Duration length(Instant now) {
        return Duration.between(startedAt, endedAt == null ? now : endedAt);
    }
}
