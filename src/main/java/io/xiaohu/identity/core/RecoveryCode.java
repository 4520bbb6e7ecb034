package io.xiaohu.identity.core;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A recovery code as people write it down: ten letters and digits that are not mistaken for each
 * other (Crockford's Base32), 50 random bits.
 */
public final class RecoveryCode {

    /** How many there are at a time. */
    public static final int HOW_MANY = 10;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 10;
    private static final int HALF = LENGTH / 2;
    private static final Pattern SHAPE = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCode() {}

    /** A new one, as it is kept. */
    public static String create() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** A code as it is shown: in two halves. */
    public static String shown(String code) {
        return code.substring(0, HALF) + "-" + code.substring(HALF);
    }

    /**
     * A code as it is kept, from what somebody typed: any case, with or without blanks and hyphens,
     * the letters O, I and L for the digits they look like.
     *
     * @return empty when this cannot be a recovery code
     */
    public static Optional<String> parse(String typed) {
        String code =
                Normalizer.normalize(typed, Normalizer.Form.NFKC)
                        .replaceAll("[\\s\\p{Pd}]", "")
                        .toUpperCase(Locale.ROOT)
                        .replace('O', '0')
                        .replace('I', '1')
                        .replace('L', '1');
        return Optional.of(code).filter(text -> SHAPE.matcher(text).matches());
    }
}
