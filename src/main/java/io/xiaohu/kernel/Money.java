package io.xiaohu.kernel;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An exact amount in minor units of one asset. Arithmetic that overflows fails; amounts of
 * different assets never meet. Text becomes money in {@link #parse} and nowhere else.
 */
public record Money(long minor, Asset asset) implements Comparable<Money> {

    /**
     * Digits, at most one point, no sign, exponent, grouping or space: what an amount may look
     * like.
     */
    private static final Pattern PLAIN_DECIMAL = Pattern.compile("[0-9]{1,19}(\\.[0-9]{1,18})?");

    public static Money zero(Asset asset) {
        return new Money(0, asset);
    }

    public static Money cny(long minor) {
        return new Money(minor, Asset.CNY);
    }

    /**
     * Reads a decimal such as {@code 12.34}. What cannot be represented exactly is refused, never
     * rounded.
     *
     * @throws ProblemException AMOUNT_INVALID when the text is no plain decimal, has more decimals
     *     than the asset, or does not fit
     */
    public static Money parse(String text, Asset asset) {
        if (!PLAIN_DECIMAL.matcher(text).matches()) {
            throw Problem.of(Reason.AMOUNT_INVALID).field("amount").exception();
        }
        try {
            long minor = new BigDecimal(text).movePointRight(asset.scale()).longValueExact();
            return new Money(minor, asset);
        } catch (ArithmeticException inexact) {
            throw Problem.of(Reason.AMOUNT_INVALID).field("amount").exception();
        }
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameAsset(other).minor), asset);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameAsset(other).minor), asset);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), asset);
    }

    public Money abs() {
        return minor < 0 ? negated() : this;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public boolean isNegative() {
        return minor < 0;
    }

    public boolean isZero() {
        return minor == 0;
    }

    /** The amount as a plain decimal with all its decimals, such as {@code 12.30}. */
    public String amount() {
        return BigDecimal.valueOf(minor, asset.scale()).toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, sameAsset(other).minor);
    }

    @Override
    public String toString() {
        return amount() + " " + asset;
    }

    private Money sameAsset(Money other) {
        if (asset != other.asset) {
            throw new IllegalArgumentException("cannot combine " + asset + " with " + other.asset);
        }
        return other;
    }
}
