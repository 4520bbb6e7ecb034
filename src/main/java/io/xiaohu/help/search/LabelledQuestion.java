package io.xiaohu.help.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** A question as people ask it, and the articles that answer it. */
public record LabelledQuestion(Part part, String language, String text, Set<String> slugs) {

    private static final int COLUMNS = 4;

    /** What a question is there for. */
    public enum Part {
        /** Looked at when weights and words are chosen. */
        TUNING,
        /** By the same author, kept aside. */
        HELD_OUT,
        /** By somebody who wrote neither the articles nor their phrasings. */
        INDEPENDENT
    }

    /** Those of one part. */
    public static List<LabelledQuestion> of(Part part) {
        return all().stream().filter(question -> question.part == part).toList();
    }

    /** Those that were never looked at when weights and words were chosen. */
    public static List<LabelledQuestion> onlyMeasured() {
        return all().stream().filter(question -> question.part != Part.TUNING).toList();
    }

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
                Part.valueOf(columns[0].toUpperCase(Locale.ROOT).replace('-', '_')),
                columns[1],
                columns[2],
                Set.of(columns[3].split(",")));
    }
}
