package io.xiaohu.identity.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The phrases a customer may choose from: calm words of nature, two to four characters. They are
 * ours, since carriers refuse what customers write themselves.
 */
public final class PhraseList {

    /** The most bytes one takes in UTF-8. */
    public static final int LONGEST_BYTES = 12;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<Choice> ALL = load();

    /**
     * @param pinyin how it is read, for whoever does not read Chinese
     */
    public record Choice(String phrase, String pinyin) {}

    private PhraseList() {}

    public static boolean has(String phrase) {
        return ALL.stream().anyMatch(choice -> choice.phrase().equals(phrase));
    }

    /** Some of them, others each time. */
    public static List<Choice> some(int howMany) {
        List<Choice> shuffled = new ArrayList<>(ALL);
        Collections.shuffle(shuffled, RANDOM);
        return List.copyOf(shuffled.subList(0, howMany));
    }

    private static List<Choice> load() {
        try (InputStream in = PhraseList.class.getResourceAsStream("/identity/phrases.txt")) {
            if (in == null) {
                throw new IllegalStateException("the list of phrases is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .map(parts -> new Choice(parts[0], parts[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
