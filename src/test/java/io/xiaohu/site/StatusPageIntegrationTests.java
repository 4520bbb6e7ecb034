package io.xiaohu.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.DatabaseOwner;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestStaff;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The status page: what staff tell is there at once, and stays as it was told. */
@IntegrationTest
class StatusPageIntegrationTests {

    private static final String INCIDENTS = "/api/v1/desk/incidents";

    @LocalServerPort private int port;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private TestClock clock;

    @SuppressWarnings("NullAway.Init")
    @Value("${spring.datasource.url}")
    private String database;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void anIncidentIsOnThePageAndInTheFeedAtOnceAndEndsInTheHistory() throws Exception {
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(service("/en/status", "Transfer")).isEqualTo("Working");
        ApiCaller.Answer told =
                supervisor.post(INCIDENTS, incident("TRANSFER", "INVESTIGATING", "转账 <慢>"));
        assertThat(told.status()).as(told.text()).isEqualTo(201);
        String id = told.json().path("id").asString();
        assertThat(service("/en/status", "Transfer")).isEqualTo("Down");
        assertThat(page("/status").select("details b").text()).contains("转账 <慢>");
        assertThat(Jsoup.parse(new ApiCaller(port).get("/en").text()).select(".trouble"))
                .hasSize(1);
        assertThat(feed()).contains("转账 &lt;慢&gt;").contains(id);

        ApiCaller.Answer over =
                supervisor.post(INCIDENTS + "/" + id + "/updates", news("RESOLVED", "已恢复"));
        assertThat(over.json().path("over").asBoolean()).as(over.text()).isTrue();
        assertThat(service("/en/status", "Transfer")).isEqualTo("Working");
        assertThat(page("/status").select("[id=" + id + "] .updates li")).hasSize(2);
        assertThat(feed()).contains("已恢复");
        assertThat(
                        supervisor
                                .post(INCIDENTS + "/" + id + "/updates", news("MONITORING", "?"))
                                .code())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void plannedWorkIsToldBeforeAndShownWhileItGoesOn() {
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        plan(supervisor, "SIGN_IN", "升级");
        assertThat(service("/en/status", "Signing in")).isEqualTo("Working");
        clock.advance(Duration.ofMinutes(150));
        assertThat(service("/en/status", "Signing in")).isEqualTo("Maintenance");
        clock.advance(Duration.ofHours(1));
        assertThat(service("/en/status", "Signing in")).isEqualTo("Working");
    }

    @Test
    void plannedWorkIsDoneAtItsAnnouncedEndThoughNobodySaysSo() throws Exception {
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        String forgotten = plan(supervisor, "MESSAGES", "换证书");
        String longer = plan(supervisor, "MESSAGES", "扩容");
        assertThat(section("/en/status", "Planned work").select("details").eachAttr("id"))
                .contains(forgotten, longer);
        ApiCaller.Answer goesOn =
                supervisor.post(INCIDENTS + "/" + longer + "/updates", news("UNDER_WAY", "还没好"));
        assertThat(goesOn.status()).as(goesOn.text()).isEqualTo(201);
        clock.advance(Duration.ofHours(4));

        assertThat(section("/en/status", "Planned work").select("details").eachAttr("id"))
                .doesNotContain(forgotten, longer);
        Document page = page("/en/status");
        assertThat(section("/en/status", "Last 90 days").select("details").eachAttr("id"))
                .contains(forgotten)
                .doesNotContain(longer);
        assertThat(page.select("[id=" + forgotten + "] summary .chip").text())
                .isEqualTo("Completed");
        assertThat(page.select("[id=" + longer + "] summary .chip").text()).isEqualTo("Under way");
        assertThat(page.select("[id=" + forgotten + "] .updates p").eachText())
                .containsExactly("A short restart");
        assertThat(feed()).contains("已完成");
        JsonNode desk = TestStaff.signIn(port, "supervisor").get(INCIDENTS).json().path("items");
        assertThat(desk.valueStream().filter(one -> one.path("id").asString().equals(forgotten)))
                .singleElement()
                .satisfies(one -> assertThat(one.path("over").asBoolean()).isFalse());

        DatabaseOwner.run(
                database,
                """
                update site.incident
                set starts_at = starts_at - interval '91 days',
                    ends_at = ends_at - interval '91 days'
                where id = '%1$s';
                update site.incident_update
                set at = at - interval '91 days'
                where incident_id = '%1$s'
                """
                        .formatted(forgotten));
        clock.advance(Duration.ofMinutes(2));
        assertThat(page("/en/status").select("[id=" + forgotten + "]")).isEmpty();
    }

    /** From in two hours to in three. */
    private String plan(ApiCaller supervisor, String service, String title) {
        Instant starts = clock.instant().plus(Duration.ofHours(2));
        String body =
                """
                {"kind":"PLANNED","impact":"NONE","services":["%s"],"titleZh":"%s","titleEn":"Upgrade",\
                "startsAt":"%s","endsAt":"%s","state":"SCHEDULED","textZh":"短暂重启","textEn":"A short restart"}\
                """
                        .formatted(service, title, starts, starts.plus(Duration.ofHours(1)));
        ApiCaller.Answer told = supervisor.post(INCIDENTS, body);
        assertThat(told.status()).as(told.text()).isEqualTo(201);
        return told.json().path("id").asString();
    }

    private Elements section(String path, String heading) {
        return page(path).select("section:has(h2:contains(" + heading + "))");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        String fine = incident("PAYMENT", "IDENTIFIED", "收款慢");
        for (String bad :
                new String[] {
                    fine.replace("IDENTIFIED", "SCHEDULED"),
                    fine.replace("IDENTIFIED", "RESOLVED"),
                    fine.replace("\"PAYMENT\"", ""),
                    fine.replace("收款慢", " "),
                    fine.replace("\"state\"", "\"endsAt\":\"2099-01-01T00:00:00Z\",\"state\""),
                    fine.replace("\"state\"", "\"startsAt\":\"2099-01-01T00:00:00Z\",\"state\""),
                    fine.replace("INCIDENT", "PLANNED").replace("IDENTIFIED", "SCHEDULED"),
                }) {
            assertThat(supervisor.post(INCIDENTS, bad).code()).as(bad).isEqualTo("BAD_INPUT");
        }
    }

    @Test
    void onlyThoseWithTheRoleTellAndWhatTheyToldIsInTheAuditTrail() {
        assertThat(
                        TestStaff.signIn(port, "agent")
                                .post(INCIDENTS, incident("SUPPORT", "IDENTIFIED", "电话占线"))
                                .status())
                .isEqualTo(403);
        String id =
                TestStaff.signIn(port, "supervisor")
                        .post(INCIDENTS, incident("SUPPORT", "IDENTIFIED", "电话占线"))
                        .json()
                        .path("id")
                        .asString();
        JsonNode lines =
                TestStaff.signIn(port, "admin")
                        .get("/api/v1/desk/audit-lines?subject=incident:" + id)
                        .json()
                        .path("items");
        assertThat(lines.size()).isEqualTo(1);
        assertThat(lines.path(0).path("action").asString()).isEqualTo("incident.told");
    }

    private static String incident(String service, String state, String title) {
        return """
        {"kind":"INCIDENT","impact":"DOWN","services":["%s"],"titleZh":"%s","titleEn":"Trouble",\
        "state":"%s","textZh":"正在看","textEn":"Looking"}\
        """
                .formatted(service, title, state);
    }

    private static String news(String state, String text) {
        return "{\"state\":\"%s\",\"textZh\":\"%s\",\"textEn\":\"News\"}".formatted(state, text);
    }

    private Document page(String path) {
        return Jsoup.parse(new ApiCaller(port).get(path).text());
    }

    private String service(String path, String name) {
        return page(path).select(".even > .row:contains(" + name + ") .standing").text();
    }

    /** The feed, which must be well-formed XML. */
    private String feed() throws Exception {
        ApiCaller.Answer feed = new ApiCaller(port).get("/status/feed.atom");
        assertThat(feed.status()).isEqualTo(200);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(feed.text().getBytes(StandardCharsets.UTF_8)));
        return feed.text();
    }
}
