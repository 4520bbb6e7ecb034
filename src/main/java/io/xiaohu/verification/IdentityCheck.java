package io.xiaohu.verification;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One check of who somebody is, and how it stands.
 *
 * @param reason why it failed
 * @param reasonCase which of the reason's sentences fits, for a document that was refused
 * @param note what the reviewer wrote for the customer
 * @param documentUntil the last day of the identity card; null when for life, or no document
 * @param provider who answers, {@code staff} for people
 * @param reference how the provider calls its answer
 * @param tries how often there was no answer
 * @param answerBy until when people promise to have decided
 * @param validUntil until when a passed one counts
 */
public record IdentityCheck(
        UUID id,
        UUID customer,
        CheckKind kind,
        State state,
        @Nullable Reason reason,
        @Nullable String reasonCase,
        @Nullable String note,
        @Nullable String cardTail,
        @Nullable LocalDate documentUntil,
        String provider,
        @Nullable String reference,
        int tries,
        Instant askedAt,
        @Nullable Instant answerBy,
        @Nullable Instant decidedAt,
        @Nullable Instant validUntil) {

    /** Where it stands; the last two are final. */
    public enum State {
        ASKED,
        /** Asked without an answer; it is asked again until there is one. */
        UNKNOWN,
        UNDER_REVIEW,
        PASSED,
        FAILED
    }

    /** Why a picture of an identity card was refused. */
    public enum Fault {
        UNREADABLE,
        NOT_MATCHING,
        EXPIRED,
        OTHER
    }

    public boolean isDecided() {
        return decidedAt != null;
    }

    /** Whether it counts at this moment. */
    public boolean holdsAt(Instant at) {
        return validUntil != null && validUntil.isAfter(at);
    }

    public SubjectRef subject() {
        return new SubjectRef(SubjectKind.VERIFICATION, id);
    }

    /** Why it failed, or what it waits for when that is late or takes people; else empty. */
    public Optional<Problem> problem() {
        return switch (state) {
            case ASKED, PASSED -> Optional.empty();
            case UNKNOWN -> Optional.of(Problem.of(Reason.CHECK_UNAVAILABLE).about(subject()));
            case UNDER_REVIEW -> Optional.of(underReview());
            case FAILED -> reason == null ? Optional.empty() : Optional.of(failed(reason));
        };
    }

    /** DOCUMENT_UNDER_REVIEW, with the time by which it will be decided. */
    public Problem underReview() {
        Problem problem = Problem.of(Reason.DOCUMENT_UNDER_REVIEW).about(subject());
        return answerBy == null ? problem : problem.with("until", answerBy);
    }

    private Problem failed(Reason why) {
        Problem problem = Problem.of(why).about(subject()).with("why", note == null ? "" : note);
        return reasonCase == null ? problem : problem.with("case", reasonCase);
    }
}
