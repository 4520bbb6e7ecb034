package io.xiaohu.support.search;

import io.xiaohu.support.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What lines are found by, each a number: every two characters of Chinese that stand together,
 * words and numbers with their beginnings from three characters on, the last four digits of a
 * number, an emoji. Two things may come to the same number, so whoever finds a line looks at it
 * again.
 *
 * <p>The top byte of a number tells what it is: below 6 where a line stands ({@link Buckets}) and
 * its topic, 4E to 9F a pair of plain Chinese characters, from C0 on a digest of anything else.
 */
public final class Terms {

    /** A longer beginning is not kept. */
    private static final int LONGEST_BEGINNING = 12;

    private static final int SHORTEST_BEGINNING = 3;
    private static final int DIGITS_WITH_AN_END = 7;
    private static final int END = 4;
    private static final int MOST_LOOKED_FOR = 24;
    private static final int TOPIC = 0x0500_0000;
    private static final int DIGEST = 0xC000_0000;
    private static final int FIRST_PLAIN_HAN = 0x4E00;
    private static final int LAST_PLAIN_HAN = 0x9FFF;

    private Terms() {}

    private enum Kind {
        PAIRED,
        WORD,
        SINGLE,
        NONE
    }

    /** What a line with these words, masked already, is found by. */
    public static int[] ofLine(String text) {
        TreeSet<Integer> terms = new TreeSet<>();
        split(
                Folded.of(text).text(),
                new Pieces() {
                    @Override
                    public void pair(int first, int second) {
                        terms.add(Terms.pair(first, second));
                    }

                    @Override
                    public void word(String word) {
                        int most = Math.min(word.length(), LONGEST_BEGINNING);
                        for (int n = Math.min(SHORTEST_BEGINNING, most); n <= most; n++) {
                            terms.add(digest(word.substring(0, n)));
                        }
                        if (word.length() >= DIGITS_WITH_AN_END
                                && word.chars().allMatch(Character::isDigit)) {
                            terms.add(digest(word.substring(word.length() - END)));
                        }
                    }

                    @Override
                    public void single(int c) {
                        terms.add(digest(Character.toString(c)));
                    }
                });
        return terms.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What a line must have all of, to have these words in it; empty when nothing can be said. */
    static int[] toFind(List<String> foldedWords) {
        List<Integer> terms = new ArrayList<>();
        for (String looked : foldedWords) {
            split(
                    looked,
                    new Pieces() {
                        @Override
                        public void pair(int first, int second) {
                            terms.add(Terms.pair(first, second));
                        }

                        @Override
                        public void word(String word) {
                            terms.add(
                                    digest(
                                            word.substring(
                                                    0,
                                                    Math.min(word.length(), LONGEST_BEGINNING))));
                        }

                        @Override
                        public void single(int c) {
                            terms.add(digest(Character.toString(c)));
                        }
                    });
        }
        return terms.stream()
                .distinct()
                .limit(MOST_LOOKED_FOR)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    public static int ofTopic(Topic topic) {
        return TOPIC | topic.ordinal();
    }

    static int[] joined(int[] some, int... more) {
        int[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** What a text is made of. */
    private interface Pieces {
        void pair(int first, int second);

        void word(String word);

        void single(int c);
    }

    private static void split(String folded, Pieces pieces) {
        StringBuilder word = new StringBuilder();
        int before = 0;
        for (int at = 0; at < folded.length(); ) {
            int c = folded.codePointAt(at);
            at += Character.charCount(c);
            Kind kind = kind(c);
            if (kind != Kind.WORD) {
                end(word, pieces::word);
            }
            switch (kind) {
                case PAIRED -> {
                    if (before != 0) {
                        pieces.pair(before, c);
                    }
                    before = c;
                }
                case WORD -> {
                    before = 0;
                    word.appendCodePoint(c);
                }
                case SINGLE -> {
                    before = 0;
                    pieces.single(c);
                }
                case NONE -> before = 0;
            }
        }
        end(word, pieces::word);
    }

    private static void end(StringBuilder word, Consumer<String> to) {
        if (!word.isEmpty()) {
            to.accept(word.toString());
            word.setLength(0);
        }
    }

    private static Kind kind(int c) {
        if (c >= FIRST_PLAIN_HAN && c <= LAST_PLAIN_HAN) {
            return Kind.PAIRED;
        }
        if (Character.isLetterOrDigit(c)) {
            return switch (Character.UnicodeScript.of(c)) {
                case HAN, HIRAGANA, KATAKANA, HANGUL -> Kind.PAIRED;
                default -> Kind.WORD;
            };
        }
        return Character.isEmoji(c) || Character.getType(c) == Character.OTHER_SYMBOL
                ? Kind.SINGLE
                : Kind.NONE;
    }

    private static int pair(int first, int second) {
        boolean plain =
                first >= FIRST_PLAIN_HAN
                        && first <= LAST_PLAIN_HAN
                        && second >= FIRST_PLAIN_HAN
                        && second <= LAST_PLAIN_HAN;
        return plain
                ? first << 16 | second
                : digest(Character.toString(first) + Character.toString(second));
    }

    private static int digest(String word) {
        // Numbers that follow one another would otherwise lie together.
        return DIGEST | (word.hashCode() * 0x9E37_79B1) >>> 2;
    }
}
