package io.xiaohu.help;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Until a person comes, the assistant answers what it can show the source of (H1). */
@IntegrationTest
@TestPropertySource(properties = "xiaohu.assistant.enabled=true")
class AssistantIntegrationTests {

    private static final String TALKS = "/api/v1/conversations";

    @LocalServerPort private int port;

    @Test
    void aTopUpThatWaitsIsToldWithItsAmountAndItsBill() {
        TestCustomer chen = TestCustomer.register(port);
        String topUp = topUp(chen, "200.01");
        String talk =
                opened(
                        chen.api(),
                        """
                        {"subject":{"kind":"TOP_UP","id":"%s"},"message":"where is it"}\
                        """
                                .formatted(topUp));
        JsonNode line = answer(chen.api(), talk);
        assertThat(line.path("text").asString()).contains("¥200.01");
        assertThat(line.at("/answer/href").asString()).isEqualTo("/bills/" + topUp);
        assertThat(line.path("author").asString()).isEqualTo("SYSTEM");
        assertThat(state(talk)).isEqualTo("WAITING");
    }

    @Test
    void theMovementIsFoundByWhatTheWordsSayAndTheAmountTheyName() {
        TestCustomer chen = TestCustomer.register(port);
        topUp(chen, "30.01");
        String meant = topUp(chen, "50.00");
        topUp(chen, "40.01");
        String talk = opened(chen.api(), "{\"message\":\"我充了50怎么没到账\"}");
        JsonNode line = answer(chen.api(), talk);
        assertThat(line.path("text").asString()).contains("小狐助手", "¥50.00");
        assertThat(line.at("/answer/href").asString()).isEqualTo("/bills/" + meant);
    }

    @Test
    void whereTheNamedAmountIsNotThereThatIsSaidBeforeAnotherIsTold() {
        TestCustomer chen = TestCustomer.register(port);
        topUp(chen, "30.01");
        String talk = opened(chen.api(), "{\"message\":\"我充了500怎么没到账\"}");
        assertThat(answer(chen.api(), talk).path("text").asString())
                .startsWith("最近 7 天里没有一笔 ¥500 的")
                .contains("¥30.01");
    }

    @Test
    void aQuestionAnArticleAnswersIsAnsweredFromItAndRated() {
        TestCustomer chen = TestCustomer.register(port);
        String talk = opened(chen.api(), "{\"message\":\"收不到验证码怎么办\"}");
        JsonNode line = answer(chen.api(), talk);
        assertThat(line.path("text").asString()).contains("检查手机信号、短信拦截", "请确认收短信的是注册的那张卡");
        assertThat(line.at("/answer/href").asString()).startsWith("/help/");
        assertThat(line.at("/answer/source").asString()).contains("验证码");
        String path = TALKS + "/" + talk + "/messages/" + line.path("seq").asLong() + "/helpful";
        assertThat(TestCustomer.register(port).api().put(path, "{\"helpful\":true}").status())
                .isEqualTo(404);
        assertThat(chen.api().put(path, "{\"helpful\":false}").status()).isEqualTo(204);
        assertThat(answer(chen.api(), talk).at("/answer/helpful").asBoolean(true)).isFalse();
        assertThat(
                        chen.api()
                                .put(
                                        TALKS + "/" + talk + "/messages/1/helpful",
                                        "{\"helpful\":true}")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void whoAsksForAPersonHearsNoMoreAndThePersonFindsWhatWasAnswered() {
        TestCustomer chen = TestCustomer.register(port);
        topUp(chen, "60.01");
        String talk = opened(chen.api(), "{\"message\":\"充值没到账\"}");
        answer(chen.api(), talk);
        write(chen.api(), talk, "人工");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        String note =
                Waiting.forOne(() ->
                        lines(agent, "/api/v1/desk/conversations/" + talk).stream()
                                .filter(line -> line.path("internal").asBoolean())
                                .map(line -> line.path("text").asString())
                                .filter(text -> text.contains("the assistant answered"))
                                .findFirst());
        assertThat(note).contains("充值没到账", "您的账单", "did not say");
        write(chen.api(), talk, "提现多久到账");
        agent.post("/api/v1/desk/conversations/" + talk + "/claim", "{}");
        write(chen.api(), talk, "收不到验证码怎么办");
        assertThat(answers(chen.api(), talk)).hasSize(1);
    }

    /** What is asked last is answered, so what came before it without an answer has none. */
    @Test
    void whatIsNoQuestionAndWhatAGuestMayNotKnowIsLeftToThePerson() {
        ApiCaller guest = new ApiCaller(port);
        String talk = opened(guest, "{\"message\":\"你好\"}");
        write(guest, talk, "我的钱呢");
        write(guest, talk, "收不到验证码怎么办");
        assertThat(answer(guest, talk).at("/answer/href").asString()).startsWith("/help/");
        assertThat(answers(guest, talk))
                .noneMatch(line -> line.at("/answer/href").asString().startsWith("/bills"));
    }

    private String topUp(TestCustomer who, String amount) {
        ApiCaller.Answer made =
                who.api()
                        .post(
                                "/api/v1/top-ups",
                                """
                                {"channel":"sandbox","amount":{"amount":"%s","asset":"CNY"}}\
                                """
                                        .formatted(amount));
        assertThat(made.status()).as(made.text()).isIn(201, 202);
        return made.json().path("id").asString();
    }

    private static String opened(ApiCaller who, String body) {
        ApiCaller.Answer answer = who.post(TALKS, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private static void write(ApiCaller who, String talk, String text) {
        assertThat(
                        who.post(
                                        TALKS + "/" + talk + "/messages",
                                        "{\"clientId\":\"%s\",\"text\":\"%s\"}"
                                                .formatted(UUID.randomUUID(), text))
                                .status())
                .isEqualTo(201);
    }

    private String state(String talk) {
        return TestStaff.signIn(port, "agent")
                .get("/api/v1/desk/conversations/" + talk)
                .json()
                .path("state")
                .asString();
    }

    private static JsonNode answer(ApiCaller who, String talk) {
        return Waiting.forOne(() -> answers(who, talk).stream().findFirst());
    }

    private static List<JsonNode> answers(ApiCaller who, String talk) {
        return lines(who, TALKS + "/" + talk).stream().filter(line -> line.has("answer")).toList();
    }

    private static List<JsonNode> lines(ApiCaller who, String path) {
        JsonNode items = who.get(path + "/messages").json().path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }
}
