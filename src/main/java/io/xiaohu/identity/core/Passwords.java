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
import org.springframework.stereotype.Component;

/**
 * What a password must be. Length counts, not composition; and how many guesses it would take
 * somebody who knows the customer.
 */
@Component
public class Passwords {

    private static final Texts TEXTS = Texts.of("identity");

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
            String separator = TEXTS.get(locale, "advice.separator");
            String advice =
                    weaknesses.stream()
                            .limit(MOST_ADVICE)
                            .map(weakness -> TEXTS.get(locale, "advice." + weakness))
                            .collect(Collectors.joining(separator));
            throw Problem.of(Reason.PASSWORD_WEAK).field(field, advice).exception();
        }
    }

    /** What is wrong with it, the worst first; empty when it will do. */
    Set<Weakness> weaknesses(String password, Phone phone, String name) {
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
        String digits = phone.e164().substring(Math.max(0, phone.e164().length() - 11));
        if (plain.contains(digits)
                || plain.contains(digits.substring(digits.length() - 8))
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
        return found.isEmpty() ? guesses.join().weaknesses(password, known(digits, name)) : found;
    }

    public String hash(String password) {
        return PasswordHashes.hash(password);
    }

    /** The customer's number and its ends, the name as written and, when Chinese, as spelt. */
    private static Set<String> known(String digits, String name) {
        Set<String> words = new HashSet<>(OURS);
        words.add(digits);
        words.add(digits.substring(digits.length() - 8));
        words.add(digits.substring(digits.length() - 6));
        words.add(digits.substring(digits.length() - 4));
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
