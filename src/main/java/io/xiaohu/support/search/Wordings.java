package io.xiaohu.support.search;

import java.util.Collection;

/** Whether words are in a text, whatever their width and case. */
public final class Wordings {

    private Wordings() {}

    public static boolean hasAny(String text, Collection<String> words) {
        String folded = Folded.of(text).text();
        return words.stream().map(word -> Folded.of(word).text()).anyMatch(folded::contains);
    }
}
