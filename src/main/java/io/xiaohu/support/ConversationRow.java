package io.xiaohu.support;

import io.xiaohu.kernel.SubjectRef;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as its row says.
 *
 * @param lastSeq the number of the last line, staff-only ones included
 * @param customerSeq the number of the last line the customer may see
 * @param customerRead how far the customer has read
 * @param customerGot how far the customer's devices have fetched
 * @param waitingSince since when a customer waits for an answer
 * @param humanAskedAt when the customer asked for a human in so many words
 * @param snoozedUntil until when its agent put it aside
 * @param continuedIn the conversation it goes on in, when it was merged or ended long ago
 * @param channel how it is held: {@code APP} or {@code PHONE}
 * @param asRequest whether it is kept as a request for now, out of the queue
 * @param language which its owner read when they last wrote; Chinese of a caller nobody knows
 */
public record ConversationRow(
        UUID id,
        @Nullable UUID customerId,
        Topic topic,
        @Nullable SubjectRef subject,
        @Nullable String code,
        State state,
        @Nullable UUID claimedBy,
        @Nullable String claimedName,
        long lastSeq,
        long customerSeq,
        String lastText,
        long customerRead,
        long customerGot,
        long staffRead,
        Instant openedAt,
        Instant lastAt,
        @Nullable Instant waitingSince,
        @Nullable Instant closedAt,
        @Nullable Instant humanAskedAt,
        @Nullable Instant snoozedUntil,
        @Nullable UUID continuedIn,
        List<String> tags,
        String channel,
        boolean asRequest,
        Locale language) {

    /** WAITING for an agent, OPEN with one, or CLOSED. */
    public enum State {
        WAITING,
        OPEN,
        CLOSED
    }

    /** Whether it is a call on the phone, and no request made of one. */
    public boolean isCall() {
        return channel.equals("PHONE") && !asRequest;
    }

    /** Whether it is open and with nobody, so that anybody may take it. */
    public boolean isAnybodys() {
        return state != State.CLOSED && claimedBy == null;
    }

    /** Whether it is open and in these hands. */
    public boolean isWith(UUID staff) {
        return state != State.CLOSED && staff.equals(claimedBy);
    }
}
