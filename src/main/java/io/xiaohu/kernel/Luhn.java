package io.xiaohu.kernel;

/** The check digit of ISO/IEC 7812-1, which finds every single digit that was misread. */
public final class Luhn {

    private Luhn() {}

    /** Whether the last of the digits checks the others; what is not all digits never does. */
    public static boolean passes(String digits) {
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') && sum(digits, 0) % 10 == 0;
    }

    /** The digit to put behind these. */
    public static char checkDigit(String digits) {
        return (char) ('0' + (10 - sum(digits, 1) % 10) % 10);
    }

    /**
     * @param behind how many digits are to come behind these
     */
    private static int sum(String digits, int behind) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = (i + behind) % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum;
    }
}
