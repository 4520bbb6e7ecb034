package io.xiaohu.reasons;

import io.xiaohu.kernel.Act;
import io.xiaohu.kernel.Reason;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sentences as they are written down, and the pages of the wallet there are. */
final class Words {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path ROUTER = Path.of("web/wallet/src/router.ts");
    private static final Pattern ROUTE = Pattern.compile("path: '(/[^']*)'");

    private final Properties properties = new Properties();

    /**
     * @param language zh_CN or en
     */
    Words(String language) {
        Path file = MESSAGES.resolve("reasons_" + language + ".properties");
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String title(Reason reason) {
        return text(reason + ".title");
    }

    String detail(Reason reason) {
        return text(reason + ".detail");
    }

    String label(Act act) {
        return text("act." + act);
    }

    /** The names of the cases a reason has sentences of their own for, in order. */
    List<String> cases(Reason reason) {
        String prefix = reason + ".detail.";
        return properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
    }

    String detail(Reason reason, String which) {
        return text(reason + ".detail." + which);
    }

    /** Whether this was made from one of the reason's sentences, with something for every name. */
    boolean couldSay(Reason reason, String detail) {
        return Stream.concat(
                        Stream.of(detail(reason)),
                        cases(reason).stream().map(which -> detail(reason, which)))
                .anyMatch(sentence -> pattern(sentence).matcher(detail).matches());
    }

    private String text(String key) {
        String text = properties.getProperty(key);
        if (text == null) {
            throw new AssertionError("no text for " + key);
        }
        return text;
    }

    /** A sentence with its arguments left open, however they nest. */
    private static Pattern pattern(String sentence) {
        StringBuilder regex = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        int depth = 0;
        for (char c : sentence.replace("''", "'").toCharArray()) {
            if (c == '{' && depth++ == 0) {
                regex.append(Pattern.quote(plain.toString())).append(".+?");
                plain.setLength(0);
            } else if (c == '}') {
                depth--;
            } else if (depth == 0) {
                plain.append(c);
            }
        }
        return Pattern.compile(
                regex.append(Pattern.quote(plain.toString())).toString(), Pattern.DOTALL);
    }

    /** Every page the wallet has, as an action's href names it. */
    static List<String> pages() {
        try {
            Matcher route = ROUTE.matcher(Files.readString(ROUTER));
            return route.results().map(found -> "/app" + found.group(1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
