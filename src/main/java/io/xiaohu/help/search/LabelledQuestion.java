package io.xiaohu.help.search;

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

/**
 * A question as people ask it, and the articles that answer it.
 *
 * @param heldOut kept aside: never looked at when weights and words are chosen
 */
public record LabelledQuestion(boolean heldOut, String language, String text, Set<String> slugs) {

    private static final int COLUMNS = 4;

    /** All of them, from {@code help/questions.tsv}. */
    public static List<LabelledQuestion> all() {
        List<LabelledQuestion> all = new ArrayList<>();
        try (InputStream file =
                        Objects.requireNonNull(
                                LabelledQuestion.class.getResourceAsStream("/help/questions.tsv"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    all.add(read(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static LabelledQuestion read(String line) {
        String[] columns = line.split("\t");
        if (columns.length != COLUMNS) {
            throw new IllegalStateException("not a labelled question: " + line);
        }
        return new LabelledQuestion(
                columns[0].equals("held-out"),
                columns[1],
                columns[2],
                Set.of(columns[3].split(",")));
    }
}
