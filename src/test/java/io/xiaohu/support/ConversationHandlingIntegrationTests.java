package io.xiaohu.support;

import static io.xiaohu.support.TestTalks.colleague;
import static io.xiaohu.support.TestTalks.desk;
import static io.xiaohu.support.TestTalks.item;
import static io.xiaohu.support.TestTalks.line;
import static io.xiaohu.support.TestTalks.mine;
import static io.xiaohu.support.TestTalks.opened;
import static io.xiaohu.support.TestTalks.texts;
import static io.xiaohu.support.TestTalks.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.views.jdbc.BoxRows;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Handing on, putting aside, taking back, opening again and rating, over real sockets. */
@IntegrationTest
class ConversationHandlingIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private Conversations conversations;
    @Autowired private TestClock clock;
    @Autowired private BoxRows boxes;
    @Autowired private JdbcClient sql;

    @AfterEach
    void present() {
        clock.reset();
    }

    @Test
    void fiftyAgentsClaimOneConversationAndFortyNineAreToldWhoHasIt() {
        UUID id = UUID.fromString(opened(TestCustomer.register(port), "你好"));
        List<String> told =
                AtOnce.times(
                        50,
                        n -> {
                            Caller.Staff agent =
                                    new Caller.Staff(
                                            Ids.next(), Ids.next(), "坐席" + n, Set.of(Role.AGENT));
                            try {
                                conversations.claim(agent, id);
                                return "won by " + agent.name();
                            } catch (ProblemException e) {
                                assertThat(e.problem().reason()).isEqualTo(Reason.ALREADY_CLAIMED);
                                return "told of " + e.problem().args().get("claimedBy");
                            }
                        });
        String winner = String.valueOf(conversations.staffGet(id).claimedName());
        assertThat(told).containsOnlyOnce("won by " + winner);
        assertThat(told.stream().filter(one -> one.contains(winner))).hasSize(50);
    }

    @Test
    void aTransferGoesToAColleagueWhoIsToldWhyAndTheCustomerIsNot() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "你好");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        agent.post(desk(id, "claim"), "{}");
        String to = colleague(agent, "supervisor");
        assertThat(
                        agent.post(
                                        desk(id, "transfer"),
                                        "{\"to\":\"%s\",\"note\":\"大额，请您看\"}".formatted(to))
                                .status())
                .isEqualTo(204);
        assertThat(item(agent, id).path("claimedBy").path("id").asString()).isEqualTo(to);
        assertThat(TestStaff.mentions(supervisor, id))
                .containsExactly("周晓 handed this to 刘洋: 大额，请您看");
        assertThat(TestStaff.mentions(supervisor.speaking("zh-CN"), id))
                .containsExactly("周晓 转给 刘洋：大额，请您看");
        assertThat(chen.api().get(mine(id)).text()).doesNotContain("大额");
        assertThat(agent.post(desk(id, "messages"), line("late", "在吗")).code())
                .isEqualTo("ALREADY_CLAIMED");
        assertThat(supervisor.post(desk(id, "messages"), line("s1", "我来")).status()).isEqualTo(201);
    }

    @Test
    void onlyAColleagueWhoAnswersConversationsIsGivenOne() {
        String id = opened(TestCustomer.register(port), "你好");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(id, "claim"), "{}");
        assertThat(
                        agent.post(
                                        desk(id, "transfer"),
                                        "{\"to\":\"%s\",\"note\":\"x\"}"
                                                .formatted(UUID.randomUUID()))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aNoteThatNamesAColleagueIsSeenByThemUntilTheyHaveLooked() {
        String id = opened(TestCustomer.register(port), "你好");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        agent.post(
                desk(id, "messages"),
                "{\"clientId\":\"n\",\"text\":\"@刘洋 这笔怎么处理？\",\"internal\":true}");
        assertThat(unseen(supervisor)).contains(id);
        assertThat(unseen(agent)).doesNotContain(id);
        supervisor.post(desk(id, "mentions-seen"), "{}");
        assertThat(unseen(supervisor)).doesNotContain(id);
    }

    @Test
    void whatIsPutAsideComesBackAtItsTime() {
        String id = opened(TestCustomer.register(port), "你好");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(id, "claim"), "{}");
        agent.post(desk(id, "messages"), line("soon", "我查一下，下午告诉您"));
        Instant until = Instant.now().plus(Duration.ofHours(3));
        assertThat(agent.post(desk(id, "snooze"), until(until)).status()).isEqualTo(204);
        assertThat(TestStaff.box(agent, "mine")).doesNotContain(id);
        assertThat(TestStaff.box(agent, "snoozed")).contains(id);
        clock.advance(Duration.ofHours(3).plusSeconds(1));
        ApiCaller later = TestStaff.signIn(port, "agent");
        Waiting.until(() -> TestStaff.box(later, "mine").contains(id));
    }

    @Test
    void whatIsPutAsideComesBackAtOnceWhenTheCustomerWrites() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "你好");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(id, "claim"), "{}");
        agent.post(desk(id, "snooze"), until(Instant.now().plus(Duration.ofDays(1))));
        chen.api().post(mine(id), line("back", "我又来了"));
        assertThat(TestStaff.box(agent, "mine")).contains(id);
        assertThat(agent.post(desk(id, "snooze"), until(Instant.now().minusSeconds(5))).status())
                .isEqualTo(400);
    }

    @Test
    void anAuthorTakesALineBackWithinTwoMinutesAndATraceStays() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "你好");
        long seq =
                chen.api()
                        .post(mine(id), line("oops", "卡号 6222020000000001234，密码 777888"))
                        .json()
                        .path("seq")
                        .asLong();
        ApiCaller agent = TestStaff.signIn(port, "agent");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        String withdraw = mine(id) + "/" + seq + "/withdraw";
        assertThat(TestCustomer.register(port).api().post(withdraw, "{}").status()).isEqualTo(404);
        assertThat(agent.post(desk(id, "messages/" + seq + "/withdraw"), "{}").status())
                .isEqualTo(404);
        assertThat(chen.api().post(withdraw, "{}").status()).isEqualTo(204);
        assertThat(chen.api().post(withdraw, "{}").status()).isEqualTo(204);
        for (ApiCaller.Answer seen :
                List.of(
                        chen.api().get(mine(id)),
                        agent.get(desk(id, "messages")),
                        agent.get("/api/v1/desk/conversations/" + id))) {
            assertThat(seen.text()).doesNotContain("777888");
        }
        JsonNode trace = agent.get(desk(id, "messages?afterSeq=" + seq)).json().path("items");
        assertThat(trace.size()).isEqualTo(1);
        assertThat(trace.path(0).path("withdraws").asLong()).isEqualTo(seq);
        String words = desk(id, "messages/" + seq + "/withdrawn-words");
        assertThat(agent.post(words, "{\"reason\":\"好奇\"}").status()).isEqualTo(403);
        assertThat(supervisor.post(words, "{\"reason\":\"投诉 12\"}").json().path("text").asString())
                .isEqualTo("卡号 ****1234，密码 777888");
    }

    @Test
    void afterTwoMinutesALineStands() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "你好");
        clock.advance(Duration.ofSeconds(121));
        ApiCaller.Answer late = chen.api().post(mine(id) + "/1/withdraw", "{}");
        assertThat(late.code()).isEqualTo("TAKE_BACK_TOO_LATE");
        assertThat(texts(chen, id)).contains("你好");
    }

    @Test
    void whoAsksForAHumanComesFirstInTheQueueAndIsToldSo() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "充值没到");
        chen.api().speaking("zh-CN").post(mine(id), line("h", "转人工"));
        opened(TestCustomer.register(port), "后来的人");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(TestStaff.box(agent, "waiting").getFirst()).isEqualTo(id);
        assertThat(texts(chen, id).getLast()).contains("转人工");
        chen.api().post(mine(id), line("h2", "人工"));
        assertThat(texts(chen, id).stream().filter(text -> text.contains("已为您转人工，优先排队。会尽快答复。")))
                .hasSize(1);
    }

    @Test
    void whoAskedForAHumanIsBeforeEverybodyElseOverAllPages() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "充值没到");
        chen.api().post(mine(id), line("h", "转人工"));
        String later = opened(TestCustomer.register(port), "后来的人");
        String last = opened(TestCustomer.register(port), "更后来的人");
        List<UUID> all = new ArrayList<>();
        String after = null;
        do {
            BoxRows.Part part =
                    boxes.part("waiting", UUID.randomUUID(), BoxRows.Place.of(after), 2);
            all.addAll(part.ids());
            after = part.next();
        } while (after != null);
        assertThat(all)
                .doesNotHaveDuplicates()
                .containsSubsequence(
                        UUID.fromString(id), UUID.fromString(last), UUID.fromString(later));
    }

    @Test
    void writingIntoWhatEndedLatelyOpensItAgain() {
        TestCustomer chen = TestCustomer.register(port);
        String id = closed(chen);
        ApiCaller.Answer again = chen.api().post(mine(id), line("again", "还有一件事"));
        assertThat(again.json().path("conversationId").asString()).isEqualTo(id);
        JsonNode item = item(TestStaff.signIn(port, "agent"), id);
        assertThat(item.path("state").asString()).isEqualTo("WAITING");
        assertThat(item.path("clocks").size()).isPositive();
    }

    @Test
    void writingIntoWhatEndedLongAgoGoesOnInANewOneOnce() {
        TestCustomer chen = TestCustomer.register(port);
        String id = closed(chen);
        clock.advance(Duration.ofDays(8));
        chen.api()
                .post(
                        "/api/v1/sessions",
                        "{\"phone\":\"%s\",\"password\":\"%s\"}"
                                .formatted(chen.phone(), TestCustomer.PASSWORD));
        List<ApiCaller.Answer> answers =
                AtOnce.times(4, n -> chen.api().post(mine(id), line("x" + n % 2, "又是我")));
        assertThat(
                        answers.stream()
                                .map(one -> one.json().path("conversationId").asString())
                                .distinct())
                .hasSize(1)
                .doesNotContain(id);
        String fresh = answers.getFirst().json().path("conversationId").asString();
        assertThat(texts(chen, fresh)).hasSize(3);
        assertThat(
                        chen.api()
                                .get("/api/v1/conversations/" + id)
                                .json()
                                .path("continuedIn")
                                .asString())
                .isEqualTo(fresh);
    }

    @Test
    void anAgentOpensAnEndedConversationAgainAndHasIt() {
        TestCustomer chen = TestCustomer.register(port);
        String id = closed(chen);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(agent.post(desk(id, "messages"), line("no", "喂")).code())
                .isEqualTo("CONVERSATION_CLOSED");
        assertThat(agent.post(desk(id, "reopen"), "{}").status()).isEqualTo(204);
        assertThat(agent.post(desk(id, "messages"), line("yes", "补充一点")).status()).isEqualTo(201);
    }

    @Test
    void aConversationIsRatedOnceItEndedAndTheRatingChangesForADay() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "你好");
        String rating = "/api/v1/conversations/" + id + "/rating";
        assertThat(chen.api().post(rating, "{\"score\":5}").code()).isEqualTo("RATING_NOT_OPEN");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(id, "claim"), "{}");
        agent.post(desk(id, "close"), "{}");
        for (String bad : List.of("{\"score\":0}", "{\"score\":6}", "{}")) {
            assertThat(chen.api().post(rating, bad).status()).isEqualTo(400);
        }
        assertThat(chen.api().post(rating, "{\"score\":2,\"comment\":\"慢\"}").status())
                .isEqualTo(200);
        chen.api().post(rating, "{\"score\":4,\"comment\":\"后来好了\"}");
        assertThat(item(agent, id).path("rating").path("score").asInt()).isEqualTo(4);
        assertThat(item(agent, id).path("rating").path("comment").asString()).isEqualTo("后来好了");
        assertThat(TestCustomer.register(port).api().post(rating, "{\"score\":1}").status())
                .isEqualTo(404);
        clock.advance(Duration.ofHours(25));
        assertThat(chen.api().post(rating, "{\"score\":1}").code()).isEqualTo("RATING_NOT_OPEN");
    }

    @Test
    void tagsAreExactlyThoseGiven() {
        String id = opened(TestCustomer.register(port), "你好");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.put(desk(id, "tags"), "{\"tags\":[\"退款\",\" 退款 \",\"ＶＩＰ\"]}");
        assertThat(item(agent, id).path("tags").toString()).isEqualTo("[\"VIP\",\"退款\"]");
        agent.put(desk(id, "tags"), "{\"tags\":[\"投诉\"]}");
        assertThat(item(agent, id).path("tags").toString()).isEqualTo("[\"投诉\"]");
        assertThat(agent.put(desk(id, "tags"), "{\"tags\":[\"" + "长".repeat(31) + "\"]}").status())
                .isEqualTo(400);
    }

    @Test
    void anAgentsTickSaysSentThenDeliveredThenRead() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen, "你好");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(id, "claim"), "{}");
        long seq = agent.post(desk(id, "messages"), line("t", "好的")).json().path("seq").asLong();
        assertThat(tick(agent, id, seq)).isEqualTo("SENT");
        chen.api().get(mine(id));
        assertThat(tick(agent, id, seq)).isEqualTo("DELIVERED");
        chen.api().post("/api/v1/conversations/" + id + "/read", "{\"seq\":%d}".formatted(seq));
        assertThat(tick(agent, id, seq)).isEqualTo("READ");
    }

    private static String tick(ApiCaller agent, String id, long seq) {
        return agent.get(desk(id, "messages?afterSeq=" + (seq - 1)))
                .json()
                .path("items")
                .path(0)
                .path("state")
                .asString();
    }

    private String closed(TestCustomer customer) {
        String id = opened(customer, "你好");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        agent.post(desk(id, "claim"), "{}");
        agent.post(desk(id, "close"), "{}");
        return id;
    }

    private static List<String> unseen(ApiCaller staff) {
        return TestStaff.mentions(staff).stream()
                .filter(one -> !one.path("seen").asBoolean())
                .map(one -> one.path("conversationId").asString())
                .toList();
    }
}
