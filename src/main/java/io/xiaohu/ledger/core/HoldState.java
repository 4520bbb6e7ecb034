package io.xiaohu.ledger.core;

import io.xiaohu.ledger.PostingId;
import java.util.List;
import java.util.UUID;

/**
 * A hold as read under its account's lock.
 *
 * @param uses the counters it advanced, to be given back when it is released
 */
public record HoldState(
        PostingId id, UUID account, long amount, State state, List<CounterUse> uses) {

    /** HELD until it ends, once. */
    public enum State {
        HELD,
        CAPTURED,
        RELEASED
    }

    /**
     * A counter and by how much it was advanced; the period is the counter's own, such as {@code
     * 2026-11-24}.
     */
    public record CounterUse(String counter, String period, long amount) {}
}
