package io.xiaohu.ledger;

import io.xiaohu.kernel.Problem;
import java.time.Instant;
import java.util.List;

/** What became of a command. The same for every repeat of it. */
public sealed interface Outcome {

    PostingId id();

    /** When it was booked. */
    Instant at();

    /** Whether it had been done before and this is the first answer again. */
    boolean repeated();

    /**
     * It is done and committed.
     *
     * @param balances the owner's balances right after it
     */
    record Posted(PostingId id, Instant at, boolean repeated, List<Balance> balances)
            implements Outcome {

        /** Whether none of it reached its owner: what comes for a closed account is set aside. */
        public boolean passedOwnerBy() {
            return balances.isEmpty();
        }
    }

    /** It is refused for good, and nothing moved. */
    record Refused(PostingId id, Instant at, boolean repeated, Problem problem)
            implements Outcome {}
}
