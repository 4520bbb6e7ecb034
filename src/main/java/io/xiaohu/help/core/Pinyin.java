package io.xiaohu.help.core;

import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How Chinese sounds, as people type it: without tones, and without the differences many do not
 * make (zh and z, ng and n).
 */
public final class Pinyin {

    private static final int LETTERS = 3;

    private static final Transliterator SOUND =
            Transliterator.getInstance("Han-Latin; Latin-ASCII; Lower");

    /** Words whose characters sound otherwise than they mostly do. */
    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("银行", "yin hang"),
                    Map.entry("发卡行", "fa ka hang"),
                    Map.entry("开户行", "kai hu hang"),
                    Map.entry("重设", "chong she"),
                    Map.entry("重置", "chong zhi"),
                    Map.entry("重复", "chong fu"),
                    Map.entry("重新", "chong xin"),
                    Map.entry("重发", "chong fa"),
                    Map.entry("还款", "huan kuan"),
                    Map.entry("长期", "chang qi"),
                    Map.entry("多长", "duo chang"),
                    Map.entry("调高", "tiao gao"),
                    Map.entry("调休", "tiao xiu"),
                    Map.entry("了", "le"),
                    Map.entry("得", "de"),
                    Map.entry("没", "mei"));

    private static final Map<Integer, String> BY_CHARACTER = new ConcurrentHashMap<>();

    private Pinyin() {}

    /** The syllables of the Chinese in a text; an empty one where other text stands between. */
    public static List<String> syllables(String text) {
        List<String> syllables = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int next = word(text, at, syllables);
            if (next == at) {
                int character = text.codePointAt(at);
                syllables.add(Character.isIdeographic(character) ? sound(character) : "");
                next = at + Character.charCount(character);
            }
            at = next;
        }
        return syllables;
    }

    /** Neighbouring syllables, for words written with other characters of the same sound. */
    public static List<String> pairs(String text) {
        List<String> syllables = syllables(text);
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < syllables.size(); i++) {
            String one = syllables.get(i);
            String two = syllables.get(i + 1);
            if (!one.isEmpty() && !two.isEmpty()) {
                pairs.add(alike(one) + "." + alike(two));
            }
        }
        return pairs;
    }

    /**
     * Every three letters in a row of how the text sounds: what is left of it with a slip in it.
     */
    public static List<String> letters(String text) {
        return inThrees(alike(String.join("", syllables(text))));
    }

    /** The same of what somebody typed in letters. */
    public static List<String> lettersOfTyped(String typed) {
        return inThrees(alike(typed.replaceAll("[^a-z]", "")));
    }

    private static int word(String text, int at, List<String> syllables) {
        for (Map.Entry<String, String> word : WORDS.entrySet()) {
            if (text.startsWith(word.getKey(), at)) {
                syllables.addAll(List.of(word.getValue().split(" ")));
                return at + word.getKey().length();
            }
        }
        return at;
    }

    /** How one character sounds; empty for what is not Chinese. */
    static String soundOfOne(String character) {
        int one = character.codePointAt(0);
        return Character.isIdeographic(one) ? WORDS.getOrDefault(character, sound(one)) : "";
    }

    private static String sound(int character) {
        return BY_CHARACTER.computeIfAbsent(
                character, c -> SOUND.transliterate(Character.toString(c)).strip());
    }

    /** The same for sounds many people do not tell apart. */
    static String alike(String sound) {
        return sound.replace("zh", "z")
                .replace("ch", "c")
                .replace("sh", "s")
                .replace("ng", "n")
                .replace('v', 'u');
    }

    private static List<String> inThrees(String letters) {
        List<String> threes = new ArrayList<>();
        for (int i = 0; i + LETTERS <= letters.length(); i++) {
            threes.add(letters.substring(i, i + LETTERS));
        }
        return threes;
    }
}
