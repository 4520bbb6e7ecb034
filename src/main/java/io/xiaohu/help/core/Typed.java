package io.xiaohu.help.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads Chinese that was typed in letters, such as {@code tixian mei dao}, as the words of the
 * articles that sound like it. It is made once and never changes.
 */
public final class Typed {

    private static final int SHORTEST = 2;
    private static final int LONGEST = 5;
    private static final int LONGEST_SOUND = 30;
    private static final int LONGEST_TYPED = 60;
    private static final double MOST_READ = 0.7;

    private final Map<String, String> bySound = new HashMap<>();

    /**
     * @param texts what the articles say
     */
    public Typed(Collection<String> texts) {
        Map<String, Map<String, Integer>> counted = new HashMap<>();
        for (String text : texts) {
            count(text, counted);
        }
        counted.forEach((sound, words) -> bySound.put(sound, mostUsed(words)));
    }

    private static void count(String text, Map<String, Map<String, Integer>> counted) {
        List<String> characters =
                Grams.plain(text).codePoints().mapToObj(Character::toString).toList();
        List<String> sounds = characters.stream().map(Pinyin::soundOfOne).toList();
        for (int from = 0; from < sounds.size(); from++) {
            StringBuilder word = new StringBuilder();
            StringBuilder sound = new StringBuilder();
            for (int i = from; i < Math.min(sounds.size(), from + LONGEST); i++) {
                if (sounds.get(i).isEmpty()) {
                    break;
                }
                word.append(characters.get(i));
                sound.append(sounds.get(i));
                if (i - from + 1 >= SHORTEST) {
                    counted.computeIfAbsent(Pinyin.alike(sound.toString()), s -> new HashMap<>())
                            .merge(word.toString(), 1, Integer::sum);
                }
            }
        }
    }

    private static String mostUsed(Map<String, Integer> words) {
        return words.entrySet().stream()
                .max(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }

    /** What was typed in Chinese, or null when too little of it sounds like any word of ours. */
    public @Nullable String read(String typed) {
        String letters = Pinyin.alike(Grams.plain(typed).replaceAll("[^a-z]", ""));
        if (letters.length() < SHORTEST * 2 || letters.length() > LONGEST_TYPED) {
            return null;
        }
        // The most letters read with the fewest words, up to each letter.
        int[] cost = new int[letters.length() + 1];
        List<String> words = new ArrayList<>();
        words.add("");
        for (int end = 1; end <= letters.length(); end++) {
            cost[end] = cost[end - 1] + LONGEST_SOUND;
            String best = words.get(end - 1);
            for (int from = Math.max(0, end - LONGEST_SOUND); from < end; from++) {
                String word = bySound.get(letters.substring(from, end));
                if (word != null && cost[from] + 1 < cost[end]) {
                    cost[end] = cost[from] + 1;
                    best = words.get(from) + word;
                }
            }
            words.add(best);
        }
        int unread = cost[letters.length()] / LONGEST_SOUND;
        return unread <= (1 - MOST_READ) * letters.length() ? words.getLast() : null;
    }
}
