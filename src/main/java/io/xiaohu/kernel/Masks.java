package io.xiaohu.kernel;

/** How a name or a number is shown to somebody who is not its owner. */
public final class Masks {

    private Masks() {}

    /**
     * The first character stays, the rest becomes stars: {@code 林*}, {@code J***}; at most three
     * stars.
     */
    public static String name(String name) {
        if (name.isBlank()) {
            return "*";
        }
        int first = name.codePointAt(0);
        int rest = name.codePointCount(0, name.length()) - 1;
        return Character.toString(first) + "*".repeat(Math.clamp(rest, 1, 3));
    }

    /** The last four digits of a card or account number. */
    public static String tail(String number) {
        return number.length() <= 4 ? number : number.substring(number.length() - 4);
    }
}
