package io.xiaohu.ledger.core;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.PostingId;
import java.util.UUID;

/**
 * How much of a posting was given back, under its owner account's lock.
 *
 * @param amount the posting's own amount, the most that can be given back
 * @param given what was given back so far
 */
public record GivenBack(PostingId original, UUID owner, Asset asset, long amount, long given) {

    GivenBack more(long minor) {
        return new GivenBack(original, owner, asset, amount, Math.addExact(given, minor));
    }
}
