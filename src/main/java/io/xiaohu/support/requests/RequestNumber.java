package io.xiaohu.support.requests;

import io.xiaohu.kernel.Luhn;
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
        return digits + Luhn.checkDigit(digits);
    }

    /** The number somebody wrote, with whatever spaces or dashes; empty when it can be none. */
    static Optional<String> read(String text) {
        String digits = text.replaceAll("[\\s-]", "");
        return digits.length() == DIGITS && Luhn.passes(digits)
                ? Optional.of(digits)
                : Optional.empty();
    }
}
