package io.xiaohu.help.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Words that mean the same to somebody who asks: a line a group, the article's own word first. */
public final class Synonyms {

    private static final List<List<String>> GROUPS = read();

    private Synonyms() {}

    /** Our words for what the question calls otherwise. */
    public static Set<String> ours(String question) {
        String plain = Grams.plain(question);
        Set<String> ours = new TreeSet<>();
        for (List<String> group : GROUPS) {
            if (group.stream().skip(1).anyMatch(word -> says(plain, word))) {
                ours.add(group.getFirst());
            }
        }
        return ours;
    }

    private static boolean says(String plain, String word) {
        if (Character.isIdeographic(word.codePointAt(0))) {
            return plain.contains(word);
        }
        return (" " + String.join(" ", Grams.words(plain)) + " ").contains(" " + word + " ");
    }

    private static List<List<String>> read() {
        List<List<String>> groups = new ArrayList<>();
        try (InputStream file =
                        Objects.requireNonNull(
                                Synonyms.class.getResourceAsStream("/help/synonyms.txt"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    groups.add(List.of(line.strip().split("\\s*\\|\\s*")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return groups;
    }
}
