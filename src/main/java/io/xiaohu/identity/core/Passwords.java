package io.xiaohu.identity.core;

import com.ibm.icu.text.Transliterator;
import io.xiaohu.kernel.PasswordHashes;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a password must be. Length counts, not composition; and how many guesses it would take
 * somebody who knows the customer.
 */
@Component
public class Passwords {

    private static final Texts TEXTS = Texts.of("identity");

    private static final int MOBILE_DIGITS = 11;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;
    private static final int SHORTEST_NAME_TO_MATTER = 3;
    private static final int SHORTEST_WORD_TO_MATTER = 2;
    private static final int MOST_ADVICE = 2;

    private static final int FEWEST_DIFFERENT = 4;
    private static final Pattern DATE =
            Pattern.compile("(19|20)\\d\\d(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");

    /** Our own name is the first that somebody tries. */
    private static final List<String> OURS = List.of("xiaohu", "qianbao", "xiaohuqianbao");

    private final Set<String> common = load();

    /** The dictionaries are read while the server starts: nobody waits for them. */
    private final CompletableFuture<GuessEstimate> guesses =
            CompletableFuture.supplyAsync(() -> new GuessEstimate(common));

    /**
     * @param name the customer's; empty when it is not to be told whether there is one
     * @throws io.xiaohu.kernel.ProblemException PASSWORD_WEAK, with advice in the field's detail
     */
    public void requireStrong(
            String field, String password, Phone phone, String name, Locale locale) {
        Set<Weakness> weaknesses = weaknesses(password, phone, name);
        if (!weaknesses.isEmpty()) {
            throw Problem.of(Reason.PASSWORD_WEAK)
                    .field(field, advice(weaknesses, locale))
                    .exception();
        }
    }

    /** How good a password is. */
    public enum Level {
        /** It would be refused. */
        WEAK,
        /** It will do. */
        FAIR,
        GOOD
    }

    /**
     * What there is to say of a password before it is set.
     *
     * @param advice how to make it better; null when it is good
     */
    public record Verdict(Level level, @Nullable String advice) {}

    /**
     * Judges by the rules of {@link #requireStrong}: WEAK is exactly what would be refused.
     *
     * @param phone null when it is not known yet
     */
    public Verdict judge(String password, @Nullable Phone phone, String name, Locale locale) {
        GuessEstimate.Estimate estimate = estimate(password, phone, name);
        if (!estimate.weaknesses().isEmpty()) {
            return new Verdict(Level.WEAK, advice(estimate.weaknesses(), locale));
        }
        return estimate.good()
                ? new Verdict(Level.GOOD, null)
                : new Verdict(Level.FAIR, TEXTS.get(locale, "advice.fair"));
    }

    private static String advice(Set<Weakness> weaknesses, Locale locale) {
        return weaknesses.stream()
                .limit(MOST_ADVICE)
                .map(weakness -> TEXTS.get(locale, "advice." + weakness))
                .collect(Collectors.joining(TEXTS.get(locale, "advice.separator")));
    }

    /** What is wrong with it, the worst first; empty when it will do. */
    Set<Weakness> weaknesses(String password, Phone phone, String name) {
        return estimate(password, phone, name).weaknesses();
    }

    private GuessEstimate.Estimate estimate(String password, @Nullable Phone phone, String name) {
        String number = phone == null ? "" : phone.e164();
        String digits = number.substring(Math.max(0, number.length() - MOBILE_DIGITS));
        Set<Weakness> found = rules(password, digits, name);
        return found.isEmpty()
                ? guesses.join().of(password, known(digits, name))
                : new GuessEstimate.Estimate(found, false);
    }

    /**
     * @param digits the end of the customer's number; empty when it is not known
     */
    private Set<Weakness> rules(String password, String digits, String name) {
        Set<Weakness> found = EnumSet.noneOf(Weakness.class);
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            found.add(Weakness.SHORT);
        }
        if (password.length() > LONGEST) {
            found.add(Weakness.LONG);
        }
        if (!found.isEmpty()) {
            return found;
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if ((!digits.isEmpty() && plain.contains(digits.substring(digits.length() - 8)))
                || (name.length() >= SHORTEST_NAME_TO_MATTER
                        && plain.contains(name.toLowerCase(Locale.ROOT)))) {
            found.add(Weakness.YOURS);
        }
        if (common.contains(plain)) {
            found.add(Weakness.COMMON);
        }
        if (plain.chars().distinct().count() < FEWEST_DIFFERENT) {
            found.add(Weakness.REPEATED);
        }
        if (isRun(plain)) {
            found.add(Weakness.SEQUENCE);
        }
        if (DATE.matcher(plain).matches()) {
            found.add(Weakness.DATE);
        }
        return found;
    }

    public String hash(String password) {
        return PasswordHashes.hash(password);
    }

    /** The customer's number and its ends, the name as written and, when Chinese, as spelt. */
    private static Set<String> known(String digits, String name) {
        Set<String> words = new HashSet<>(OURS);
        for (int end : new int[] {digits.length(), 8, 6, 4}) {
            words.add(digits.substring(Math.max(0, digits.length() - end)));
        }
        String written = name.toLowerCase(Locale.ROOT);
        // Made anew each time: a transliterator is not for several threads.
        String spelt = Transliterator.getInstance("Han-Latin; Latin-ASCII").transliterate(written);
        String[] parts = spelt.split("[^\\p{L}\\p{N}]+");
        words.add(written);
        words.addAll(List.of(parts));
        words.add(String.join("", parts));
        if (parts.length > 1) {
            words.add(String.join("", List.of(parts).subList(1, parts.length)));
        }
        words.removeIf(word -> word.length() < SHORTEST_WORD_TO_MATTER);
        return words;
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
