package io.xiaohu.support.requests;

import io.xiaohu.support.Topic;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request as its row and its conversation's say. Both have the same id: a request is a
 * conversation kept in another form, so turning one into the other copies and loses nothing.
 *
 * @param number eight digits, to be said on the phone
 * @param complaint whether it is counted in the yearly disclosure
 * @param byStaff whether staff made it of a conversation
 * @param language in which its customer is told
 * @param missedAt when its due time passed
 * @param reopened how often
 * @param customerId null for a guest
 * @param continuedIn the conversation its own goes on in, from where it does not come back
 */
public record ServiceRequest(
        UUID id,
        String number,
        Topic topic,
        RequestState state,
        boolean complaint,
        boolean byStaff,
        Locale language,
        Promise promise,
        @Nullable Instant missedAt,
        Instant submittedAt,
        Instant changedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        int reopened,
        @Nullable UUID customerId,
        @Nullable UUID claimedBy,
        @Nullable String claimedName,
        String lastText,
        Instant lastAt,
        @Nullable UUID continuedIn) {

    ServiceRequest moved(
            RequestState to,
            Promise other,
            Instant at,
            @Nullable Instant resolved,
            @Nullable Instant closed,
            boolean again) {
        return new ServiceRequest(
                id,
                number,
                topic,
                to,
                complaint,
                byStaff,
                language,
                other,
                again ? null : missedAt,
                submittedAt,
                at,
                resolved,
                closed,
                again ? reopened + 1 : reopened,
                customerId,
                claimedBy,
                claimedName,
                lastText,
                lastAt,
                continuedIn);
    }

    /** Sorted anew. */
    ServiceRequest marked(Topic about, boolean asComplaint, Instant at) {
        return new ServiceRequest(
                id,
                number,
                about,
                state,
                asComplaint,
                byStaff,
                language,
                promise,
                missedAt,
                submittedAt,
                at,
                resolvedAt,
                closedAt,
                reopened,
                customerId,
                claimedBy,
                claimedName,
                lastText,
                lastAt,
                continuedIn);
    }

    /** Late from a moment on. */
    ServiceRequest late(Instant since) {
        return new ServiceRequest(
                id,
                number,
                topic,
                state,
                complaint,
                byStaff,
                language,
                promise,
                since,
                submittedAt,
                changedAt,
                resolvedAt,
                closedAt,
                reopened,
                customerId,
                claimedBy,
                claimedName,
                lastText,
                lastAt,
                continuedIn);
    }
}
