package io.xiaohu.staff;

import io.xiaohu.kernel.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something one member of staff asks for and another decides.
 *
 * @param target what it would change, such as a freeze
 * @param customerId whom it concerns; null when no customer
 * @param reason why, as the customer concerned may read it
 * @param evidence what was checked before asking; for staff only
 * @param checks which of the kind's checks were done; the customer concerned may know
 * @param expiresAt from then on nobody decides it any more
 * @param decidedBy who approved, declined or withdrew it
 * @param note what the decider said, as the customer concerned may read it
 */
public record Proposal(
        UUID id,
        String kind,
        UUID target,
        @Nullable UUID customerId,
        String reason,
        String evidence,
        List<String> checks,
        State state,
        Person proposedBy,
        Instant proposedAt,
        Instant expiresAt,
        @Nullable Person decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String note) {

    public Proposal {
        checks = List.copyOf(checks);
    }

    /** Where it stands; only the first is not final. */
    public enum State {
        PROPOSED,
        APPROVED,
        DECLINED,
        WITHDRAWN,
        EXPIRED
    }

    /**
     * What became of one that was approved, where that is done after the approval.
     *
     * @param refused why it could not be done; null unless it was refused
     */
    public record Outcome(How how, @Nullable Reason refused) {

        public static final Outcome UNDER_WAY = new Outcome(How.UNDER_WAY, null);
        public static final Outcome DONE = new Outcome(How.DONE, null);

        /** How far it is; only the first is not final. */
        public enum How {
            UNDER_WAY,
            DONE,
            REFUSED
        }

        public static Outcome refused(Reason why) {
            return new Outcome(How.REFUSED, why);
        }
    }

    /** A member of staff as others see them. */
    public record Person(UUID id, String name) {}
}
