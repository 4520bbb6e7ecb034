package io.xiaohu.support.files;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * An object's dictionary as far as the question goes whether an object stream follows it. One whose
 * brackets do not match is read by each reader in its own way: of it nothing is passed over.
 *
 * @param words the first of its words, its names without escapes
 * @param isObjectStream whether a stream follows that holds objects, as far as can be told
 * @param isNamed whether it says so itself
 * @param end where reading ended; of an object stream the end of the word before its content
 */
record PdfObject(List<String> words, boolean isObjectStream, boolean isNamed, int end) {

    static final String OBJECT_STREAM = "ObjStm";

    /** Where its first object is; no other stream has that. */
    private static final String FIRST = "First";

    private static final String OPEN = "<<";
    private static final String CLOSE = ">>";
    private static final int MOST_WORDS = 64;

    /** Behind the word {@code obj}. */
    static PdfObject read(byte[] content, int from) {
        Reading reading = new Reading(new PdfWords(content, from));
        boolean packs = reading.isObjectStream();
        return new PdfObject(reading.words, packs, reading.named, reading.in.at());
    }

    private static final class Reading {

        private final PdfWords in;
        private final List<String> words = new ArrayList<>();
        private final BitSet dictionaries = new BitSet();
        private int depth;
        private boolean odd;
        private boolean named;
        private boolean first;

        Reading(PdfWords in) {
            this.in = in;
        }

        boolean isObjectStream() {
            String word = in.next();
            if (!OPEN.equals(word)) {
                return false;
            }
            while (word != null) {
                take(word);
                word = in.next();
                boolean isOdd = odd || in.isOdd();
                if ((depth == 0 || isOdd) && "stream".equals(word) && (named || first)) {
                    return true;
                }
                if (depth == 0 && !isOdd) {
                    return false;
                }
            }
            return false;
        }

        private void take(String word) {
            if (words.size() <= MOST_WORDS) {
                words.add(word);
            }
            nest(word);
            named |= word.equals("/" + OBJECT_STREAM);
            first |= word.equals("/" + FIRST);
        }

        private void nest(String word) {
            switch (word) {
                case OPEN -> dictionaries.set(depth++);
                case "[" -> dictionaries.clear(depth++);
                case CLOSE -> close(true);
                case "]" -> close(false);
                case "obj", "endobj", "stream", "endstream" -> odd = true;
                default -> {}
            }
        }

        private void close(boolean dictionary) {
            if (depth == 0 || dictionaries.get(depth - 1) != dictionary) {
                odd = true;
            } else {
                depth--;
            }
        }
    }
}
