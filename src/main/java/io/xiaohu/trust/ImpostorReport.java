package io.xiaohu.trust;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody met that says it is us.
 *
 * @param value the link, number, account or text
 * @param story what happened, in their words; may be empty
 * @param verdict what the check said of it then
 * @param conversationId the conversation opened for it
 * @param decidedBy null while it is open
 */
public record ImpostorReport(
        UUID id,
        Origin origin,
        CameBy cameBy,
        String value,
        String story,
        Verdict verdict,
        @Nullable UUID conversationId,
        Instant reportedAt,
        State state,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    /** Where it was reported. */
    public enum Origin {
        WALLET,
        SITE
    }

    /** How it reached whoever reports it. */
    public enum CameBy {
        CALL,
        TEXT,
        CHAT,
        EMAIL,
        SITE,
        OTHER
    }

    /** What staff made of it; only the first is not final. */
    public enum State {
        OPEN,
        CONFIRMED,
        DISMISSED
    }
}
