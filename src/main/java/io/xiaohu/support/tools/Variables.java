package io.xiaohu.support.tools;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Words in braces that a text is completed with, such as {@code {customer}}. */
public final class Variables {

    /** Those there are; a test holds that each is explained at the desk. */
    public static final Set<String> NAMES =
            Set.of("customer", "agent", "amount", "subject", "time", "topic");

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z][A-Za-z_]{1,19})\\}");

    private Variables() {}

    /**
     * A text completed with what is known.
     *
     * @param missing the variables nothing is known for; they still stand in the text
     */
    public record Filled(String text, List<String> missing) {}

    public static Filled fill(String text, Map<String, String> values) {
        Set<String> missing = new TreeSet<>();
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (MatchResult found : VARIABLE.matcher(text).results().toList()) {
            String value = values.get(found.group(1));
            filled.append(text, from, found.start());
            if (value == null || value.isEmpty()) {
                missing.add(found.group(1));
                filled.append(found.group());
            } else {
                filled.append(value);
            }
            from = found.end();
        }
        return new Filled(
                filled.append(text, from, text.length()).toString(), List.copyOf(missing));
    }

    /** Those of a text that there are not. */
    public static List<String> unknown(String text) {
        List<String> unknown = new ArrayList<>();
        VARIABLE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !NAMES.contains(name))
                .forEach(unknown::add);
        return unknown;
    }

    /**
     * Lets no text pass to a customer in which a variable still stands.
     *
     * @throws io.xiaohu.kernel.ProblemException VARIABLE_UNFILLED
     */
    public static void requireFilled(String text) {
        VARIABLE.matcher(text)
                .results()
                .findFirst()
                .ifPresent(found -> {
                    throw Problem.of(Reason.VARIABLE_UNFILLED)
                            .with("variable", found.group(1))
                            .extra("variable", found.group(1))
                            .exception();
                });
    }
}
