package io.xiaohu.help.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds articles whose passages mean what is asked. It is made once and never changes. */
final class MeaningIndex {

    private final String[] slugs;
    private final float[][] vectors;

    /**
     * @param vectors of length one, in the order of the passages
     */
    MeaningIndex(List<Passage> passages, List<float[]> vectors) {
        this.slugs = passages.stream().map(Passage::slug).toArray(String[]::new);
        this.vectors = vectors.toArray(float[][]::new);
    }

    /** How near each article's nearest passage is: the cosine. */
    Map<String, Double> find(float[] question) {
        Map<String, Double> best = new HashMap<>();
        for (int i = 0; i < vectors.length; i++) {
            double near = product(vectors[i], question);
            best.merge(slugs[i], near, Math::max);
        }
        return best;
    }

    /** Four sums at a time, which the compiler turns into vector instructions. */
    private static double product(float[] one, float[] other) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int end = Math.min(one.length, other.length) & ~3;
        for (int i = 0; i < end; i += 4) {
            a += one[i] * other[i];
            b += one[i + 1] * other[i + 1];
            c += one[i + 2] * other[i + 2];
            d += one[i + 3] * other[i + 3];
        }
        return a + b + c + d;
    }
}
