package io.xiaohu.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The customer beside the conversation: everything masked, every look with its reason. */
@IntegrationTest
class CustomerPanelIntegrationTests {

    @LocalServerPort private int port;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private JdbcClient sql;

    private ApiCaller agent = new ApiCaller(0);

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @BeforeEach
    void people() {
        agent = TestStaff.signIn(port, "agent");
        chen = TestCustomer.register(port, "陈晓宁").withMoney("20.00");
    }

    @Test
    void withoutAConversationALookNeedsAReason() {
        ApiCaller.Answer refused = agent.get(panel());
        assertThat(refused.code()).isEqualTo("LOOK_REASON_NEEDED");
        assertThat(looks("customer.viewed")).isEmpty();
        agent.post(panel() + "/looks", "{\"reason\":\"called about a fee\"}");
        assertThat(agent.get(panel()).status()).isEqualTo(200);
        assertThat(looks("customer.viewed"))
                .singleElement()
                .asString()
                .contains("called about a fee");
        assertThat(TestStaff.signIn(port, "agent").get(panel()).code())
                .as("another session")
                .isEqualTo("LOOK_REASON_NEEDED");
    }

    @Test
    void whoeverOpensAConversationIsRecordedWithWhy() {
        String talk = talk();
        String lines = "/api/v1/desk/conversations/" + talk + "/messages";
        agent.get(lines);
        agent.get(lines + "?afterSeq=1");
        agent.post("/api/v1/desk/conversations/" + talk + "/claim", "{}");
        agent.get(lines);
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(supervisor.get(lines).code()).isEqualTo("LOOK_REASON_NEEDED");
        assertThat(supervisor.get(lines + "?afterSeq=1").code())
                .as("from the second line on")
                .isEqualTo("LOOK_REASON_NEEDED");
        supervisor.post(panel() + "/looks", "{\"reason\":\"quality check\"}");
        assertThat(supervisor.get(lines).status()).isEqualTo(200);
        assertThat(recorded("conversation:" + talk, "conversation.viewed"))
                .satisfiesExactly(
                        waiting -> assertThat(waiting).asString().contains("waiting"),
                        inHand -> assertThat(inHand).asString().contains("\"conversation\""),
                        other -> assertThat(other).asString().contains("quality check"));
    }

    @Test
    void whatAColleagueHasOrIsOverIsNotReadInTheList() {
        String talk = talk();
        String path = "/api/v1/desk/conversations/" + talk;
        agent.post(path + "/claim", "{}");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(agent.get(path).json().path("lastMessage").asString()).isNotEmpty();
        assertThat(supervisor.get(path).json().has("lastMessage")).isFalse();
        agent.post(path + "/close", "{}");
        assertThat(agent.get(path).json().has("lastMessage")).isFalse();
        assertThat(TestStaff.signIn(port, "agent").get(path + "/messages").code())
                .as("another day")
                .isEqualTo("LOOK_REASON_NEEDED");
    }

    @Test
    void whoReadsFromTheSecondLineOnIsRecordedOnceForTheirSession() {
        String talk = talk();
        String on = "/api/v1/desk/conversations/" + talk + "/messages?afterSeq=1";
        agent.get(on);
        agent.get(on);
        assertThat(recorded("conversation:" + talk, "conversation.viewed")).hasSize(1);
    }

    @Test
    void whoeverANoteNamesMayReadIt() {
        String talk = talk();
        String path = "/api/v1/desk/conversations/" + talk;
        agent.post(path + "/claim", "{}");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(supervisor.get(path + "/messages").code()).isEqualTo("LOOK_REASON_NEEDED");
        agent.post(
                path + "/messages",
                "{\"clientId\":\"n\",\"text\":\"@刘洋 please look\",\"internal\":true}");
        assertThat(supervisor.get(path + "/messages").status()).isEqualTo(200);
        assertThat(supervisor.get(panel()).status()).as("and beside it").isEqualTo(200);
        assertThat(looks("customer.viewed")).singleElement().asString().contains("mentioned");
    }

    @Test
    void wordsFilledInForAColleaguesConversationAreALookAtIt() {
        String talk = talk();
        String path = "/api/v1/desk/conversations/" + talk;
        agent.post(path + "/claim", "{}");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        String answer =
                tool(
                        supervisor,
                        "ANSWER",
                        "\"shortcut\":\"panel-1\",\"answer\":{\"textZh\":\"{customer}\",\"textEn\":\"{customer}\"}");
        String macro =
                tool(
                        supervisor,
                        "MACRO",
                        "\"macro\":{\"acts\":[{\"kind\":\"NOTE\",\"textZh\":\"{customer}\",\"textEn\":\"{customer}\"}]}");
        List<String> previews =
                List.of(
                        path + "/answers/" + answer + "?language=en",
                        path + "/macros/" + macro + "?language=en");
        for (String preview : previews) {
            assertThat(supervisor.get(preview).code()).isEqualTo("LOOK_REASON_NEEDED");
        }
        ApiCaller.Answer run =
                supervisor.post(
                        path + "/macros/" + macro,
                        "{\"language\":\"en\",\"clientId\":\"m\",\"seenSeq\":1}");
        assertThat(run.code()).isEqualTo("LOOK_REASON_NEEDED");
        supervisor.post(panel() + "/looks", "{\"reason\":\"quality check\"}");
        for (String preview : previews) {
            assertThat(supervisor.get(preview).text()).contains("陈**");
        }
        assertThat(recorded("conversation:" + talk, "conversation.viewed"))
                .singleElement()
                .asString()
                .contains("quality check");
    }

    private static String tool(ApiCaller who, String kind, String content) {
        ApiCaller.Answer made =
                who.post(
                        "/api/v1/desk/tools?kind=" + kind,
                        """
                        {"nameZh":"n","nameEn":"n","enabled":true,"shared":false,%s}
                        """
                                .formatted(content));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    @Test
    void aConversationInHandOrWaitingIsTheReason() {
        String talk = talk();
        assertThat(agent.get(panel()).status()).as("it waits").isEqualTo(200);
        agent.post("/api/v1/desk/conversations/" + talk + "/claim", "{}");
        assertThat(agent.get(panel()).status()).as("in hand").isEqualTo(200);
        assertThat(looks("customer.viewed")).hasSize(2).allMatch(line -> line.contains(talk));
        assertThat(TestStaff.signIn(port, "supervisor").get(panel()).code())
                .as("somebody else has it")
                .isEqualTo("LOOK_REASON_NEEDED");
    }

    @Test
    void itHasWhatIsOpenWhereTheyAreSignedInAndWhatWasTalkedAbout() {
        String talk = talk();
        String freeze = chen.api().post("/api/v1/me/freezes", "{}").json().path("id").asString();
        agent.post(
                "/api/v1/desk/proposals",
                """
                {"kind":"UNFREEZE","target":"%s","reason":"asked","evidence":"called back"}
                """
                        .formatted(freeze));
        JsonNode panel = agent.get(panel()).json();
        assertThat(panel.path("name").asString()).isEqualTo("陈**");
        assertThat(panel.toString()).doesNotContain("晓宁", chen.phone());
        assertThat(panel.path("status").asString()).isEqualTo("FROZEN");
        assertThat(panel.at("/cases/0/kind").asString()).isEqualTo("PROPOSAL");
        assertThat(panel.at("/cases/0/detail").asString()).isEqualTo("周晓");
        assertThat(panel.path("devices").size()).isPositive();
        assertThat(panel.path("conversations").toString()).contains(talk).doesNotContain("secret");
    }

    @Test
    void aRequestIsAnOpenCaseUntilItIsClosed() {
        JsonNode request =
                chen.api()
                        .post(
                                "/api/v1/service-requests",
                                "{\"topic\":\"OTHER\",\"message\":\"my secret"
                                        + " question\",\"values\":{}}")
                        .json();
        talk();
        JsonNode open = agent.get(panel()).json().at("/cases/0");
        assertThat(open.path("kind").asString()).isEqualTo("REQUEST");
        assertThat(open.path("id")).isEqualTo(request.path("id"));
        assertThat(open.path("title").asString())
                .isEqualTo("Request " + request.path("number").asString() + ": Question");
        assertThat(open.path("detail").asString()).isEqualTo("Submitted");
        assertThat(open.path("dueAt")).isEqualTo(request.path("dueAt"));
        assertThat(open.toString()).doesNotContain("secret");
        chen.api()
                .post("/api/v1/service-requests/" + request.path("id").asString() + "/close", "{}");
        assertThat(agent.get(panel()).json().path("cases")).isEmpty();
    }

    @Test
    void whatIsMaskedIsToldForAReasonThatIsRecorded() {
        ApiCaller.Answer silent = unmask("PHONE", "");
        assertThat(silent.code()).isEqualTo("BAD_INPUT");
        ApiCaller.Answer told = unmask("PHONE", "calling back");
        assertThat(told.json().path("value").asString()).endsWith(chen.phone());
        assertThat(unmask("NAME", "a court asks").json().path("value").asString()).isEqualTo("陈晓宁");
        assertThat(looks("customer.unmasked"))
                .hasSize(2)
                .anyMatch(line -> line.contains("calling back") && line.contains("PHONE"))
                .noneMatch(line -> line.contains(chen.phone()));
        assertThat(
                        TestStaff.signIn(port, "finance")
                                .post("/api/v1/desk/unmaskings", body("PHONE", "curious"))
                                .status())
                .isEqualTo(403);
    }

    private String panel() {
        return "/api/v1/desk/customers/" + chen.id();
    }

    private String talk() {
        return chen.api()
                .post(
                        "/api/v1/conversations",
                        "{\"topic\":\"OTHER\",\"message\":\"my secret question\"}")
                .json()
                .path("id")
                .asString();
    }

    private ApiCaller.Answer unmask(String what, String reason) {
        return agent.post("/api/v1/desk/unmaskings", body(what, reason));
    }

    private String body(String what, String reason) {
        return "{\"customerId\":\"%s\",\"what\":\"%s\",\"reason\":\"%s\"}"
                .formatted(chen.id(), what, reason);
    }

    private List<String> looks(String action) {
        return recorded("customer:" + chen.id(), action);
    }

    private List<String> recorded(String subject, String action) {
        return sql.sql(
                        "select details::text from audit.line where subject = :subject and action ="
                                + " :what order by n")
                .param("subject", subject)
                .param("what", action)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
