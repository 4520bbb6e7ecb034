package io.xiaohu.trust.core;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Text as a person reads it: full-width characters as plain ones, nothing invisible. Browsers map
 * host names the same way, so what is official here is where a click really leads.
 */
final class PlainText {

    /** What is asked has at most so many bytes. */
    private static final int LONGEST_ASKED = 20_480;

    /** One character may stand for eighteen; no text that people write grows so much. */
    private static final int LONGEST = 32_768;

    private static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\\p{Cf}\\p{Cs}\\p{Co}\\x{FE00}-\\x{FE0F}\\x{20E3}\\x{115F}\\x{1160}\\x{3164}]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n]]");
    private static final Pattern TURNED = Pattern.compile("[\\x{202D}\\x{202E}]");

    /** Full stops and schemes as people write them so that nothing opens: {@code hxxp, [.]}. */
    private static final Pattern BROKEN_DOT = Pattern.compile("\\[\\.\\]|\\(\\.\\)|\\[dot\\]");

    private static final Pattern BROKEN_SCHEME = Pattern.compile("(?i)\\bhxxp(s?)://");

    /** A blank before a domain's dot, which a reader does not see. */
    private static final Pattern BLANK_DOT =
            Pattern.compile("(?<=[A-Za-z0-9-]) {1,3}\\.(?=[A-Za-z0-9-]{1,63}\\.[A-Za-z]{2})");

    private static final Pattern BLANK_HAN =
            Pattern.compile("(?<=\\p{IsHan})[ \\t](?=\\p{IsHan}(?:[ \\t]|$))");
    private static final Pattern HAN_DIGITS = Pattern.compile("[〇零一二三四五六七八九幺]{5,30}");
    private static final String NUMERALS = "零一二三四五六七八九";

    private PlainText() {}

    /** The same with what is written to slip past a check put right. */
    static String mended(String text) {
        String dots = BROKEN_DOT.matcher(text).replaceAll(".");
        String schemes = BROKEN_SCHEME.matcher(dots).replaceAll("http$1://");
        String whole = BLANK_DOT.matcher(schemes).replaceAll(".");
        String words = BLANK_HAN.matcher(whole).replaceAll("");
        return HAN_DIGITS.matcher(words).replaceAll(match -> digits(match.group()));
    }

    private static String digits(String numerals) {
        StringBuilder digits = new StringBuilder();
        for (char c : numerals.toCharArray()) {
            int digit = c == '〇' ? 0 : c == '幺' ? 1 : NUMERALS.indexOf(c);
            digits.append(digit);
        }
        return digits.toString();
    }

    /**
     * A text as it is read.
     *
     * @param isWhole whether nothing of it had to be left out
     */
    record Read(String text, boolean isWhole) {}

    static String of(String text) {
        return read(text).text();
    }

    static Read read(String text) {
        boolean asked = text.length() <= LONGEST_ASKED;
        String taken = asked ? text : text.substring(0, LONGEST_ASKED);
        String visible = INVISIBLE.matcher(taken).replaceAll("");
        String plain = Normalizer.normalize(visible, Normalizer.Form.NFKC);
        boolean whole = asked && plain.length() <= LONGEST;
        String bounded = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
        String seen = INVISIBLE.matcher(bounded).replaceAll("");
        return new Read(CONTROL.matcher(seen).replaceAll(" ").strip(), whole);
    }

    /** Whether the text makes a screen write it in another direction than it is stored. */
    static boolean isTurned(String text) {
        return TURNED.matcher(text).find();
    }
}
