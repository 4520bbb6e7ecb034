package io.xiaohu.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Ids;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestStaff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An auditor finds lines, takes them along with their hashes, and checks the chain. */
@IntegrationTest
class AuditDeskIntegrationTests {

    private static final String LINES = "/api/v1/desk/audit-lines";

    @LocalServerPort private int port;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private AuditTrail trail;

    private ApiCaller auditor = new ApiCaller(0);
    private String subject = "";

    @BeforeEach
    void somethingHappened() {
        auditor = TestStaff.signIn(port, "auditor");
        subject = "thing:" + Ids.next();
        trail.record("tester:one", "thing.made", subject, Map.of("why", "=1+1"));
        trail.record("tester:two", "thing.seen", subject, Map.of());
    }

    @Test
    void linesAreFoundByWhoWhatWhomAndWhen() {
        assertThat(actions(LINES + "?subject=" + subject))
                .containsExactly("thing.seen", "thing.made");
        assertThat(actions(LINES + "?actor=tester:one&subject=" + subject))
                .containsExactly("thing.made");
        assertThat(actions(LINES + "?action=thing.&subject=" + subject)).hasSize(2);
        assertThat(actions(LINES + "?action=thing.seen&subject=" + subject)).hasSize(1);
        assertThat(actions(LINES + "?to=2020-01-01T00:00:00Z&subject=" + subject)).isEmpty();
        assertThat(auditor.get(LINES + "?from=yesterday").code()).isEqualTo("BAD_INPUT");
    }

    @Test
    void pagesFollowEachOtherWithoutAGapOrARepeat() {
        String many = "thing:" + Ids.next();
        for (int i = 0; i < 120; i++) {
            trail.record("tester:one", "thing.made", many, Map.of());
        }
        List<Long> numbers = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    auditor.get(
                                    LINES
                                            + "?subject="
                                            + many
                                            + (next.isEmpty() ? "" : "&cursor=" + next))
                            .json();
            page.path("items").forEach(line -> numbers.add(line.path("number").asLong()));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(numbers)
                .hasSize(120)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void filesHaveTheHashesAndNoFormulas() {
        String csv = auditor.get(LINES + ".csv?subject=" + subject).text();
        assertThat(csv.lines()).hasSize(3).first().asString().startsWith("number,at,actor");
        String[] lines = auditor.get(LINES + ".jsonl?subject=" + subject).text().split("\n");
        assertThat(lines).hasSize(2);
        JsonNode first = JsonMapper.shared().readTree(lines[0]);
        assertThat(first.path("action").asString()).isEqualTo("thing.made");
        assertThat(first.path("hash").asString()).hasSize(64);
        assertThat(csv).contains(first.path("hash").asString());
    }

    @Test
    void readingAndExportingStandInTheTrailThemselves() {
        auditor.get(LINES + "?subject=" + subject);
        auditor.get(LINES + ".csv?subject=" + subject);
        String own = "staff:" + id();
        assertThat(actions(LINES + "?subject=audit&actor=" + own))
                .contains("audit.exported", "audit.read");
    }

    @Test
    void theWholeChainIsChecked() {
        JsonNode checked = auditor.post("/api/v1/desk/audit-checks", "{}").json();
        assertThat(checked.path("ok").asBoolean()).as(checked.toString()).isTrue();
        assertThat(checked.path("lines").asLong()).isPositive();
    }

    private UUID id() {
        return UUID.fromString(
                auditor.get("/api/v1/desk/session").json().path("staffId").asString());
    }

    private List<String> actions(String path) {
        List<String> actions = new ArrayList<>();
        auditor.get(path)
                .json()
                .path("items")
                .forEach(line -> actions.add(line.path("action").asString()));
        return actions;
    }
}
