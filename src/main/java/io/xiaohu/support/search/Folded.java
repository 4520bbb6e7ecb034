package io.xiaohu.support.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A text without what makes no difference to somebody who looks for it: width, case, the colour of
 * an emoji.
 *
 * @param text what is compared
 * @param origin for each char of it, where in the original it comes from, and the end of the
 *     original
 */
record Folded(String text, int[] origin) {

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int FIRST_PLAIN_HAN = 0x4E00;
    private static final int LAST_PLAIN_HAN = 0x9FFF;
    private static final int ASCII = 0x80;

    static Folded of(String original) {
        StringBuilder text = new StringBuilder(original.length());
        int[] origin = new int[original.length() + 1];
        for (int at = 0; at < original.length(); ) {
            int c = original.codePointAt(at);
            int before = text.length();
            fold(c, text);
            if (text.length() >= origin.length) {
                origin = Arrays.copyOf(origin, text.length() * 2);
            }
            Arrays.fill(origin, before, text.length(), at);
            at += Character.charCount(c);
        }
        origin = Arrays.copyOf(origin, text.length() + 1);
        origin[text.length()] = original.length();
        return new Folded(text.toString(), origin);
    }

    private static void fold(int c, StringBuilder into) {
        if (c >= FIRST_PLAIN_HAN && c <= LAST_PLAIN_HAN) {
            into.append((char) c);
        } else if (c < ASCII) {
            into.append((char) (c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c));
        } else if (!makesNoDifference(c)) {
            into.append(
                    Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC)
                            .toLowerCase(Locale.ROOT));
        }
    }

    private static boolean makesNoDifference(int c) {
        return c == ZERO_WIDTH_JOINER
                || (c >= 0xFE00 && c <= 0xFE0F)
                || Character.isEmojiModifier(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
