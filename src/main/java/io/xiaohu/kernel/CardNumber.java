package io.xiaohu.kernel;

import java.text.Normalizer;

/** A bank card number, checked by its last digit. */
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
        if (!digits.matches("[0-9]{12,19}") || !Luhn.passes(digits)) {
            throw Problem.of(Reason.DESTINATION_INVALID).field(field).exception();
        }
        return digits;
    }
}
