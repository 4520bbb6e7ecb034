package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares numbers by their digits, however they are written. */
final class PhoneCheck {

    private static final Pattern CHINA = Pattern.compile("^(?:\\+?86|0086)0?(?=[1-9][0-9]{6,})");

    /** Before a country's code or an area's: written or not, it is the same number. */
    private static final Pattern TRUNK = Pattern.compile("^(?:\\+|00?)(?=[1-9])(?![48]00)");

    /** Before 400 or 800 nobody dials it: only a forged caller's number has it there. */
    private static final Pattern FORGED = Pattern.compile("^(?:\\+|00)(?=[48]00)");

    private static final Pattern EXTENSION =
            Pattern.compile("(?i)(?:转|轉|ext\\.?|分机|#|,)\\s*[0-9]{1,6}\\s*$");

    /** The public's short numbers: emergencies, government lines. */
    private static final Pattern PUBLIC = Pattern.compile("1[12][0-9]|12[0-9]{3}|96110|96111");

    /**
     * Short numbers that firms have: carriers, banks, insurers. Impostors name such ones as ours.
     */
    private static final Pattern BUSINESS =
            Pattern.compile("100(?:00|10|86|50|99)|9[56][0-9]{3,4}");

    private static final int NEAR = 2;

    private final List<String> numbers;
    private final Map<String, Instant> past;
    private final HotList hot;

    PhoneCheck(List<String> official, Map<String, Instant> past, HotList hot) {
        this.numbers = official.stream().map(PhoneCheck::digits).toList();
        this.past =
                past.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        once -> digits(once.getKey()),
                                        Map.Entry::getValue,
                                        (one, other) -> other));
        this.hot = hot;
    }

    Finding check(String written) {
        String digits = digits(written);
        if (numbers.contains(digits)) {
            return Finding.official("phone.official", ContactKind.PHONE);
        }
        if (hot.phone(digits).isPresent()) {
            return hot.phone(digits).get();
        }
        if (past.containsKey(digits)) {
            return Finding.suspicious("past", ContactKind.PHONE).at(past.get(digits));
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
        if (PUBLIC.matcher(digits).matches()) {
            return Finding.unknown("phone.public", null);
        }
        return BUSINESS.matcher(digits).matches()
                ? Finding.unknown("phone.business", null)
                : Finding.unknown("phone.unknown", ContactKind.PHONE);
    }

    /**
     * The digits that tell a number from all others: without an extension, China's code, and what
     * is dialled before an area or a country.
     */
    static String digits(String written) {
        String number = EXTENSION.matcher(written).replaceFirst("").replaceAll("[^0-9+]", "");
        String inside = CHINA.matcher(number).replaceFirst("");
        return TRUNK.matcher(FORGED.matcher(inside).replaceFirst("0")).replaceFirst("");
    }
}
