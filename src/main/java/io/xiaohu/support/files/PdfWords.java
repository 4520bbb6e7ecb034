package io.xiaohu.support.files;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The words of a PDF's syntax, one after another (ISO 32000-1, 7.2). Names come with a stroke and
 * without escapes; of texts only that there is one.
 */
final class PdfWords {

    /** No keyword and no number is longer. */
    private static final int LONGEST = 128;

    private final byte[] content;
    private int at;
    private boolean odd;

    PdfWords(byte[] content, int from) {
        this.content = content;
        this.at = from;
    }

    /** Behind the last word. */
    int at() {
        return at;
    }

    /** Whether there was something that is not written like that. */
    boolean isOdd() {
        return odd;
    }

    /** Null at the end. */
    @Nullable String next() {
        skipBlanks();
        if (at >= content.length) {
            return null;
        }
        byte c = content[at++];
        return switch (c) {
            case '/' -> {
                int from = at;
                skipWord();
                yield "/" + PdfNames.decoded(content, from, Math.min(at, from + LONGEST));
            }
            case '(' -> text();
            case '<' -> isNext('<') ? "<<" : hexadecimal();
            case '>' -> isNext('>') ? ">>" : odd(">");
            case ')', '{', '}' -> odd(Character.toString(c));
            case '[', ']' -> Character.toString(c);
            default -> {
                int from = at - 1;
                skipWord();
                yield new String(
                        content, from, Math.min(at - from, LONGEST), StandardCharsets.ISO_8859_1);
            }
        };
    }

    private boolean isNext(char wanted) {
        boolean is = at < content.length && content[at] == wanted;
        at += is ? 1 : 0;
        return is;
    }

    private String odd(String word) {
        odd = true;
        return word;
    }

    private void skipBlanks() {
        while (at < content.length && (PdfNames.isBlank(content[at]) || content[at] == '%')) {
            if (content[at] == '%') {
                while (at < content.length && content[at] != '\n' && content[at] != '\r') {
                    at++;
                }
            } else {
                at++;
            }
        }
    }

    private void skipWord() {
        while (at < content.length && !PdfNames.endsWord(content[at])) {
            at++;
        }
    }

    private String text() {
        for (int depth = 1; depth > 0 && at < content.length; at++) {
            switch (content[at]) {
                case '\\' -> at++;
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
        }
        at = Math.min(at, content.length);
        return "()";
    }

    private String hexadecimal() {
        for (; at < content.length && content[at] != '>'; at++) {
            odd |= !PdfNames.isBlank(content[at]) && Character.digit(content[at], 16) < 0;
        }
        at = Math.min(at + 1, content.length);
        return "<>";
    }
}
