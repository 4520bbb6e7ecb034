package io.xiaohu.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.DatabaseOwner;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Feedback that staff publish, others vote for, and that is joined when it says the same. */
@IntegrationTest
class FeedbackInPublicIntegrationTests {

    private static final String DESK = "/api/v1/desk/feedback/";
    private static final String BOARD = "/api/v1/public-feedback";

    @LocalServerPort private int port;

    @SuppressWarnings("NullAway.Init")
    @Value("${spring.datasource.url}")
    private String database;

    @Test
    void nothingIsPublicUntilStaffPublishItInWordsOfTheirOwn() {
        TestCustomer chen = TestCustomer.register(port);
        String id = give(chen, "我叫陈小明，电话 13900000000，想要深色模式");
        assertThat(board(new ApiCaller(port), id).isMissingNode()).isTrue();
        assertThat(publish("agent", id, "深色模式").status()).isEqualTo(403);
        assertThat(publish("supervisor", id, "深色模式").status()).isEqualTo(200);
        JsonNode shown = board(new ApiCaller(port), id);
        assertThat(shown.path("title").asString()).isEqualTo("Dark mode");
        String page = new ApiCaller(port).get("/feedback").text();
        assertThat(page).contains("深色模式").doesNotContain("陈小明").doesNotContain("13900000000");
        assertThat(new ApiCaller(port).get("/en/feedback").text()).contains("Dark mode");
        assertThat(chen.api().get("/api/v1/feedback/" + id).json().path("publicId").asString())
                .isEqualTo(id);
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(supervisor.delete(DESK + id + "/publication").status()).isEqualTo(204);
        assertThat(supervisor.delete(DESK + id + "/publication").status()).isEqualTo(404);
        assertThat(board(new ApiCaller(port), id).isMissingNode()).isTrue();
        assertThat(new ApiCaller(port).get("/feedback").text()).doesNotContain(id);
    }

    @Test
    void aCustomerVotesOnceAndAGuestNotAtAll() {
        String id = give(TestCustomer.register(port), "导出账单");
        TestCustomer wang = TestCustomer.register(port);
        String vote = BOARD + "/" + id + "/vote";
        assertThat(wang.api().put(vote, "").status()).isEqualTo(404);
        publish("supervisor", id, "导出账单");
        assertThat(new ApiCaller(port).put(vote, "").status()).isEqualTo(401);
        assertThat(wang.api().put(vote, "").status()).isEqualTo(204);
        assertThat(wang.api().put(vote, "").status()).isEqualTo(204);
        assertThat(board(wang.api(), id).path("votes").asInt()).isEqualTo(1);
        assertThat(board(wang.api(), id).path("voted").asBoolean()).isTrue();
        assertThat(board(new ApiCaller(port), id).path("voted").asBoolean()).isFalse();
        assertThat(wang.api().delete(vote).status()).isEqualTo(204);
        assertThat(board(wang.api(), id).path("votes").asInt()).isZero();
    }

    @Test
    void mergedFeedbackTakesItsVotesAndItsWriterAlong() {
        TestCustomer chen = TestCustomer.register(port);
        TestCustomer wang = TestCustomer.register(port);
        TestCustomer both = TestCustomer.register(port);
        String first = give(chen, "希望有指纹登录");
        String second = give(wang, "能不能按指纹登录");
        publish("supervisor", first, "指纹登录");
        publish("supervisor", second, "指纹");
        for (String id : new String[] {first, second}) {
            both.api().put(BOARD + "/" + id + "/vote", "");
        }
        chen.api().put(BOARD + "/" + second + "/vote", "");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        ApiCaller.Answer merged = merge(agent, second, first);
        assertThat(merged.status()).as(merged.text()).isEqualTo(200);
        assertThat(merged.json().path("votes").asInt()).isEqualTo(2);
        assertThat(merged.json().path("followers").asInt()).isEqualTo(1);
        assertThat(agent.get(DESK + second).json().path("mergedInto").asString()).isEqualTo(first);
        assertThat(board(wang.api(), second).isMissingNode()).isTrue();

        agent.post(DESK + first + "/reply", "{\"text\":\"下个月上线\",\"state\":\"PLANNED\"}");
        JsonNode his = wang.api().get("/api/v1/feedback/" + second).json();
        assertThat(his.path("merged").asBoolean()).isTrue();
        assertThat(his.path("state").asString()).isEqualTo("PLANNED");
        assertThat(his.path("replies").size()).isZero();
        assertThat(wang.api().get("/api/v1/notices").json().path("items").size()).isEqualTo(2);
        assertThat(
                        agent.post(DESK + second + "/reply", "{\"text\":\"x\",\"state\":\"DONE\"}")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void whatWasMergedBeforeGoesAlongAndNothingIsMergedTwiceOrIntoItself() {
        TestCustomer chen = TestCustomer.register(port);
        String first = give(chen, "一");
        String second = give(chen, "二");
        String third = give(chen, "三");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(merge(agent, first, first).code()).isEqualTo("BAD_INPUT");
        assertThat(merge(agent, first, second).status()).isEqualTo(200);
        assertThat(merge(agent, first, third).status()).isEqualTo(404);
        assertThat(merge(agent, third, first).status()).isEqualTo(404);
        assertThat(merge(agent, second, third).status()).isEqualTo(200);
        assertThat(agent.get(DESK + first).json().path("mergedInto").asString()).isEqualTo(third);
        assertThat(merge(agent, third, UUID.randomUUID().toString()).status()).isEqualTo(404);
    }

    @Test
    void ofTwoWhoMergeCrosswiseAtTheSameMomentOneWins() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        String first = give(chen, "甲");
        String second = give(chen, "乙");
        List<Integer> statuses =
                AtOnce.times(
                        2,
                        n ->
                                n == 0
                                        ? merge(agent, first, second).status()
                                        : merge(agent, second, first).status());
        assertThat(statuses).containsExactlyInAnyOrder(200, 404);
        long merged =
                Stream.of(first, second)
                        .filter(id -> agent.get(DESK + id).json().has("mergedInto"))
                        .count();
        assertThat(merged).isEqualTo(1);
    }

    @Test
    void anAgentWritesDownWhatWasSaidInAConversationAndItsCustomerCanFollowIt() {
        TestCustomer chen = TestCustomer.register(port);
        String conversation =
                chen.api()
                        .post("/api/v1/conversations", "{\"message\":\"希望字再大一点\"}")
                        .json()
                        .path("id")
                        .asString();
        ApiCaller agent = TestStaff.signIn(port, "agent");
        String body =
                """
                {"kind":"IDEA","text":"客户希望字更大","source":"WECHAT","conversationId":"%s"}\
                """;
        ApiCaller.Answer taken = agent.post("/api/v1/desk/feedback", body.formatted(conversation));
        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        assertThat(taken.json().path("source").asString()).isEqualTo("CHAT");
        assertThat(chen.api().get("/api/v1/feedback").json().path("items").path(0).path("id"))
                .isEqualTo(taken.json().path("id"));
        assertThat(agent.post("/api/v1/desk/feedback", body.formatted(UUID.randomUUID())).status())
                .isEqualTo(404);
        ApiCaller.Answer alone =
                agent.post(
                        "/api/v1/desk/feedback",
                        "{\"kind\":\"COMPLAINT\",\"text\":\"微博上说热线难打\",\"source\":\"WEIBO\"}");
        assertThat(alone.json().path("followed").asBoolean()).isFalse();
        JsonNode weibo = agent.get("/api/v1/desk/feedback?source=WEIBO&q=热线").json();
        assertThat(weibo.path("items").path(0).path("id")).isEqualTo(alone.json().path("id"));
    }

    @Test
    void theDeskReadsAllOfItPageByPageAndFindsTheOldestToJoin() {
        DatabaseOwner.run(
                database,
                """
                insert into feedback.feedback (id, kind, content, source, state, at)
                select gen_random_uuid(), 'IDEA', 'paged ' || n, 'OTHER', 'READ',
                    timestamptz '2020-01-01' + n / 6 * interval '1 minute'
                from generate_series(1, 120) n
                """);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        List<String> texts = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = agent.get("/api/v1/desk/feedback?source=OTHER&q=paged" + after).json();
            for (JsonNode one : page.path("items")) {
                texts.add(one.path("text").asString());
                ids.add(one.path("id").asString());
            }
            sizes.add(page.path("items").size());
            after = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!after.isEmpty());
        assertThat(sizes).containsExactly(50, 50, 20);
        assertThat(texts).doesNotHaveDuplicates().hasSize(120);
        assertThat(texts.getFirst()).isEqualTo("paged 120");
        assertThat(agent.get("/api/v1/desk/feedback?cursor=none").status()).isEqualTo(400);

        String mine = give(TestCustomer.register(port), "与最早的那条一样");
        assertThat(merge(agent, mine, ids.getLast()).status()).isEqualTo(200);
    }

    @Test
    void theSiteTakesFeedbackWithoutAnAccountAndWithoutScripts() {
        ApiCaller.Answer thanks = form("/feedback", "kind=IDEA&text=" + coded("网站上留的言"), "");
        assertThat(thanks.status()).isEqualTo(303);
        assertThat(thanks.raw().headers().firstValue("Location")).hasValue("/feedback/thanks");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(agent.get("/api/v1/desk/feedback?source=SITE").text()).contains("网站上留的言");
        form("/feedback", "kind=IDEA&website=x&text=" + coded("机器填的"), "");
        assertThat(agent.get("/api/v1/desk/feedback?source=SITE").text()).doesNotContain("机器填的");
        ApiCaller.Answer empty = form("/en/feedback", "kind=IDEA&text=%20", "");
        assertThat(empty.status()).isEqualTo(422);
        assertThat(Jsoup.parse(empty.text()).select("[role=alert]").text())
                .isEqualTo("Please write something.");
        assertThat(form("/feedback", "kind=X&text=" + "a".repeat(4001), "").status())
                .isEqualTo(422);
        assertThat(form("/feedback", "text=x", "https://evil.example").code())
                .isEqualTo("FOREIGN_ORIGIN");
    }

    private ApiCaller.Answer form(String path, String body, String origin) {
        ApiCaller reader =
                new ApiCaller(port).with("Content-Type", "application/x-www-form-urlencoded");
        return (origin.isEmpty() ? reader : reader.with("Origin", origin)).post(path, body, null);
    }

    private static String coded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String give(TestCustomer who, String text) {
        return who.api()
                .post("/api/v1/feedback", "{\"kind\":\"IDEA\",\"text\":\"" + text + "\"}")
                .json()
                .path("id")
                .asString();
    }

    private ApiCaller.Answer publish(String who, String id, String title) {
        return TestStaff.signIn(port, who)
                .put(
                        DESK + id + "/publication",
                        """
                        {"titleZh":"%s","titleEn":"Dark mode","textZh":"希望有","textEn":"Please",\
                        "answerZh":"","answerEn":""}\
                        """
                                .formatted(title));
    }

    private static ApiCaller.Answer merge(ApiCaller staff, String id, String into) {
        return staff.post(DESK + id + "/merge", "{\"into\":\"" + into + "\"}");
    }

    private static JsonNode board(ApiCaller reader, String id) {
        for (JsonNode one : reader.get(BOARD).json().path("items")) {
            if (one.path("id").asString().equals(id)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }
}
