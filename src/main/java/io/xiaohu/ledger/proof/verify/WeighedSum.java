package io.xiaohu.ledger.proof.verify;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Tells whether a great many amounts cancel out group by group, without keeping the groups: every
 * amount is multiplied by a weight that belongs to its group, and all are added, exactly, in 128
 * bits. When each group sums to zero the whole is zero. When one does not, the whole is zero only
 * by a chance of one in 2^63, since the weights come from keys that are drawn for each run and that
 * nobody who wrote the data can know.
 */
final class WeighedSum {

    private static final long POSITIVE = Long.MAX_VALUE;

    private final long firstKey;
    private final long secondKey;
    private long high;
    private long low;

    WeighedSum(SecureRandom random) {
        this.firstKey = random.nextLong();
        this.secondKey = random.nextLong();
    }

    /** Adds an amount to the group of these ids and this number. */
    void add(UUID first, UUID second, long number, long amount) {
        long weight = weight(first, second, number);
        long addHigh = Math.multiplyHigh(amount, weight);
        long addLow = amount * weight;
        long sum = low + addLow;
        high += addHigh + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        low = sum;
    }

    boolean isZero() {
        return high == 0 && low == 0;
    }

    private long weight(UUID first, UUID second, long number) {
        long mixed = mix(first.getMostSignificantBits() ^ firstKey);
        mixed = mix(mixed + first.getLeastSignificantBits() + secondKey);
        mixed = mix(mixed + second.getMostSignificantBits() + firstKey);
        mixed = mix(mixed + second.getLeastSignificantBits() + secondKey);
        return mix(mixed + number + firstKey) & POSITIVE;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014), which no bit passes unchanged. */
    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
