package io.xiaohu.identity;

import io.xiaohu.staff.Proposal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A freeze in words: by whom, why, since when, what can be done about it and how to appeal.
 *
 * @param title by whom, in words
 * @param reason why, in words
 * @param remedy what ends it
 * @param appeal what to do for somebody who thinks it wrong
 * @param unfreezing the latest proposal to lift it; null when nobody has proposed it
 */
public record FreezeShown(
        UUID id,
        Freeze.Cause cause,
        Instant since,
        @Nullable Instant liftedAt,
        String title,
        String reason,
        String remedy,
        String appeal,
        @Nullable Unfreezing unfreezing) {

    /** Who proposed to lift it and who decided, when and why. */
    public record Unfreezing(
            Proposal.State state,
            String proposedBy,
            Instant proposedAt,
            String reason,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String note) {

        static Unfreezing of(Proposal proposal) {
            Proposal.Person decider = proposal.decidedBy();
            return new Unfreezing(
                    proposal.state(),
                    proposal.proposedBy().name(),
                    proposal.proposedAt(),
                    proposal.reason(),
                    decider == null ? null : decider.name(),
                    proposal.decidedAt(),
                    proposal.note());
        }
    }
}
