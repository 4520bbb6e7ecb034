package io.xiaohu.verification.core;

import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.text.Normalizer;

/**
 * The number of a bank card, checked by its last digit (ISO/IEC 7812-1, the Luhn formula). Written
 * out it is its last four digits.
 */
public record BankCard(String value) {

    /**
     * Reads a number as people type it, with spaces or full-width digits.
     *
     * @throws io.xiaohu.kernel.ProblemException DESTINATION_INVALID
     */
    public static BankCard parse(String text) {
        String digits = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s-]", "");
        if (!digits.matches("[0-9]{12,19}") || !passesLuhn(digits)) {
            throw Problem.of(Reason.DESTINATION_INVALID).field("card").exception();
        }
        return new BankCard(digits);
    }

    public String tail() {
        return Masks.tail(value);
    }

    @Override
    public String toString() {
        return tail();
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
