package io.xiaohu.reasons;

/** Card numbers that are valid by their check digit, of nobody. */
final class CardNumbers {

    private CardNumbers() {}

    static String endingIn(String tail) {
        String middle = "0".repeat(6 - tail.length());
        for (int i = 0; i < 10; i++) {
            String number = "622202000000" + i + middle + tail;
            if (isValid(number)) {
                return number;
            }
        }
        throw new AssertionError("no card ends in " + tail);
    }

    /** By Luhn: from the right every second digit counts double, its digits summed. */
    private static boolean isValid(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
