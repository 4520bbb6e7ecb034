package io.xiaohu.help.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds articles whose passages mean what is asked. It is made once and never changes. Vectors are
 * kept as bytes: the sums of whole numbers are what the processor does many of at a time, and what
 * is lost is far less than what separates two articles.
 */
final class MeaningIndex {

    /** No part of a vector of length one with 512 parts comes near this. */
    private static final float LARGEST = 0.4f;

    private final String[] slugs;
    private final byte[][] vectors;

    /**
     * @param vectors of length one, in the order of the passages
     */
    MeaningIndex(List<Passage> passages, List<float[]> vectors) {
        this.slugs = passages.stream().map(Passage::slug).toArray(String[]::new);
        this.vectors = vectors.stream().map(MeaningIndex::bytes).toArray(byte[][]::new);
    }

    /** How near each article's nearest passage is: the cosine. */
    Map<String, Double> find(float[] question) {
        byte[] asked = bytes(question);
        Map<String, Double> best = new HashMap<>();
        double one = Byte.MAX_VALUE / LARGEST;
        int nearest = Integer.MIN_VALUE;
        for (int i = 0; i < vectors.length; i++) {
            nearest = Math.max(nearest, product(vectors[i], asked));
            // The passages of an article follow one another.
            if (i + 1 == vectors.length || !slugs[i].equals(slugs[i + 1])) {
                best.merge(slugs[i], nearest / (one * one), Math::max);
                nearest = Integer.MIN_VALUE;
            }
        }
        return best;
    }

    private static byte[] bytes(float[] vector) {
        byte[] bytes = new byte[vector.length];
        for (int i = 0; i < bytes.length; i++) {
            float bounded = Math.clamp(vector[i], -LARGEST, LARGEST);
            bytes[i] = (byte) Math.round(bounded / LARGEST * Byte.MAX_VALUE);
        }
        return bytes;
    }

    private static int product(byte[] one, byte[] other) {
        int sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
