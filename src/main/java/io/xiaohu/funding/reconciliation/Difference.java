package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.Direction;
import io.xiaohu.kernel.Money;
import io.xiaohu.staff.Proposal.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a channel's statement and our books do not agree on.
 *
 * @param dayId the day it counts on
 * @param ofDay the day of the statement it is about; another one when that day was closed
 * @param order the order as the channel names it
 * @param amount by how much they have more for us than we: positive is 长款, negative 短款
 * @param fee by how much they took more than we
 * @param theirs what their line says; null when they have none
 * @param ours what our books say; null when they have nothing
 * @param flow the flow it is about; null when nobody knows the order
 * @param said what contradicts, for a contradiction
 * @param byFlow whether the flow's own postings end it
 * @param posting what ended it
 * @param counterpart the difference of the other day that explains it
 */
public record Difference(
        UUID id,
        UUID dayId,
        String channel,
        LocalDate ofDay,
        Kind kind,
        UUID order,
        Direction direction,
        Money amount,
        Money fee,
        @Nullable Side theirs,
        @Nullable Side ours,
        @Nullable UUID flow,
        @Nullable String said,
        State state,
        @Nullable Ending ending,
        boolean byFlow,
        @Nullable UUID posting,
        @Nullable UUID counterpart,
        @Nullable Person owner,
        Instant foundAt) {

    /** What does not agree. */
    public enum Kind {
        /** They carried it out, we did not. */
        MISSING_HERE,
        /** We booked it, they do not have it. */
        MISSING_THERE,
        AMOUNT_DIFFERS,
        FEE_DIFFERS,
        /** They have it once more than it was. */
        DUPLICATE,
        /** The channel said something against its own first final answer; no cents. */
        CONTRADICTION
    }

    /** Where it stands. */
    public enum State {
        OPEN,
        /** Its end is approved and being posted. */
        APPROVED,
        ENDED,
        /** A later version of the statement no longer has it. */
        GONE
    }

    /** One of the two sides. */
    public record Side(Money amount, Money fee) {}
}
