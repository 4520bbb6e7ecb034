package io.xiaohu.ledger.model;

import io.xiaohu.ledger.Ledger;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Outcome;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.jdbc.TestLedger;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a lane sends its commands. */
public interface LaneTarget {

    Outcome apply(LedgerCommand command);

    List<Ledger.BulkResult> applyEach(List<LedgerCommand> commands);

    Ledger.AtomicResult applyTogether(List<LedgerCommand> commands);

    Outcome reverse(LedgerCommand.Header header, PostingId original);

    void freeze(UUID owner, @Nullable String as);

    /** Whether it sends a command again by itself, so that its first answer can be a repeat. */
    boolean sendsAgain();

    /** Sends them to the ledger as they are. */
    static LaneTarget of(TestLedger test) {
        Ledger ledger = test.ledger();
        return new LaneTarget() {
            @Override
            public Outcome apply(LedgerCommand command) {
                return ledger.apply(command);
            }

            @Override
            public List<Ledger.BulkResult> applyEach(List<LedgerCommand> commands) {
                return ledger.applyEach(commands);
            }

            @Override
            public Ledger.AtomicResult applyTogether(List<LedgerCommand> commands) {
                return ledger.applyTogether(commands);
            }

            @Override
            public Outcome reverse(LedgerCommand.Header header, PostingId original) {
                return ledger.reverse(header, original);
            }

            @Override
            public void freeze(UUID owner, @Nullable String as) {
                if (as == null) {
                    test.unfreeze(owner);
                } else {
                    test.freeze(owner, as.equals("ALL"));
                }
            }

            @Override
            public boolean sendsAgain() {
                return false;
            }
        };
    }
}
