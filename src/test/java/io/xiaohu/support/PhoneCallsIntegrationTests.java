package io.xiaohu.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Calls: nobody is known before the phrase was said, and the phrase cannot be got round. */
@IntegrationTest
class PhoneCallsIntegrationTests {

    private static final String CALLS = "/api/v1/desk/calls";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller agent;

    @SuppressWarnings("NullAway.Init")
    private String call;

    @BeforeEach
    void aCallComesIn() {
        chen = TestCustomer.register(port, "陈晓宁");
        agent = TestStaff.signIn(port, "agent");
        call = started(agent);
    }

    @AfterEach
    void hangUp() {
        clock.reset();
        sql.sql(
                        "update support.phone_call set ended_at = now(), outcome = 'CUT_OFF'"
                                + " where ended_at is null")
                .update();
    }

    @Test
    void aCallerIsKnownByThePhraseAndBothSidesSeeTheCall() {
        JsonNode before = agent.get(CALLS + "/" + call).json();
        assertThat(before.path("customer").isMissingNode()).isTrue();
        assertThat(agent.get("/api/v1/desk/conversations/" + call).text())
                .doesNotContain("\"customer\"");
        assertThat(chen.api().get("/api/v1/calls").json().path("items").size()).isZero();
        JsonNode phrase = phrase(chen);
        ApiCaller.Answer known = say(agent, call, phrase.path("phrase").asString());
        assertThat(known.status()).as(known.text()).isEqualTo(200);
        assertThat(known.json().path("customer").path("name").asString()).isEqualTo("陈**");
        JsonNode mine = chen.api().get("/api/v1/calls").json().path("items").path(0);
        assertThat(mine.path("id").asString()).isEqualTo(call);
        assertThat(mine.path("endedAt").isMissingNode()).isTrue();
        assertThat(state(chen, phrase)).isEqualTo("USED");
        clock.advance(Duration.ofSeconds(192));
        ApiCaller.Answer ended =
                agent.post(
                        CALLS + "/" + call + "/end",
                        "{\"outcome\":\"SOLVED\",\"summary\":\"已说明到账时间\"}");
        assertThat(ended.json().path("seconds").asLong()).isBetween(192L, 222L);
        assertThat(chen.api().get("/api/v1/calls").text()).contains("已说明到账时间", "SOLVED");
        assertThat(chen.api().get("/api/v1/conversations/" + call + "/messages").text())
                .contains("call ended after 3 min");
        JsonNode log = agent.get(CALLS + "?mine=true").json().path("items").path(0);
        assertThat(log.path("id").asString()).isEqualTo(call);
        assertThat(agent.post("/api/v1/desk/conversations/" + call + "/reopen", "{}").code())
                .as("nobody picks a call up again")
                .isEqualTo("CONVERSATION_CLOSED");
    }

    @Test
    void aWrongPhraseTellsNothingAndFiveTriesAreAll() {
        phrase(chen);
        for (String wrong : List.of("熊猫 灯塔 0000", "nothing", "熊猫", "1234", "老虎 狮子 9999")) {
            assertThat(say(agent, call, wrong).code()).isEqualTo("CALL_PHRASE_WRONG");
        }
        ApiCaller.Answer sixth = say(agent, call, phrase(chen).path("phrase").asString());
        assertThat(sixth.code()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(
                        sql.sql(
                                        """
                                        select count(*)
                                        from audit.line
                                        where action = 'call.phrase-wrong'
                                        and subject = :call
                                        """)
                                .param("call", "conversation:" + call)
                                .query(Integer.class)
                                .single())
                .as("what was tried stays in the trail")
                .isEqualTo(5);
        assertThat(agent.get(CALLS + "/" + call).json().path("customer").isMissingNode()).isTrue();
    }

    @Test
    void anExpiredPhraseIsWrong() {
        String words = phrase(chen).path("phrase").asString();
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(say(agent, call, words).code()).isEqualTo("CALL_PHRASE_WRONG");
    }

    @Test
    void aPhraseEndsWithTheNextOne() {
        JsonNode first = phrase(chen);
        phrase(chen);
        assertThat(state(chen, first)).isEqualTo("EXPIRED");
        assertThat(say(agent, call, first.path("phrase").asString()).code())
                .isEqualTo("CALL_PHRASE_WRONG");
    }

    @Test
    void aPhraseIsUsedOnceWhoeverHearsIt() {
        String words = phrase(chen).path("phrase").asString();
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        String other = started(supervisor);
        List<ApiCaller.Answer> answers =
                AtOnce.times(
                        4,
                        n -> n % 2 == 0 ? say(agent, call, words) : say(supervisor, other, words));
        assertThat(
                        sql.sql(
                                        "select count(*) from support.phone_call where known_at is"
                                                + " not null and ended_at is null")
                                .query(Integer.class)
                                .single())
                .as(answers.toString())
                .isEqualTo(1);
    }

    @Test
    void thePhraseOfAnotherThanWhomWeCalledIsWrongAndStaysGood() {
        hangUp();
        String talk =
                chen.api()
                        .post("/api/v1/conversations", "{\"message\":\"请回电\"}")
                        .json()
                        .path("id")
                        .asString();
        JsonNode out = agent.post(CALLS, "{\"aboutId\":\"" + talk + "\"}").json();
        String id = out.path("id").asString();
        assertThat(out.path("direction").asString()).isEqualTo("OUT");
        assertThat(out.path("customer").isMissingNode()).isTrue();
        assertThat(chen.api().get("/api/v1/calls").text()).contains(id);
        TestCustomer eve = TestCustomer.register(port, "夏娃");
        JsonNode hers = phrase(eve);
        assertThat(say(agent, id, hers.path("phrase").asString()).code())
                .isEqualTo("CALL_PHRASE_WRONG");
        assertThat(state(eve, hers)).isEqualTo("LIVE");
        assertThat(say(agent, id, phrase(chen).path("phrase").asString()).status()).isEqualTo(200);
    }

    @Test
    void anAgentWhoTakesACallTwiceAtOnceHasOne() {
        hangUp();
        List<String> ids = AtOnce.times(6, n -> started(agent));
        assertThat(ids).allMatch(ids.getFirst()::equals);
    }

    @Test
    void aCallIsOverWithItsConversation() {
        say(agent, call, phrase(chen).path("phrase").asString());
        ApiCaller.Answer closed = agent.post("/api/v1/desk/conversations/" + call + "/close", "{}");
        assertThat(closed.status()).as(closed.text()).isIn(200, 204);
        JsonNode shown = chen.api().get("/api/v1/calls").json().at("/items/0");
        assertThat(shown.path("outcome").asString()).isEqualTo("NOT_LOGGED");
        assertThat(agent.post(CALLS + "/" + call + "/end", "{\"outcome\":\"SOLVED\"}").code())
                .isEqualTo("CONVERSATION_CLOSED");
        assertThat(started(agent)).isNotEqualTo(call);
    }

    @Test
    void writingAfterACallOpensAConversationOfItsOwnThatGoesOnFromIt() {
        say(agent, call, phrase(chen).path("phrase").asString());
        agent.post(CALLS + "/" + call + "/end", "{\"outcome\":\"SOLVED\"}");
        String talks = "/api/v1/conversations/";
        ApiCaller.Answer written =
                chen.api()
                        .post(
                                talks + call + "/messages",
                                "{\"clientId\":\"c\",\"text\":\"还有一件事\"}");
        assertThat(written.status()).as(written.text()).isEqualTo(201);
        String fresh = written.json().path("conversationId").asString();
        assertThat(fresh).isNotEqualTo(call);
        assertThat(chen.api().get(talks + call).json().path("continuedIn").asString())
                .isEqualTo(fresh);
        assertThat(chen.api().get(talks + fresh).json().path("channel").asString())
                .isEqualTo("APP");
        assertThat(chen.api().get(talks + fresh + "/messages").text())
                .contains("This goes on from our call", "还有一件事");
        String desk = "/api/v1/desk/conversations/" + fresh;
        assertThat(agent.post(desk + "/claim", "{}").status()).isEqualTo(200);
        assertThat(agent.post(desk + "/close", "{}").status()).isEqualTo(204);
        assertThat(agent.get(desk).json().path("state").asString()).isEqualTo("CLOSED");
    }

    @Test
    void anotherAgentsCallAndOtherPeoplesPhrasesAreNotThere() {
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        assertThat(say(supervisor, call, "熊猫 灯塔 0000").status()).isEqualTo(404);
        assertThat(
                        supervisor
                                .post(CALLS + "/" + call + "/end", "{\"outcome\":\"SOLVED\"}")
                                .status())
                .isEqualTo(404);
        JsonNode phrase = phrase(chen);
        assertThat(
                        TestCustomer.register(port)
                                .api()
                                .get("/api/v1/call-phrases/" + phrase.path("id").asString())
                                .status())
                .isEqualTo(404);
    }

    @Test
    void onlySoManyPhrasesAreMadeAnHourAndNoneIsKept() {
        JsonNode first = phrase(chen);
        for (int n = 0; n < 9; n++) {
            phrase(chen);
        }
        assertThat(chen.api().post("/api/v1/call-phrases", "{}").code())
                .isEqualTo("TOO_MANY_REQUESTS");
        assertThat(
                        sql.sql("select cast(p as text) from support.call_phrase p")
                                .query(String.class)
                                .list()
                                .toString())
                .doesNotContain(first.path("phrase").asString());
    }

    @Test
    void aCallOfNobodyKnownBecomesNoRequest() {
        ApiCaller.Answer refused =
                agent.post("/api/v1/desk/conversations/" + call + "/service-request", "{}");
        assertThat(refused.code()).as(refused.text()).isEqualTo("CALLER_NOT_KNOWN");
        say(agent, call, phrase(chen).path("phrase").asString());
        assertThat(
                        agent.post(
                                        "/api/v1/desk/conversations/" + call + "/service-request",
                                        "{\"topic\":\"TOP_UP\"}")
                                .status())
                .isEqualTo(200);
    }

    private static String started(ApiCaller staff) {
        ApiCaller.Answer answer = staff.post(CALLS, "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("id").asString();
    }

    private static JsonNode phrase(TestCustomer customer) {
        ApiCaller.Answer answer = customer.api().post("/api/v1/call-phrases", "{}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static String state(TestCustomer customer, JsonNode phrase) {
        return customer.api()
                .get("/api/v1/call-phrases/" + phrase.path("id").asString())
                .json()
                .path("state")
                .asString();
    }

    private static ApiCaller.Answer say(ApiCaller staff, String call, String phrase) {
        return staff.post(CALLS + "/" + call + "/phrase", "{\"phrase\":\"" + phrase + "\"}");
    }
}
