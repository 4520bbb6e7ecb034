package io.xiaohu.verification.core;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Set;

/**
 * A citizen's identity number (公民身份号码, GB 11643): six digits of a region, eight of the day of
 * birth, three in order, and a check digit by ISO 7064 MOD 11-2. Written out it is masked, so that
 * one that slips into a log is none.
 */
public record IdentityNumber(String value) {

    /** From this age on somebody may hold a payment account of their own here. */
    public static final int LEAST_AGE = 16;

    private static final int LENGTH = 18;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    /**
     * The provinces of GB/T 2260; 81 to 83 are the residence permits of people from Hong Kong,
     * Macao and Taiwan.
     */
    private static final Set<String> PROVINCES =
            Set.of(
                    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35",
                    "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54",
                    "61", "62", "63", "64", "65", "71", "81", "82", "83");

    /**
     * Reads a number as people type or paste it: full-width digits, spaces, a small x.
     *
     * @param today the day on which nobody can have been born later
     * @throws io.xiaohu.kernel.ProblemException IDENTITY_NUMBER_INVALID, saying what is wrong with
     *     it
     */
    public static IdentityNumber parse(String text, LocalDate today) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .replaceAll("[\\s\\p{Z}·-]", "")
                        .toUpperCase(Locale.ROOT);
        if (!plain.matches("[0-9]{17}[0-9X]")) {
            throw invalid("LENGTH");
        }
        if (!PROVINCES.contains(plain.substring(0, 2))) {
            throw invalid("REGION");
        }
        IdentityNumber number = new IdentityNumber(plain);
        try {
            LocalDate born = number.born();
            if (born.isBefore(EARLIEST) || born.isAfter(today)) {
                throw invalid("DATE");
            }
        } catch (DateTimeException e) {
            throw invalid("DATE");
        }
        if (plain.charAt(LENGTH - 1) != checkDigit(plain)) {
            throw invalid("DIGIT");
        }
        return number;
    }

    /** The digit that belongs at the end of these 17. */
    public static char checkDigit(String first17) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += (first17.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK_DIGITS.charAt(sum % CHECK_DIGITS.length());
    }

    public LocalDate born() {
        return LocalDate.parse(value.substring(6, 14), DAY);
    }

    public boolean isOfAge(LocalDate today) {
        return !born().plusYears(LEAST_AGE).isAfter(today);
    }

    /** Such as {@code 1****************X}. */
    public String masked() {
        return value.charAt(0) + "*".repeat(LENGTH - 2) + value.charAt(LENGTH - 1);
    }

    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return masked();
    }

    private static RuntimeException invalid(String which) {
        return Problem.of(Reason.IDENTITY_NUMBER_INVALID)
                .with("case", which)
                .field("identityNumber")
                .exception();
    }
}
