package io.xiaohu.help.core;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts text into what search looks for: pairs of neighbouring Chinese characters, since Chinese has
 * no spaces and most of its words have two, and whole words of other scripts.
 */
public final class Grams {

    private static final Pattern RUN =
            Pattern.compile("\\p{IsHan}+|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");
    private static final Set<String> COMMON =
            Set.of(
                    "the", "a", "an", "is", "my", "i", "to", "of", "and", "it", "in", "for", "on",
                    "do", "how", "what", "怎么", "么办", "什么", "为什", "请问", "如何");

    private Grams() {}

    public static Set<String> of(String text) {
        Set<String> grams = new LinkedHashSet<>();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        Matcher runs = RUN.matcher(plain);
        while (runs.find()) {
            String run = runs.group();
            if (Character.isIdeographic(run.codePointAt(0))) {
                pairs(run, grams);
            } else if (!COMMON.contains(run)) {
                grams.add(stem(run));
            }
        }
        return grams;
    }

    private static void pairs(String run, Set<String> grams) {
        int[] characters = run.codePoints().toArray();
        if (characters.length == 1) {
            grams.add(run);
        }
        for (int i = 0; i + 1 < characters.length; i++) {
            String pair = new String(characters, i, 2);
            if (!COMMON.contains(pair)) {
                grams.add(pair);
            }
        }
    }

    /** English endings that do not change what is asked. */
    private static String stem(String word) {
        return word.length() > 4 && word.endsWith("s")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
