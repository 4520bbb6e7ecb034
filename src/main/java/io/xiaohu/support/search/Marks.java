package io.xiaohu.support.search;

import io.xiaohu.support.search.ConversationSearch.Piece;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Cuts a line into what was looked for and the rest, with a bounded stretch around the first. */
final class Marks {

    private static final int BEFORE = 30;
    private static final int LONGEST = 160;

    private Marks() {}

    static List<Piece> of(String text, Folded folded, List<String> words) {
        BitSet marked = new BitSet(text.length());
        for (String word : words) {
            for (int at = folded.text().indexOf(word);
                    at >= 0;
                    at = folded.text().indexOf(word, at + word.length())) {
                int end = folded.origin()[at + word.length()];
                marked.set(folded.origin()[at], end);
            }
        }
        int first = Math.max(0, marked.nextSetBit(0));
        int start = whole(text, Math.max(0, first - BEFORE));
        int end = whole(text, Math.min(text.length(), start + LONGEST));
        List<Piece> pieces = new ArrayList<>();
        if (start > 0) {
            pieces.add(new Piece("…", false));
        }
        for (int at = start; at < end; ) {
            boolean found = marked.get(at);
            int change = found ? marked.nextClearBit(at) : marked.nextSetBit(at);
            int until = change < 0 ? end : Math.min(end, change);
            pieces.add(new Piece(text.substring(at, until), found));
            at = until;
        }
        if (end < text.length()) {
            pieces.add(new Piece("…", false));
        }
        return pieces;
    }

    /** Never between the two halves of a character. */
    private static int whole(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))
                ? at - 1
                : at;
    }
}
