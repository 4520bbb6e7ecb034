package io.xiaohu.ledger.core;

import io.xiaohu.kernel.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command comes to, before anything is written. */
public sealed interface Decision {

    /**
     * It can be done, and this is what changes.
     *
     * @param uses counters to advance; negative amounts give back
     * @param hold the hold as it begins or ends; null when none is concerned
     * @param givenBack what is given back of an earlier posting, this included; null for none
     */
    record Accept(
            List<Change> changes,
            List<CounterUse> uses,
            @Nullable HoldState hold,
            @Nullable GivenBack givenBack)
            implements Decision {}

    /** It cannot, and this is why; nothing changes. */
    record Refuse(Problem problem) implements Decision {}
}
