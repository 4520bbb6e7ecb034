package io.xiaohu.ledger.proof.verify;

import static io.xiaohu.ledger.proof.verify.BreakFoundException.require;

import io.xiaohu.kernel.Asset;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/** What all accounts come to, for each asset. Sums of sums may pass what a balance can hold. */
final class Totals {

    private final Map<Asset, BigInteger> credits = new EnumMap<>(Asset.class);
    private final Map<Asset, BigInteger> debits = new EnumMap<>(Asset.class);

    void add(Asset asset, long posted) {
        (posted < 0 ? debits : credits).merge(asset, BigInteger.valueOf(posted), BigInteger::add);
    }

    void requireZero() {
        for (Asset asset : Asset.values()) {
            BigInteger sum = of(credits, asset).add(of(debits, asset));
            require(
                    sum.signum() == 0,
                    "All %s accounts together come to %s, not to zero.",
                    asset,
                    decimal(sum, asset));
        }
    }

    /** What is owned in each asset that there is, as plain decimals; owed is the same. */
    Map<String, String> owned() {
        Map<String, String> owned = new java.util.TreeMap<>();
        credits.forEach((asset, sum) -> owned.put(asset.name(), decimal(sum, asset)));
        return owned;
    }

    private static BigInteger of(Map<Asset, BigInteger> sums, Asset asset) {
        return sums.getOrDefault(asset, BigInteger.ZERO);
    }

    private static String decimal(BigInteger minor, Asset asset) {
        return new BigDecimal(minor, asset.scale()).toPlainString();
    }
}
