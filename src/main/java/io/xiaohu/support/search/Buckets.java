package io.xiaohu.support.search;

import java.util.stream.LongStream;

/**
 * Where in the order of lines one stands, as terms beside its words: the number of the bucket it is
 * in, of 4,096, 32,768 and 262,144 lines. A search that asks for a bucket's term as well reads that
 * part of a word's list only, however common the word is.
 */
final class Buckets {

    static final int LEVELS = 3;
    private static final int[] BITS = {12, 15, 18};
    private static final int NUMBERS = 0x00FF_FFFF;

    private Buckets() {}

    static long size(int level) {
        return 1L << BITS[level];
    }

    /** The first number of the bucket that holds a number. */
    static long floor(long n, int level) {
        return n >> BITS[level] << BITS[level];
    }

    static int term(long n, int level) {
        return (level + 1) << 24 | (int) (n >> BITS[level]) & NUMBERS;
    }

    /** All terms of a line. */
    static int[] of(long n) {
        int[] terms = new int[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            terms[level] = term(n, level);
        }
        return terms;
    }

    /** The terms of the buckets that hold the numbers from low to high. */
    static int[] covering(long low, long high, int level) {
        return LongStream.rangeClosed(low >> BITS[level], high >> BITS[level])
                .mapToInt(bucket -> term(bucket << BITS[level], level))
                .toArray();
    }
}
