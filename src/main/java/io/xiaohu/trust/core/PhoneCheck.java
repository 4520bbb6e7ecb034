package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import java.util.List;
import java.util.regex.Pattern;

/** Compares numbers by their digits, however they are written. */
final class PhoneCheck {

    private static final Pattern CHINA = Pattern.compile("^(?:\\+?86|0086)(?=[1-9][0-9]{6,})");
    private static final Pattern EXTENSION =
            Pattern.compile("(?i)(?:转|轉|ext\\.?|分机|#|,)\\s*[0-9]{1,6}\\s*$");
    private static final int NEAR = 2;

    private final List<String> numbers;

    PhoneCheck(List<String> official) {
        numbers = official.stream().map(PhoneCheck::digits).toList();
    }

    Finding check(String written) {
        String digits = digits(EXTENSION.matcher(written).replaceFirst(""));
        if (numbers.contains(digits)) {
            return Finding.official("phone.official", ContactKind.PHONE);
        }
        int nearest =
                numbers.stream()
                        .mapToInt(own -> Likeness.distance(digits, own, NEAR))
                        .min()
                        .orElse(NEAR + 1);
        if (nearest == 1) {
            return Finding.impostor("phone.near", ContactKind.PHONE);
        }
        boolean inside = numbers.stream().anyMatch(own -> digits.contains(own));
        if (nearest <= NEAR || inside) {
            return Finding.suspicious("phone.near", ContactKind.PHONE);
        }
        return Finding.unknown("phone.unknown", ContactKind.PHONE);
    }

    private static String digits(String written) {
        return CHINA.matcher(written.replaceAll("[^0-9+]", "")).replaceFirst("");
    }
}
