package io.xiaohu.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What is said in a conversation becomes feedback, and what becomes of it is told there. */
@IntegrationTest
class FeedbackOfConversationsIntegrationTests {

    private static final String FEEDBACK = "/api/v1/desk/feedback";
    private static final String TALKS = "/api/v1/conversations";
    private static final String TOOLS = "/api/v1/desk/tools?kind=";

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    @AfterEach
    void noRuleActsOnOtherTests() {
        sql.sql("update support.tool set enabled = false where kind = 'RULE'").update();
    }

    @Test
    void theSameLineIsWrittenDownOnceWhoeverDoesIt() {
        ApiCaller guest = new ApiCaller(port);
        String talk = opened(guest, "希望能改头像");
        ApiCaller.Answer first = take(talk, 1);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.json().path("source").asString()).isEqualTo("CHAT");
        assertThat(take(talk, 1).json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(take(talk, 2).status()).isEqualTo(404);
        assertThat(take(talk, 99).status()).isEqualTo(404);
    }

    @Test
    void aGuestIsToldInTheConversationWhatBecomesOfIt() {
        ApiCaller guest = new ApiCaller(port);
        String talk = opened(guest, "希望能改头像");
        String id = take(talk, 1).json().path("id").asString();
        ApiCaller agent = staff("agent");
        assertThat(agent.get(FEEDBACK + "/" + id).json().path("followed").asBoolean()).isTrue();
        agent.put(FEEDBACK + "/" + id + "/state", "{\"state\":\"READ\"}");
        assertThat(texts(guest, talk)).noneMatch(text -> text.contains("已阅读"));
        agent.put(FEEDBACK + "/" + id + "/state", "{\"state\":\"PLANNED\"}");
        assertThat(texts(guest, talk))
                .last()
                .asString()
                .contains("it is now “Planned”")
                .doesNotContain("现在是");
        agent.post("/api/v1/desk/conversations/" + talk + "/close", "{}");
        agent.post(FEEDBACK + "/" + id + "/reply", "{\"text\":\"上线了\",\"state\":\"DONE\"}");
        assertThat(texts(guest, talk)).last().asString().contains("“Done”").endsWith("\n上线了");
    }

    @Test
    void ofTwoThatAreMergedBothAreToldButTheAnswerIsTheFirstOnesAlone() {
        ApiCaller one = new ApiCaller(port).speaking("zh-CN");
        ApiCaller other = new ApiCaller(port).speaking("zh-CN");
        String first = opened(one, "要深色");
        String second = opened(other, "要夜间模式");
        String into = take(first, 1).json().path("id").asString();
        String merged = take(second, 1).json().path("id").asString();
        ApiCaller agent = staff("agent");
        agent.post(FEEDBACK + "/" + merged + "/merge", "{\"into\":\"" + into + "\"}");
        assertThat(texts(other, second)).last().asString().contains("放在一起处理");
        agent.post(FEEDBACK + "/" + into + "/reply", "{\"text\":\"只给第一位\",\"state\":\"PLANNED\"}");
        assertThat(texts(one, first)).last().asString().endsWith("只给第一位");
        assertThat(texts(other, second))
                .last()
                .asString()
                .contains("已列入计划")
                .doesNotContain("只给第一位");
    }

    @Test
    void aRuleMakesFeedbackOfALineByItself() {
        make(
                "supervisor",
                "RULE",
                """
                "shared":true,"reason":"a test","rule":{"when":"CUSTOMER_WROTE","topics":[],\
                "words":["黛蓝"],"acts":[{"kind":"FEEDBACK","feedbackKind":"COMPLAINT"}]}\
                """);
        TestCustomer chen = TestCustomer.register(port);
        String talk = opened(chen.api(), "你好");
        sql.sql("update support.conversation set channel = 'WECHAT' where id = :id")
                .param("id", UUID.fromString(talk))
                .update();
        chen.api().post(TALKS + "/" + talk + "/messages", "{\"clientId\":\"a\",\"text\":\"黛蓝太慢\"}");
        JsonNode kept = Waiting.forOne(() -> found("黛蓝太慢"));
        assertThat(kept.path("kind").asString()).isEqualTo("COMPLAINT");
        assertThat(kept.path("source").asString()).isEqualTo("WECHAT");
        assertThat(kept.path("conversationId").asString()).isEqualTo(talk);
        assertThat(chen.api().get("/api/v1/feedback").json().path("items").path(0).path("id"))
                .isEqualTo(kept.path("id"));
    }

    @Test
    void aMacroMakesFeedbackOfTheCustomersLastLine() {
        String macro =
                make(
                                "agent",
                                "MACRO",
                                """
                                "macro":{"acts":[{"kind":"FEEDBACK","feedbackKind":"IDEA"},\
                                {"kind":"TAG","tags":["建议"]}]}\
                                """)
                        .json()
                        .path("id")
                        .asString();
        String talk = opened(new ApiCaller(port), "月白界面真好");
        ApiCaller.Answer ran =
                staff("agent")
                        .post(
                                "/api/v1/desk/conversations/" + talk + "/macros/" + macro,
                                "{\"language\":\"zh\",\"clientId\":\"m\",\"seenSeq\":2}");
        assertThat(ran.status()).as(ran.text()).isEqualTo(204);
        assertThat(found("月白界面真好").orElseThrow().path("kind").asString()).isEqualTo("IDEA");
    }

    @Test
    void anActThatNamesNoKindAndARuleOverAgentsLinesAreRefused() {
        assertThat(make("agent", "MACRO", "\"macro\":{\"acts\":[{\"kind\":\"FEEDBACK\"}]}").code())
                .isEqualTo("BAD_INPUT");
        assertThat(
                        make(
                                        "supervisor",
                                        "RULE",
                                        """
                                        "shared":true,"reason":"a test","rule":{"when":"AGENT_WROTE",\
                                        "topics":[],"words":[],"acts":[{"kind":"FEEDBACK",\
                                        "feedbackKind":"BUG"}]}\
                                        """)
                                .code())
                .isEqualTo("BAD_INPUT");
    }

    private ApiCaller.Answer take(String talk, int seq) {
        return staff("agent")
                .post(
                        FEEDBACK,
                        """
                        {"kind":"IDEA","text":"改头像","source":"PHONE","conversationId":"%s","seq":%d}\
                        """
                                .formatted(talk, seq));
    }

    private Optional<JsonNode> found(String words) {
        JsonNode items = staff("agent").get(FEEDBACK + "?q=" + words).json().path("items");
        return StreamSupport.stream(items.spliterator(), false).findFirst();
    }

    private ApiCaller.Answer make(String who, String kind, String more) {
        String shared = more.contains("\"shared\"") ? "" : "\"shared\":false,";
        return staff(who)
                .post(
                        TOOLS + kind,
                        "{\"nameZh\":\"名\",\"nameEn\":\"name\",\"enabled\":true,"
                                + shared
                                + more
                                + "}");
    }

    private ApiCaller staff(String name) {
        return TestStaff.signIn(port, name);
    }

    private static String opened(ApiCaller who, String text) {
        return who.post(TALKS, "{\"topic\":\"OTHER\",\"message\":\"" + text + "\"}")
                .json()
                .path("id")
                .asString();
    }

    private static List<String> texts(ApiCaller who, String talk) {
        JsonNode items = who.get(TALKS + "/" + talk + "/messages?afterSeq=0").json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(line -> line.path("text").asString())
                .toList();
    }
}
