package io.xiaohu.verification.core;

import io.xiaohu.kernel.CardNumber;
import io.xiaohu.kernel.Masks;

/** The number of a bank card. Written out it is its last four digits. */
public record BankCard(String value) {

    /**
     * Reads a number as people type it, with spaces or full-width digits.
     *
     * @throws io.xiaohu.kernel.ProblemException DESTINATION_INVALID
     */
    public static BankCard parse(String text) {
        return new BankCard(CardNumber.parse(text, "card"));
    }

    public String tail() {
        return Masks.tail(value);
    }

    @Override
    public String toString() {
        return tail();
    }
}
