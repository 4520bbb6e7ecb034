package io.xiaohu.trust.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A long text read some sentences at a time: words far apart make no story together. */
final class Windows {

    private static final Pattern SENTENCES = Pattern.compile("(?<=[。！？!?\\n])");

    /** A message; it is read whole. */
    private static final int MESSAGE = 300;

    private static final int LENGTH = 180;
    private static final int PIECE = 60;

    private Windows() {}

    /**
     * Sentences that follow each other, together about {@link #LENGTH} characters; they overlap.
     */
    static Collection<String> of(String text) {
        if (text.length() <= MESSAGE) {
            return List.of(text);
        }
        List<String> pieces = new ArrayList<>();
        for (String sentence : SENTENCES.split(text)) {
            for (int from = 0; from < sentence.length(); from += PIECE) {
                pieces.add(sentence.substring(from, Math.min(sentence.length(), from + PIECE)));
            }
        }
        Set<String> windows = new LinkedHashSet<>();
        int first = 0;
        while (first < pieces.size()) {
            StringBuilder window = new StringBuilder();
            int next = first;
            while (next < pieces.size()
                    && (next == first || window.length() + pieces.get(next).length() <= LENGTH)) {
                window.append(pieces.get(next++));
            }
            windows.add(window.toString());
            first =
                    next == pieces.size()
                            ? next
                            : Math.max(first + 1, next - overlap(pieces, next));
        }
        return windows;
    }

    /** How many pieces before one are looked at again with it. */
    private static int overlap(List<String> pieces, int next) {
        int many = 0;
        int length = 0;
        while (many < next && length + pieces.get(next - many - 1).length() <= PIECE) {
            length += pieces.get(next - many - 1).length();
            many++;
        }
        return many;
    }
}
