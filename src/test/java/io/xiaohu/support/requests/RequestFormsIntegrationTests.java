package io.xiaohu.support.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Requests that become conversations and requests again, end in either form, or go elsewhere. */
@IntegrationTest
class RequestFormsIntegrationTests {

    private static final String MINE = "/api/v1/service-requests";
    private static final String DESK = "/api/v1/desk/service-requests";
    private static final String TALKS = "/api/v1/desk/conversations/";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller agent;

    @SuppressWarnings("NullAway.Init")
    private String id;

    @BeforeEach
    void aRequest() {
        chen = TestCustomer.register(port);
        agent = TestStaff.signIn(port, "agent");
        id =
                chen.api()
                        .post(MINE, "{\"topic\":\"OTHER\",\"message\":\"钱没到账\"}")
                        .json()
                        .path("id")
                        .asString();
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void oneThatEndedAsAConversationWaitsAsOneWhenItsCustomerWritesAgain() {
        moves("CONVERSATION");
        assertThat(agent.post(TALKS + id + "/close", "{}").status()).isEqualTo(204);
        assertThat(running()).isZero();
        assertThat(written().path("conversationId").asString()).isEqualTo(id);
        assertThat(state()).isEqualTo("CONVERSATION");
        assertThat(TestStaff.box(agent, "waiting")).contains(id);
        assertThat(running()).isEqualTo(2);
        assertThat(agent.post(TALKS + id + "/close", "{}").status()).isEqualTo(204);
        assertThat(running()).isZero();
        assertThat(state()).isEqualTo("CLOSED");
    }

    @Test
    void oneThatGoesToAndFroHasNoClocksAsARequestAndOnesOfItsOwnAsAConversation() {
        moves("CONVERSATION");
        assertThat(agent.post(TALKS + id + "/close", "{}").status()).isEqualTo(204);
        written();
        moves("IN_PROGRESS");
        assertThat(running()).isZero();
        moves("CONVERSATION");
        assertThat(running()).isEqualTo(2);
        ApiCaller.Answer kept = agent.post(TALKS + id + "/service-request", "{}");
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        assertThat(running()).isZero();
        moves("CLOSED");
        moves("IN_PROGRESS");
        moves("CONVERSATION");
        moves("CLOSED");
        assertThat(running()).isZero();
    }

    @Test
    void oneThatWasMergedIsNotReopenedAndSaysWhereItGoesOn() {
        moves("CONVERSATION");
        String other =
                chen.api()
                        .post("/api/v1/conversations", "{\"message\":\"还是那件事\"}")
                        .json()
                        .path("id")
                        .asString();
        ApiCaller.Answer merged = agent.post(TALKS + id + "/merge", "{\"into\":\"" + other + "\"}");
        assertThat(merged.status()).as(merged.text()).isEqualTo(200);
        assertGoesOnIn(other);
    }

    @Test
    void oneWhoseCustomerWroteLongAfterItClosedIsNotReopenedAndSaysWhereItGoesOn() {
        moves("CLOSED");
        clock.advance(Duration.ofDays(8));
        chen.api()
                .post(
                        "/api/v1/sessions",
                        "{\"phone\":\"%s\",\"password\":\"%s\"}"
                                .formatted(chen.phone(), TestCustomer.PASSWORD));
        String other = written().path("conversationId").asString();
        assertThat(other).isNotEqualTo(id);
        agent = TestStaff.signIn(port, "agent");
        assertGoesOnIn(other);
    }

    private void assertGoesOnIn(String other) {
        JsonNode mine = chen.api().get(MINE + "/" + id).json().path("request");
        assertThat(mine.path("state").asString()).isEqualTo("CLOSED");
        assertThat(mine.path("reopenable").asBoolean()).isFalse();
        assertThat(mine.path("continuedIn").asString()).isEqualTo(other);
        assertRefused(
                chen.api().post(MINE + "/" + id + "/reopen", "{\"message\":\"还是没到\"}"), other);
        assertRefused(moved("IN_PROGRESS"), other);
        assertRefused(agent.post(TALKS + id + "/service-request", "{}"), other);
    }

    private static void assertRefused(ApiCaller.Answer answer, String goesOnIn) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("CONVERSATION_CLOSED");
        assertThat(answer.json().path("continuedIn").asString()).isEqualTo(goesOnIn);
    }

    private JsonNode written() {
        ApiCaller.Answer answer =
                chen.api()
                        .post(
                                "/api/v1/conversations/" + id + "/messages",
                                "{\"clientId\":\"%s\",\"text\":\"又来了\"}"
                                        .formatted(UUID.randomUUID()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private void moves(String to) {
        ApiCaller.Answer answer = moved(to);
        assertThat(answer.status()).as(to + " " + answer.text()).isEqualTo(200);
    }

    private ApiCaller.Answer moved(String to) {
        return agent.post(DESK + "/" + id + "/state", "{\"state\":\"" + to + "\"}");
    }

    private String state() {
        return chen.api().get(MINE + "/" + id).json().at("/request/state").asString();
    }

    private int running() {
        return sql.sql(
                        """
                        select count(*)
                        from support.service_clock
                        where conversation_id = :id
                        and stopped_at is null
                        """)
                .param("id", UUID.fromString(id))
                .query(Integer.class)
                .single();
    }
}
