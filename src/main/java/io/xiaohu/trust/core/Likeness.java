package io.xiaohu.trust.core;

import com.ibm.icu.text.SpoofChecker;
import java.util.Locale;

/** How much two names look alike. */
final class Likeness {

    private static final SpoofChecker SPOOFS = new SpoofChecker.Builder().build();

    private Likeness() {}

    /**
     * The name as the eye takes it: look-alike letters of any script become one (Unicode TS 39's
     * skeleton), digits used as letters become letters, separators go.
     */
    static String folded(String name) {
        String latin =
                SPOOFS.getSkeleton(name.toLowerCase(Locale.ROOT))
                        .toLowerCase(Locale.ROOT)
                        .replace("vv", "w")
                        .replace("rn", "m")
                        .replace('0', 'o')
                        .replace('1', 'l')
                        .replace('3', 'e')
                        .replace('4', 'a')
                        .replace('5', 's');
        return latin.replaceAll("[\\s._\\-‐-―·]", "");
    }

    /**
     * Insertions, deletions, changes and swaps of neighbours that turn one text into the other
     * (optimal string alignment), counted up to {@code most + 1}.
     */
    static int distance(String a, String b, int most) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        if (Math.abs(left.length - right.length) > most) {
            return most + 1;
        }
        int[][] cost = new int[left.length + 1][right.length + 1];
        for (int i = 0; i <= left.length; i++) {
            for (int j = 0; j <= right.length; j++) {
                cost[i][j] = cell(cost, left, right, i, j);
            }
        }
        return Math.min(cost[left.length][right.length], most + 1);
    }

    private static int cell(int[][] cost, int[] left, int[] right, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int change = left[i - 1] == right[j - 1] ? 0 : 1;
        int best =
                Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
