package io.xiaohu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The stream of a query keeps its connection until somebody closes it, and nobody does. */
class ConnectionLeakTests {

    private static final ArchRule NO_QUERY_IS_A_STREAM =
            noClasses()
                    .should()
                    .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                    .because("its rows are read with list(), which gives the connection back");

    @Test
    void noQueryIsReadAsAStream() {
        NO_QUERY_IS_A_STREAM.check(
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.xiaohu"));
    }

    @Test
    void aQueryReadAsAStreamWouldBeFound() {
        assertThat(
                        NO_QUERY_IS_A_STREAM
                                .evaluate(new ClassFileImporter().importClasses(Leaking.class))
                                .hasViolation())
                .isTrue();
    }

    /** A deliberate violation. */
    private record Leaking(JdbcClient sql) {

        Set<String> names() {
            return sql.sql("select 'a'").query(String.class).stream().collect(Collectors.toSet());
        }
    }
}
