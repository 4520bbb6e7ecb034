package io.xiaohu.help.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds articles whose passages mean what is asked. It is made once and never changes. The vectors
 * lie in columns, each with one part of all of them: what is added to many numbers side by side the
 * processor does many of at a time, and the sum of one row it does not.
 */
final class MeaningIndex {

    private final String[] slugs;
    private final float[][] columns;

    /**
     * @param vectors of length one, in the order of the passages
     */
    MeaningIndex(List<Passage> passages, List<float[]> vectors) {
        this.slugs = passages.stream().map(Passage::slug).toArray(String[]::new);
        int parts = vectors.isEmpty() ? 0 : vectors.getFirst().length;
        this.columns = new float[parts][vectors.size()];
        for (int row = 0; row < vectors.size(); row++) {
            for (int part = 0; part < parts; part++) {
                columns[part][row] = vectors.get(row)[part];
            }
        }
    }

    /** How near each article's nearest passage is: the cosine. */
    Map<String, Double> find(float[] question) {
        float[] cosines = new float[slugs.length];
        for (int part = 0; part < columns.length; part++) {
            addTimes(question[part], columns[part], cosines);
        }
        Map<String, Double> best = new HashMap<>();
        float nearest = -1;
        for (int row = 0; row < slugs.length; row++) {
            nearest = Math.max(nearest, cosines[row]);
            // The passages of an article follow one another.
            if (row + 1 == slugs.length || !slugs[row].equals(slugs[row + 1])) {
                best.merge(slugs[row], (double) nearest, Math::max);
                nearest = -1;
            }
        }
        return best;
    }

    private static void addTimes(float factor, float[] column, float[] sums) {
        for (int row = 0; row < sums.length; row++) {
            sums[row] += factor * column[row];
        }
    }
}
