package io.xiaohu;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.testing.IntegrationTest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Rules the module check cannot see. Each is shown to fire on a deliberate violation. */
@IntegrationTest
class ArchitectureTests {

    private static final Path SOURCES = Path.of("src/main/java/io/xiaohu");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern TEXT_BLOCK =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    @Test
    void noModuleNamesAnothersSchemaInItsSql() throws IOException {
        List<String> found = new ArrayList<>();
        for (String module : schemas()) {
            for (Path file : files(SOURCES.resolve(module), ".java")) {
                found.addAll(foreign(module, sqlIn(Files.readString(file))));
            }
            for (Path file : files(MIGRATIONS.resolve(module), ".sql")) {
                found.addAll(foreign(module, Files.readString(file)));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void aStatementOverAnothersSchemaWouldBeFound() throws IOException {
        String violation = "String SQL = \"\"\"\nselect *\nfrom ledger.account\n\"\"\";";
        assertThat(foreign("payment", sqlIn(violation))).isNotEmpty();
        assertThat(foreign("ledger", sqlIn(violation))).isEmpty();
    }

    @Test
    void everyCallOfTheDeskNamesTheRolesItIsFor() {
        assertThat(callsWithoutRole(handlers.getHandlerMethods())).isEmpty();
    }

    @Test
    void noSourceFileIsLongerThanFourHundredLines() throws IOException {
        List<Path> tooLong = new ArrayList<>();
        for (Path file : files(SOURCES, ".java")) {
            if (Files.readAllLines(file).size() > 400) {
                tooLong.add(file);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void everyModuleSaysTheSameThingsInBothLanguages() throws IOException {
        var found =
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:messages/*_zh_CN.properties");
        assertThat(found).isNotEmpty();
        for (var file : found) {
            String name = String.valueOf(file.getFilename());
            Properties chinese = load(name);
            Properties english = load(name.replace("_zh_CN", "_en"));
            assertThat(english.keySet()).as(name).isEqualTo(chinese.keySet());
        }
        assertThat(Languages.ALL).hasSize(2);
    }

    private static List<String> callsWithoutRole(Map<?, HandlerMethod> handlers) {
        return handlers.entrySet().stream()
                .filter(entry -> entry.getKey().toString().contains("/api/v1/desk/"))
                .filter(entry -> !entry.getKey().toString().contains("/desk/sessions"))
                .filter(entry -> !entry.getKey().toString().contains("/desk/invitations"))
                .map(Map.Entry::getValue)
                .filter(method ->
                        method.getMethodAnnotation(RequiresRole.class) == null
                                && method.getBeanType().getAnnotation(RequiresRole.class) == null)
                .map(HandlerMethod::toString)
                .toList();
    }

    private static List<String> foreign(String module, String sql) throws IOException {
        Set<String> others = schemas();
        others.remove(module);
        Pattern foreign =
                Pattern.compile(
                        "\\b(from|join|into|update|references|table)\\s+("
                                + String.join("|", others)
                                + ")\\.\\w+",
                        Pattern.CASE_INSENSITIVE);
        Matcher matcher = foreign.matcher(sql);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(module + ": " + matcher.group());
        }
        return found;
    }

    private static String sqlIn(String source) {
        return TEXT_BLOCK
                .matcher(source)
                .results()
                .map(match -> match.group())
                .collect(Collectors.joining("\n"));
    }

    private static Set<String> schemas() throws IOException {
        try (Stream<Path> folders = Files.list(MIGRATIONS)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static Properties load(String name) throws IOException {
        try (Reader reader =
                new InputStreamReader(
                        ArchitectureTests.class.getResourceAsStream("/messages/" + name),
                        StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties;
        }
    }
}
