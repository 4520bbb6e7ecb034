package io.xiaohu.kernel;

import java.util.Optional;

/** What can be held: a code and the number of decimals its smallest unit has. */
public enum Asset {
    CNY(2, "¥"),
    USDC(6, "USDC "),
    BTC(8, "BTC ");

    private final int scale;
    private final String symbol;

    Asset(int scale, String symbol) {
        this.scale = scale;
        this.symbol = symbol;
    }

    /** Decimals of the smallest unit: 2 means that one unit is a hundredth. */
    public int scale() {
        return scale;
    }

    /** What stands before an amount in a sentence. */
    public String symbol() {
        return symbol;
    }

    public static Optional<Asset> ofCode(String code) {
        for (Asset asset : values()) {
            if (asset.name().equals(code)) {
                return Optional.of(asset);
            }
        }
        return Optional.empty();
    }
}
