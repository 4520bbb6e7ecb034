package io.xiaohu.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.audit.core.AuditChain;
import io.xiaohu.audit.seal.HeadSealing;
import io.xiaohu.kernel.Ids;
import io.xiaohu.testing.DatabaseOwner;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/**
 * What the database's owner changes is found, because where the trail ended was signed and kept
 * outside. On a server of its own, whose jobs sleep.
 */
@IntegrationTest
@DirtiesContext
@org.springframework.test.context.TestPropertySource(
        properties = {"db-scheduler.enabled=false", "xiaohu.demo.staff-password=of-the-sealed"})
class SealedTrailIntegrationTests {

    private static final HexFormat HEX = HexFormat.of();

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private AuditTrail trail;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private AuditLines lines;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private AuditCheck check;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private HeadSealing sealing;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private JdbcClient sql;

    @Autowired private TestClock clock = new TestClock();

    @Value("${spring.datasource.url}")
    private String url = "";

    @Value("${xiaohu.audit.heads.folder}")
    private Path folder = Path.of("");

    private final List<String> undo = new ArrayList<>();
    private long end;

    @BeforeEach
    void threeLinesOfWhichTheSecondIsSigned() {
        record();
        record();
        sealing.seal();
        record();
        end = sealing.seal();
        assertThat(check.check().firstBreak()).isNull();
        keep();
    }

    @AfterEach
    void putTheTrailBack() {
        undo.forEach(statement -> DatabaseOwner.run(url, statement));
        undo.clear();
        assertThat(check.check().firstBreak()).isNull();
    }

    @Test
    void aWholeTrailIsSignedToItsEnd() {
        AuditCheck.Report report = check.check();
        assertThat(report.ok()).isTrue();
        assertThat(report.lines()).isEqualTo(end);
        assertThat(report.sealedUpTo()).isEqualTo(end);
        assertThat(sealing.seal()).as("nothing new, nothing signed").isEqualTo(end);
        assertThat(check.check().sealedHeads()).isEqualTo(report.sealedHeads());
    }

    @Test
    void aLineTheOwnerChangedIsFound() {
        run("update audit.line set action = 'nothing.done' where n = " + (end - 1));
        assertThat(check.check().firstBreak())
                .contains("Line " + (end - 1), "missing or is not what was written");
    }

    @Test
    void lastLinesTheOwnerRemovedAreFoundThoughTheHeadIsMovedBack() {
        run("delete from audit.line where n >= " + (end - 1));
        run(
                "update audit.head set n = (select max(n) from audit.line), hash = (select hash"
                        + " from audit.line order by n desc limit 1)");
        assertThat(check.check().firstBreak())
                .contains("ends with line " + (end - 2), "line " + end + " was signed");
    }

    @Test
    void lastLinesTheOwnerReplacedByAsManyOthersAreFound() {
        run("update audit.line set subject = 'thing:other' where n = " + end);
        rewriteFrom(end);
        assertThat(check.check().firstBreak())
                .contains("Line " + end, "is not the one signed", "was rewritten");
    }

    @Test
    void aChainTheOwnerWroteAnewFromItsFirstLineIsFound() {
        run("update audit.line set actor = 'nobody' where n = 1");
        rewriteFrom(1);
        assertThat(trail.firstBreak()).as("the chain by itself is whole").isEmpty();
        assertThat(check.check().firstBreak()).contains("is not the one signed", "was rewritten");
    }

    @Test
    void whatIsRewrittenIsNotSignedAnew() {
        run("update audit.line set subject = 'thing:other' where n = " + end);
        rewriteFrom(end);
        run(
                "insert into audit.line select n + 1, at, actor, action, subject, details, hash"
                        + " from audit.line where n = "
                        + end);
        run("update audit.head set n = n + 1");
        undo.addFirst("delete from audit.line where n = " + (end + 1));
        assertThat(sealing.seal()).isEqualTo(end);
    }

    @Test
    void aHeadWithoutOurSignatureIsFound() throws IOException {
        Path file = newest();
        String before = Files.readString(file);
        Files.writeString(file, before.replace("\"number\":" + end, "\"number\":" + (end - 1)));
        try {
            assertThat(check.check().firstBreak()).contains("is not signed with a key");
        } finally {
            Files.writeString(file, before);
        }
    }

    @Test
    void aHeadThatWasTakenOutOfTheFileIsFound() throws IOException {
        record();
        end = sealing.seal();
        Path file = newest();
        String before = Files.readString(file);
        List<String> heads = new ArrayList<>(before.lines().toList());
        heads.remove(heads.size() - 2);
        Files.writeString(file, String.join("\n", heads) + "\n");
        try {
            assertThat(check.check().firstBreak()).contains("a head between them is missing");
        } finally {
            Files.writeString(file, before);
        }
    }

    @Test
    void theServersRoleMayAddLinesAndNothingElse() {
        for (String attempt :
                List.of(
                        "update audit.line set action = 'x'",
                        "delete from audit.line",
                        "truncate audit.line",
                        "delete from audit.head",
                        "insert into audit.head (only_row, n, hash) values (false, 0, '')")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> sql.sql(attempt).update())
                    .as(attempt)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    private void record() {
        clock.reset();
        trail.record("test", "thing.tried", "thing:" + Ids.next(), Map.of("b", "2", "a", "1"));
    }

    private Path newest() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().reduce((earlier, later) -> later).orElseThrow();
        }
    }

    private void run(String statement) {
        DatabaseOwner.run(url, statement);
    }

    /** The owner can compute hashes as well as we can. */
    private void rewriteFrom(long first) {
        byte[][] before = {
            first == 1
                    ? new byte[0]
                    : sql.sql("select hash from audit.line where n = :n")
                            .param("n", first - 1)
                            .query((row, n) -> row.getBytes("hash"))
                            .single()
        };
        List<AuditLine> all = new ArrayList<>();
        lines.each(new AuditLines.Wanted(null, null, null, null, null), all::add);
        all.stream()
                .filter(line -> line.number() >= first)
                .forEach(line -> {
                    before[0] = AuditChain.hash(before[0], line);
                    run(
                            "update audit.line set hash = '\\x%s' where n = %d"
                                    .formatted(HEX.formatHex(before[0]), line.number()));
                });
        run(
                "update audit.head set hash = '\\x%s' where n = %d"
                        .formatted(HEX.formatHex(before[0]), all.getLast().number()));
    }

    /** What was there, to be put back. */
    private void keep() {
        run("drop table if exists audit.kept_line");
        run("create table audit.kept_line as table audit.line");
        run("drop table if exists audit.kept_head");
        run("create table audit.kept_head as table audit.head");
        undo.add("delete from audit.line where n <= (select max(n) from audit.kept_line)");
        undo.add("insert into audit.line table audit.kept_line");
        undo.add(
                "update audit.head set (n, hash) = (select n, hash from audit.line order by n desc"
                        + " limit 1)");
    }
}
