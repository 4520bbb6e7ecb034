package io.xiaohu.kernel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides numbers of cards and identity cards in what somebody wrote; their last four stay. */
public final class NumberMasks {

    private static final int CARD_LEAST = 13;
    private static final int CERTAIN = 15;
    private static final int MOST = 19;
    private static final int SHOWN = 4;

    /**
     * Digits, also full-width ones, in groups of three or more; an identity number may end in X.
     */
    private static final Pattern NUMBER =
            Pattern.compile(
                    "(?<![\\p{Nd}])\\p{Nd}{3,}+(?:[ \\u00a0\\u3000\\-]\\p{Nd}{3,}+)*+[xXＸｘ]?");

    private static final int PERSONAL = 7;

    /** What stands before the sign of a mail address. */
    private static final Pattern MAIL = Pattern.compile("[\\w.+-]{1,64}@(?=[\\w-]+\\.)");

    private NumberMasks() {}

    /**
     * What somebody wrote who did not say who they are: of every number of seven digits or more,
     * phone numbers too, the last four stay, of a mail address its domain.
     */
    public static String personal(String text) {
        String withoutNumbers =
                NUMBER.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(
                                        digits(found.group()).length() < PERSONAL
                                                ? found.group()
                                                : hidden(digits(found.group()))));
        return MAIL.matcher(withoutNumbers).replaceAll("***@");
    }

    /** The text with 15 to 19 digits, or 13 and 14 that check as a card's, masked. */
    public static String masked(String text) {
        return NUMBER.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(of(found.group())));
    }

    private static String of(String number) {
        String digits = digits(number);
        int length = digits.length();
        boolean hides =
                length <= MOST
                        && (length >= CERTAIN || length >= CARD_LEAST && Luhn.passes(digits));
        return hides ? hidden(digits) : number;
    }

    private static String hidden(String digits) {
        return "****" + digits.substring(digits.length() - SHOWN);
    }

    private static String digits(String number) {
        StringBuilder digits = new StringBuilder();
        number.codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(c ->
                        digits.append(
                                Character.isDigit(c)
                                        ? (char) ('0' + Character.digit(c, 10))
                                        : 'X'));
        return digits.toString();
    }
}
