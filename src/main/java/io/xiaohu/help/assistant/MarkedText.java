package io.xiaohu.help.assistant;

import io.xiaohu.kernel.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with a mark in place of whatever has a digit in it, masked names and links: amounts,
 * times, numbers of anything. Whoever rewords it sees none of them and can change none of them.
 *
 * @param text with marks {@code [A]}, {@code [B]} and so on
 * @param values what they stand for, in this order
 */
record MarkedText(String text, List<String> values) {

    private static final int MOST = 26;
    private static final int LONGER_AT_MOST = 2;
    private static final int SPARE = 40;

    /** Links, words with a star in them, and numbers with whatever sign or unit touches them. */
    private static final Pattern VALUE =
            Pattern.compile(
                    "(?:https?://|/)[\\w./#?=&%-]+|[\\p{L}\\d]*\\*+[\\p{L}\\d*]*"
                            + "|[¥$€+-]*\\d[\\d,.:/-]*(?:[年月日时分秒点%]\\d*)*");

    private static final Pattern MARK = Pattern.compile("\\[([A-Z])]");
    private static final Pattern NEVER_NEW = Pattern.compile("\\d|://|www\\.|@");

    static MarkedText of(String text) {
        List<String> values = new ArrayList<>();
        String marked =
                VALUE.matcher(text)
                        .replaceAll(found -> {
                            values.add(found.group());
                            return Matcher.quoteReplacement(mark(values.size() - 1));
                        });
        return new MarkedText(marked, List.copyOf(values));
    }

    private static String mark(int n) {
        return "[" + (char) ('A' + n) + "]";
    }

    /**
     * A reworded text with the values back in it; nothing when it lost or doubled one, brought a
     * number or a link of its own, changed the language or grew.
     */
    Optional<String> unmarked(String said, Locale locale) {
        boolean sound =
                values.size() <= MOST
                        && !said.isBlank()
                        && said.length() <= text.length() * LONGER_AT_MOST + SPARE
                        && marks(said).equals(marks(text))
                        && !NEVER_NEW.matcher(said).find()
                        && Languages.written(said).equals(locale);
        return sound
                ? Optional.of(
                        MARK.matcher(said)
                                .replaceAll(found ->
                                        Matcher.quoteReplacement(
                                                values.get(found.group(1).charAt(0) - 'A'))))
                : Optional.empty();
    }

    private static List<String> marks(String text) {
        return MARK.matcher(text).results().map(found -> found.group()).sorted().toList();
    }
}
