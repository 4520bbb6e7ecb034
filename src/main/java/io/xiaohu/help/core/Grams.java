package io.xiaohu.help.core;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * Cuts text into what search looks for: pairs of neighbouring Chinese characters, since Chinese has
 * no spaces and most of its words have two, and the stems of other words.
 */
public final class Grams {

    private static final Pattern RUN =
            Pattern.compile("\\p{IsHan}+|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");
    private static final Set<String> COMMON =
            Set.of(
                    "the", "a", "an", "is", "am", "are", "my", "i", "me", "to", "of", "and", "it",
                    "in", "for", "on", "do", "does", "did", "how", "what", "why", "can", "you",
                    "be", "t", "s", "m", "have", "has", "that", "this", "with", "怎么", "么办", "什么",
                    "为什", "请问", "如何", "么样");

    private Grams() {}

    /** The text as it is compared: one form of each character, lower case. */
    public static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** What is looked for, in its order, repeated as often as it stands there. */
    public static List<String> of(String text) {
        List<String> grams = new ArrayList<>();
        Matcher runs = RUN.matcher(plain(text));
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

    /** Each Chinese character by itself, for questions of a single one. */
    public static List<String> characters(String text) {
        return plain(text)
                .codePoints()
                .filter(Character::isIdeographic)
                .mapToObj(Character::toString)
                .toList();
    }

    /** Words of other scripts than Chinese, as they are written. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher runs = RUN.matcher(plain(text));
        while (runs.find()) {
            if (!Character.isIdeographic(runs.group().codePointAt(0))) {
                words.add(runs.group());
            }
        }
        return words;
    }

    private static void pairs(String run, List<String> grams) {
        int[] characters = run.codePoints().toArray();
        for (int i = 0; i + 1 < characters.length; i++) {
            String pair = new String(characters, i, 2);
            if (!COMMON.contains(pair)) {
                grams.add(pair);
            }
        }
    }

    private static String stem(String word) {
        EnglishStemmer stemmer = new EnglishStemmer();
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
