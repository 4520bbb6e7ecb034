package io.xiaohu.funding.core;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.text.Normalizer;

/** A bank card number, checked by its last digit (ISO/IEC 7812-1, the Luhn formula). */
public final class CardNumber {

    private CardNumber() {}

    /**
     * Reads a number as people type it, with spaces or full-width digits.
     *
     * @param field what the field is called that it came in
     * @throws io.xiaohu.kernel.ProblemException DESTINATION_INVALID
     */
    public static String parse(String text, String field) {
        String digits = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s-]", "");
        if (!digits.matches("[0-9]{12,19}") || !passesLuhn(digits)) {
            throw Problem.of(Reason.DESTINATION_INVALID).field(field).exception();
        }
        return digits;
    }

    private static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
