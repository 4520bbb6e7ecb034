package io.xiaohu.ledger.core;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.Periods;
import java.time.Instant;
import java.util.UUID;

/** By how much an operation advanced a counter; a negative amount gives back. */
public record CounterUse(Key key, long amount) {

    /**
     * One counter of one owner.
     *
     * @param period the counter's own, such as {@code 2026-11-24}
     */
    public record Key(UUID owner, String counter, String period, Asset asset) {

        public static Key of(UUID owner, Allowance allowance, Instant at) {
            return new Key(
                    owner,
                    allowance.counter(),
                    Periods.name(allowance.period(), at),
                    allowance.cap().asset());
        }
    }
}
