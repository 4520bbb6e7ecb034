package io.xiaohu.support.requests;

import java.util.Optional;

/**
 * A number people can say on the phone: eight digits, the last of which (Luhn's, ISO/IEC 7812-1)
 * finds every single digit that was misheard.
 */
final class RequestNumber {

    private static final int DIGITS = 8;

    private RequestNumber() {}

    /**
     * @param place from the sequence, seven digits
     */
    static String of(long place) {
        String digits = Long.toString(place);
        if (digits.length() != DIGITS - 1) {
            throw new IllegalArgumentException("no seven digits: " + place);
        }
        return digits + check(digits);
    }

    /** The number somebody wrote, with whatever spaces or dashes; empty when it can be none. */
    static Optional<String> read(String text) {
        String digits = text.replaceAll("[\\s-]", "");
        boolean good =
                digits.matches("[0-9]{8}")
                        && digits.charAt(DIGITS - 1) == check(digits.substring(0, DIGITS - 1));
        return good ? Optional.of(digits) : Optional.empty();
    }

    private static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }
}
