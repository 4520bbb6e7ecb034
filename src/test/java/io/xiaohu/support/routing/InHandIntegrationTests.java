package io.xiaohu.support.routing;

import static io.xiaohu.support.routing.RoutingDesk.asked;
import static io.xiaohu.support.routing.RoutingDesk.desk;
import static io.xiaohu.support.routing.RoutingDesk.line;
import static io.xiaohu.support.routing.RoutingDesk.say;
import static io.xiaohu.support.routing.RoutingDesk.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.support.hours.jdbc.QueueRows;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What agents have in hand: what takes room for chat, and what goes back unanswered. */
@IntegrationTest
class InHandIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;
    @Autowired private Clock clock;
    @Autowired private Router router;
    @Autowired private QueueRows queue;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller agent;

    @BeforeEach
    void anEmptyQueue() {
        RoutingDesk.empty(port, sql);
        agent = TestStaff.signIn(port, "agent");
    }

    @AfterEach
    void nobodyOnline() {
        RoutingDesk.nobodyOnline(sql);
    }

    @Test
    void requestsAndWhatIsPutAsideLeaveRoomForChat() {
        TestCustomer chen = TestCustomer.register(port);
        for (int n = 0; n < 5; n++) {
            taken(requested(chen));
        }
        for (int n = 0; n < 5; n++) {
            String aside = asked(chen, "OTHER", "zh");
            agent.post(desk(aside, "claim"), "{}");
            agent.post(
                    desk(aside, "snooze"),
                    "{\"until\":\"%s\"}".formatted(clock.instant().plus(Duration.ofDays(1))));
        }
        assertThat(agent.get(RoutingDesk.STATE).json().path("load").asInt()).isZero();
        say(agent, "ONLINE");
        String chat = asked(TestCustomer.register(port), "OTHER", "zh");
        Waiting.until(() -> state(agent, chat).equals("OPEN"));
    }

    /** Wang Lei, who answers nobody in any other test either. */
    @Test
    void whoeverIsGivenOneAndAnswersNobodyIsAwayAndTheNextGoesToAColleague() {
        ApiCaller absent = TestStaff.signIn(port, "admin");
        say(absent, "ONLINE");
        String first = asked(TestCustomer.register(port), "OTHER", "zh");
        Waiting.until(() -> state(agent, first).equals("OPEN"));
        RoutingDesk.givenLongAgo(sql, first, OffsetDateTime.now(clock).minus(Router.ANSWER_WITHIN));
        absent.post(RoutingDesk.STATE + "/seen", "{}");
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        say(supervisor, "ONLINE");
        router.run();
        JsonNode said = absent.post(RoutingDesk.STATE + "/seen", "{}").json();
        assertThat(said.path("state").asString()).isEqualTo("AWAY");
        assertThat(said.path("byItself").asBoolean()).isTrue();
        String next = asked(TestCustomer.register(port), "OTHER", "zh");
        for (String id : List.of(first, next)) {
            Waiting.until(() ->
                    RoutingDesk.one(agent, id)
                            .path("claimedBy")
                            .path("name")
                            .asString()
                            .equals("刘洋"));
        }
    }

    @Test
    void theExpectedWaitIsMeasuredByChatAlone() {
        int handled = queue.now().handled();
        String request = requested(TestCustomer.register(port));
        taken(request);
        ended(request);
        assertThat(queue.now().handled()).isEqualTo(handled);
        String call = answered();
        sql.sql("update support.conversation set channel = 'PHONE' where id = :id")
                .param("id", UUID.fromString(call))
                .update();
        agent.post(desk(call, "close"), "{}");
        assertThat(queue.now().handled()).isEqualTo(handled);
        agent.post(desk(answered(), "close"), "{}");
        assertThat(queue.now().handled()).isEqualTo(handled + 1);
    }

    @Test
    void aRequestStaysWithWhoeverHasItWhenItsCustomerWritesOutOfHours() {
        TestCustomer chen = TestCustomer.register(port);
        String request = requested(chen);
        taken(request);
        String chat = asked(chen, "OTHER", "zh");
        agent.post(desk(chat, "claim"), "{}");
        say(agent, "AWAY");
        chen.api().post("/api/v1/conversations/" + request + "/messages", line("c"));
        router.run();
        assertThat(state(agent, chat)).isEqualTo("WAITING");
        assertThat(state(agent, request)).isEqualTo("OPEN");
    }

    @Test
    void whatSomebodyWhoNeverSaidAnythingDoesNotAnswerGoesBack() {
        String chat = asked(TestCustomer.register(port), "OTHER", "zh");
        agent.post(desk(chat, "claim"), "{}");
        router.run();
        assertThat(state(agent, chat)).isEqualTo("OPEN");
        waitedTooLong(chat);
        router.run();
        assertThat(state(agent, chat)).isEqualTo("WAITING");
    }

    @Test
    void whoeverHasTheirDeskOpenIsThereAndAwayOnceItIsNotHeardOf() {
        String chat = asked(TestCustomer.register(port), "OTHER", "zh");
        agent.post(desk(chat, "claim"), "{}");
        agent.post(RoutingDesk.STATE + "/seen", "{}");
        waitedTooLong(chat);
        router.run();
        assertThat(state(agent, chat)).isEqualTo("OPEN");
        sql.sql("update support.agent_state set seen_at = :at")
                .param("at", ago(Router.LOST_AFTER.plusSeconds(1)))
                .update();
        router.run();
        assertThat(state(agent, chat)).isEqualTo("WAITING");
        JsonNode mine = agent.get(RoutingDesk.STATE).json();
        assertThat(mine.path("state").asString()).isEqualTo("AWAY");
        assertThat(mine.path("byItself").asBoolean()).isTrue();
    }

    @Test
    void whatIsHandedToSomebodyWhoIsAwayGoesBackWhenTheyDoNotComeToIt() {
        say(agent, "AWAY");
        String chat = asked(TestCustomer.register(port), "OTHER", "zh");
        String to = agent.get(RoutingDesk.STATE).json().path("id").asString();
        ApiCaller.Answer handed =
                TestStaff.signIn(port, "supervisor")
                        .post(
                                desk(chat, "transfer"),
                                "{\"to\":\"%s\",\"note\":\"请接\"}".formatted(to));
        assertThat(handed.status()).as(handed.text()).isLessThan(300);
        router.run();
        assertThat(state(agent, chat)).isEqualTo("OPEN");
        sql.sql("update support.agent_state set since = :at, seen_at = :at")
                .param("at", ago(Router.ANSWER_WITHIN.plusMinutes(1)))
                .update();
        waitedTooLong(chat);
        router.run();
        assertThat(state(agent, chat)).isEqualTo("WAITING");
    }

    private void waitedTooLong(String chat) {
        sql.sql(
                        "update support.conversation set claimed_at = :at, waiting_since = :at"
                                + " where id = :id")
                .param("at", ago(Router.ANSWER_WITHIN))
                .param("id", UUID.fromString(chat))
                .update();
    }

    private OffsetDateTime ago(Duration time) {
        return OffsetDateTime.now(clock).minus(time);
    }

    /** A conversation the agent has and answered. */
    private String answered() {
        String id = asked(TestCustomer.register(port), "OTHER", "zh");
        agent.post(desk(id, "claim"), "{}");
        assertThat(agent.post(desk(id, "messages"), line("a")).status()).isEqualTo(201);
        return id;
    }

    private void ended(String request) {
        ApiCaller.Answer ended =
                agent.post(
                        "/api/v1/desk/service-requests/" + request + "/state",
                        "{\"state\":\"CLOSED\",\"note\":\"好了\"}");
        assertThat(ended.status()).as(ended.text()).isEqualTo(200);
    }

    private void taken(String request) {
        ApiCaller.Answer taken =
                agent.post("/api/v1/desk/service-requests/" + request + "/take", "{}");
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    }

    private static String requested(TestCustomer customer) {
        ApiCaller.Answer submitted =
                customer.api()
                        .post(
                                "/api/v1/service-requests",
                                "{\"topic\":\"OTHER\",\"message\":\"你好\"}");
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(201);
        return submitted.json().path("id").asString();
    }
}
