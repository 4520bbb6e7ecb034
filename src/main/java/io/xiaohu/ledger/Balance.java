package io.xiaohu.ledger;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;

/**
 * What an owner has in one asset, in money of that asset.
 *
 * @param available what can be spent: total less held
 * @param held set aside for something under way
 */
public record Balance(Asset asset, Money available, Money held, Money total) {

    public static Balance of(Asset asset, long posted, long held) {
        return new Balance(
                asset,
                new Money(Math.subtractExact(posted, held), asset),
                new Money(held, asset),
                new Money(posted, asset));
    }
}
