package io.xiaohu.ledger.core;

import io.xiaohu.kernel.Problem;
import io.xiaohu.ledger.PostingId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command comes to, before anything is written. */
public sealed interface Decision {

    /**
     * It can be done, and this is what changes.
     *
     * @param advances counters to advance; negative amounts give back
     * @param hold what becomes of a hold; null when none is concerned
     */
    record Accept(
            List<Entry> entries, List<HoldState.CounterUse> advances, @Nullable HoldChange hold)
            implements Decision {}

    /** It cannot, and this is why; nothing changes. */
    record Refuse(Problem problem) implements Decision {}

    /** A hold that begins (HELD) or ends. */
    record HoldChange(PostingId id, HoldState.State to, long amount, long captured) {}
}
