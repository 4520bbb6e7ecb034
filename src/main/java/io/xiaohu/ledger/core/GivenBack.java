package io.xiaohu.ledger.core;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.PostingId;
import java.util.List;
import java.util.UUID;

/**
 * An earlier operation, and how much of it was given back, under its owner account's lock.
 *
 * @param amount the posting's own amount, the most that can be given back
 * @param given what was given back so far
 * @param uses the counters it advanced
 */
public record GivenBack(
        PostingId original,
        UUID owner,
        Asset asset,
        long amount,
        long given,
        List<CounterUse> uses) {

    GivenBack more(long minor) {
        return new GivenBack(original, owner, asset, amount, Math.addExact(given, minor), uses);
    }
}
