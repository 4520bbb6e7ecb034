package io.xiaohu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names tests that are there. */
class ThreatModelTests {

    private static final Pattern NAMED = Pattern.compile("`(\\w+Tests)\\.(\\w+)`");

    @Test
    void everyDefenceHasATestThatIsThere() throws IOException {
        Map<String, String> tests = tests();
        List<String> rows =
                Files.readAllLines(Path.of("docs/threat-model.md")).stream()
                        .filter(line -> line.startsWith("| ") && line.split("\\|").length == 4)
                        .filter(line -> !line.startsWith("| attack "))
                        .toList();
        assertThat(rows).hasSizeGreaterThan(20);
        for (String row : rows) {
            List<String[]> named =
                    NAMED.matcher(row)
                            .results()
                            .map(found -> new String[] {found.group(1), found.group(2)})
                            .toList();
            assertThat(named).as(row).isNotEmpty();
            for (String[] test : named) {
                assertThat(tests.getOrDefault(test[0], ""))
                        .as(row)
                        .contains("void " + test[1] + "(");
            }
        }
    }

    private static Map<String, String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Tests.java"))
                    .collect(
                            Collectors.toMap(
                                    file -> file.getFileName().toString().replace(".java", ""),
                                    ThreatModelTests::read,
                                    (one, other) -> one + other));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
