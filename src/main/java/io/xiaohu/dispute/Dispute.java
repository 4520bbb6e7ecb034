package io.xiaohu.dispute;

import io.xiaohu.kernel.SubjectRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contested transaction.
 *
 * @param dueAt by when the present stage has an answer
 * @param note what whoever decided wrote
 */
public record Dispute(
        UUID id,
        UUID customer,
        SubjectRef subject,
        Reason reason,
        String story,
        Stage stage,
        @Nullable Outcome outcome,
        @Nullable String note,
        Instant openedAt,
        Instant dueAt,
        List<Evidence> evidence) {

    /** Why it is contested. */
    public enum Reason {
        NOT_MINE,
        NOT_RECEIVED,
        WRONG_AMOUNT,
        DUPLICATE,
        NOT_AS_DESCRIBED,
        OTHER
    }

    /** How far it is. */
    public enum Stage {
        OPENED,
        EVIDENCE,
        REVIEW,
        DECIDED,
        APPEAL,
        CLOSED
    }

    /** How it was decided. */
    public enum Outcome {
        FOR_CUSTOMER,
        FOR_MERCHANT,
        SPLIT
    }

    /** What was sealed on arrival; the hash is of the content as kept. */
    public record Evidence(String kind, String sha256, String by, Instant at) {}
}
