package io.xiaohu.funding.reconciliation;

import io.xiaohu.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A channel's day as it was compared last.
 *
 * @param version the version of the statement it was compared with; 0 while there is none
 * @param theirs what the statement comes to, money in less money out
 * @param ours what the ledger's clearing accounts of the channel moved on the day
 * @param corrections how much of ours are postings that end differences of this or other days
 * @param late what statements of days that were closed brought and is explained here
 * @param open how many differences are not ended
 * @param openAmount what they come to
 */
public record Day(
        UUID id,
        String channel,
        LocalDate day,
        State state,
        int version,
        Money theirs,
        Money theirFees,
        Money ours,
        Money ourFees,
        Money corrections,
        Money feeCorrections,
        Money late,
        Money lateFees,
        int differences,
        int open,
        Money openAmount,
        Money openFees,
        Money listed,
        Money listedFees,
        @Nullable Instant comparedAt,
        @Nullable Instant closedAt,
        @Nullable UUID closedBy) {

    public enum State {
        OPEN,
        CLOSED
    }

    /** By how much they have more for us than we, whatever became of it: what has to be listed. */
    public Money difference() {
        return theirs.plus(late).minus(ours.minus(corrections));
    }

    public Money feeDifference() {
        return theirFees.plus(lateFees).minus(ourFees.minus(feeCorrections));
    }

    /** Whether every cent of the difference is some listed difference's. */
    public boolean isListedInFull() {
        return difference().equals(listed) && feeDifference().equals(listedFees);
    }
}
