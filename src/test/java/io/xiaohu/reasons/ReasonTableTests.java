package io.xiaohu.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/reasons.md} is written from the reasons and their texts, never by hand. */
class ReasonTableTests {

    private static final Path PAGE = Path.of("docs/reasons.md");
    private static final Path SOURCE = Path.of("src/main/java/io/xiaohu/kernel/Reason.java");
    private static final String WRITE = "reasons.write";
    private static final String COMMAND = "mvn -q test -Dtest=ReasonTableTests -D" + WRITE;

    private static final Pattern LINE = Pattern.compile("    // (.+)|    ([A-Z_]+)\\(.*");
    private static final Pattern PLURAL =
            Pattern.compile("\\{(\\w+), plural,.*?other\\{([^}]*)\\}\\}");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private static final Words CHINESE = new Words("zh_CN");
    private static final Words ENGLISH = new Words("en");

    @Test
    void thePageIsAsTheReasonsAre() throws IOException {
        String page = page();
        if (System.getProperty(WRITE) != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).as("write it anew: " + COMMAND).isEqualTo(page);
    }

    @Test
    void eachLanguageHasTheSameSentencesInItsOwnWriting() {
        for (Reason reason : Reason.values()) {
            assertThat(ENGLISH.cases(reason)).as(reason.name()).isEqualTo(CHINESE.cases(reason));
            assertThat(ENGLISH.title(reason) + ENGLISH.detail(reason)).doesNotContainPattern(HAN);
            assertThat(CHINESE.title(reason)).containsPattern(HAN);
        }
    }

    private static String page() throws IOException {
        StringBuilder page =
                new StringBuilder(
                        """
                        # Every reason

                        Every refusal and failure has one of these reasons, in a problem answer's `code` and in a \
                        flow's `failure` or `progress`. What stands in braces is filled in; where a reason has \
                        sentences of its own for a case, they follow under its name. \
                        `EveryReasonIntegrationTests` makes each happen over HTTP in both languages and looks at \
                        the balances before and after.

                        This page is written from `Reason` and `messages/reasons_*.properties`: \
                        `%s`.
                        """
                                .formatted(COMMAND));
        for (String line : Files.readAllLines(SOURCE)) {
            Matcher found = LINE.matcher(line);
            if (!found.matches()) {
                continue;
            }
            page.append(found.group(1) != null ? head(found.group(1)) : row(found.group(2)));
        }
        return page.toString();
    }

    private static String head(String theme) {
        return """

        ## %s

        | code | status | money | retry | support | next | 中文 | English |
        |---|---|---|---|---|---|---|---|
        """
                .formatted(theme);
    }

    private static String row(String name) {
        Reason reason = Reason.valueOf(name);
        return "| `%s` | %d | `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        reason,
                        reason.status(),
                        reason.money(),
                        reason.retry() ? "yes" : "no",
                        reason.support() ? "yes" : "no",
                        reason.acts().stream()
                                .map(act -> "`" + act + "`")
                                .collect(Collectors.joining(" ")),
                        cell(CHINESE, reason),
                        cell(ENGLISH, reason));
    }

    private static String cell(Words words, Reason reason) {
        StringBuilder cell = new StringBuilder("**" + words.title(reason) + "** ");
        cell.append(readable(words.detail(reason)));
        List<String> cases = words.cases(reason);
        for (String which : cases) {
            cell.append("<br>`").append(which).append("` ");
            cell.append(readable(words.detail(reason, which)));
        }
        return cell.toString().replace("|", "\\|");
    }

    /** As it is read, with a plural's usual form. */
    private static String readable(String sentence) {
        return PLURAL.matcher(sentence.replace("''", "'"))
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                found.group(2).replace("#", "{" + found.group(1) + "}")));
    }
}
