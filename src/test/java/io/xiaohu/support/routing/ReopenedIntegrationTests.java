package io.xiaohu.support.routing;

import static io.xiaohu.support.routing.RoutingDesk.desk;
import static io.xiaohu.support.routing.RoutingDesk.line;
import static io.xiaohu.support.routing.RoutingDesk.one;
import static io.xiaohu.support.routing.RoutingDesk.place;
import static io.xiaohu.support.routing.RoutingDesk.say;
import static io.xiaohu.support.routing.RoutingDesk.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.support.Topic;
import io.xiaohu.support.routing.jdbc.AgentRows;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who gets a conversation that its customer opens again. */
@IntegrationTest
class ReopenedIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private AgentRows agents;
    @Autowired private Router router;
    @Autowired private JdbcClient sql;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller agent;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller supervisor;

    @BeforeEach
    void anEmptyQueue() {
        RoutingDesk.empty(port, sql);
        agent = TestStaff.signIn(port, "agent");
        supervisor = TestStaff.signIn(port, "supervisor");
    }

    @AfterEach
    void nobodyOnline() {
        RoutingDesk.nobodyOnline(sql);
    }

    @Test
    void aCustomersGoesBackToWhoeverAnsweredItThoughAnotherHasMoreRoom() {
        assertGoesBackToWhoeverAnsweredIt(TestCustomer.register(port).api());
    }

    @Test
    void aGuestsGoesBackToWhoeverAnsweredItThoughAnotherHasMoreRoom() {
        assertGoesBackToWhoeverAnsweredIt(new ApiCaller(port));
    }

    private void assertGoesBackToWhoeverAnsweredIt(ApiCaller visitor) {
        String id = answeredBy(agent, visitor);
        skills(agent, Set.of(), 3);
        skills(supervisor, Set.of(), 30);
        say(agent, "ONLINE");
        say(supervisor, "ONLINE");
        writes(visitor, id);
        Waiting.until(() -> state(agent, id).equals("OPEN"));
        assertThat(one(agent, id).path("claimedBy").path("name").asString()).isEqualTo("周晓");
        assertThat(place(agent, id).path("why").asString()).isEqualTo("LAST_AGENT");
    }

    @Test
    void oneThatNobodyOnlineKnowsTheTopicOfWaitsForSomebodyWhoDoesAsANewOneDoes() {
        ApiCaller visitor = TestCustomer.register(port).api();
        String id = answeredBy(supervisor, visitor);
        sql.sql(
                        """
                        update support.routing
                        set queued_at = queued_at - interval '1 day'
                        where conversation_id = :id
                        """)
                .param("id", UUID.fromString(id))
                .update();
        skills(agent, Set.of(Topic.CODE), 3);
        say(agent, "ONLINE");
        writes(visitor, id);
        router.run();
        assertThat(state(agent, id)).isEqualTo("WAITING");
        assertThat(place(agent, id).path("why").asString()).isEqualTo("SKILL_WANTED");
    }

    @Test
    void oneIsNotPastWhoeverGaveItBackBeforeItEnded() {
        ApiCaller visitor = TestCustomer.register(port).api();
        String id = opened(visitor);
        agent.post(desk(id, "claim"), "{}");
        agent.post(desk(id, "release"), "{}");
        answer(supervisor, id);
        say(agent, "ONLINE");
        writes(visitor, id);
        Waiting.until(() -> state(agent, id).equals("OPEN"));
        assertThat(one(agent, id).path("claimedBy").path("name").asString()).isEqualTo("周晓");
        assertThat(place(agent, id).path("why").asString()).isEqualTo("SKILLED");
    }

    private static String answeredBy(ApiCaller staff, ApiCaller visitor) {
        String id = opened(visitor);
        answer(staff, id);
        return id;
    }

    private static void answer(ApiCaller staff, String id) {
        staff.post(desk(id, "claim"), "{}");
        assertThat(staff.post(desk(id, "messages"), line("a")).status()).isEqualTo(201);
        assertThat(staff.post(desk(id, "close"), "{}").status()).isEqualTo(204);
    }

    private static String opened(ApiCaller visitor) {
        ApiCaller.Answer opened =
                visitor.speaking("zh")
                        .post("/api/v1/conversations", "{\"topic\":\"OTHER\",\"message\":\"你好\"}");
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        return opened.json().path("id").asString();
    }

    private static void writes(ApiCaller visitor, String id) {
        ApiCaller.Answer written =
                visitor.post("/api/v1/conversations/" + id + "/messages", line("again"));
        assertThat(written.json().path("conversationId").asString()).isEqualTo(id);
    }

    private void skills(ApiCaller staff, Set<Topic> topics, int capacity) {
        UUID id = UUID.fromString(staff.get(RoutingDesk.STATE).json().path("id").asString());
        agents.set(new AgentSkill(id, topics, Set.of("zh", "en"), capacity));
    }
}
