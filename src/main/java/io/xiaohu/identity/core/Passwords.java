package io.xiaohu.identity.core;

import io.xiaohu.kernel.PasswordHashes;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** What a password must be. Length counts, not composition. */
@Component
public class Passwords {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;
    private static final int SHORTEST_NAME_TO_MATTER = 3;

    private static final int FEWEST_DIFFERENT = 4;
    private static final Pattern DATE =
            Pattern.compile("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");

    private final Set<String> common = load();

    /**
     * @throws io.xiaohu.kernel.ProblemException PASSWORD_WEAK when it is short, common, made of the
     *     phone or the name
     */
    public void requireStrong(String field, String password, Phone phone, String name) {
        String plain = password.toLowerCase(Locale.ROOT);
        String digits = phone.e164().substring(Math.max(0, phone.e164().length() - 11));
        boolean weak =
                password.codePointCount(0, password.length()) < SHORTEST
                        || password.length() > LONGEST
                        || common.contains(plain)
                        || plain.chars().distinct().count() < FEWEST_DIFFERENT
                        || isRun(plain)
                        || DATE.matcher(plain).matches()
                        || plain.contains(digits)
                        || plain.contains(digits.substring(digits.length() - 8))
                        || (name.length() >= SHORTEST_NAME_TO_MATTER
                                && plain.contains(name.toLowerCase(Locale.ROOT)));
        if (weak) {
            throw Problem.of(Reason.PASSWORD_WEAK).field(field).exception();
        }
    }

    public String hash(String password) {
        return PasswordHashes.hash(password);
    }

    /** Every character one step after, or before, the one in front of it: 23456789, hgfedcba. */
    private static boolean isRun(String text) {
        int step = text.charAt(1) - text.charAt(0);
        return Math.abs(step) == 1
                && IntStream.range(2, text.length())
                        .allMatch(i -> text.charAt(i) - text.charAt(i - 1) == step);
    }

    private static Set<String> load() {
        try (InputStream in =
                Passwords.class.getResourceAsStream("/identity/common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("the list of common passwords is missing");
            }
            return new HashSet<>(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
