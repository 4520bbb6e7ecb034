package io.xiaohu.support.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Requests made of calls: they are there to be worked on when the call is over. */
@IntegrationTest
class CallRequestsIntegrationTests {

    private static final String CALLS = "/api/v1/desk/calls";
    private static final String TALKS = "/api/v1/desk/conversations/";
    private static final String REQUESTS = "/api/v1/desk/service-requests/";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private CallSweep sweep;

    @SuppressWarnings("NullAway.Init")
    private ApiCaller agent;

    @SuppressWarnings("NullAway.Init")
    private String call;

    @BeforeEach
    void aCallIsTurnedIntoARequest() {
        TestCustomer chen = TestCustomer.register(port, "陈晓宁");
        agent = TestStaff.signIn(port, "agent");
        call = agent.post(CALLS, "{}").json().path("id").asString();
        String phrase =
                chen.api().post("/api/v1/call-phrases", "{}").json().path("phrase").asString();
        ApiCaller.Answer known =
                agent.post(CALLS + "/" + call + "/phrase", "{\"phrase\":\"" + phrase + "\"}");
        assertThat(known.status()).as(known.text()).isEqualTo(200);
        ApiCaller.Answer converted =
                agent.post(TALKS + call + "/service-request", "{\"topic\":\"TOP_UP\"}");
        assertThat(converted.status()).as(converted.text()).isEqualTo(200);
    }

    @AfterEach
    void hangUp() {
        clock.reset();
        agent.post(TALKS + call + "/close", "{}");
    }

    @Test
    void hangingUpLeavesTheRequestInHandWithItsDueTime() {
        assertThat(talk().path("onCall").asBoolean()).isTrue();
        ApiCaller.Answer ended =
                agent.post(
                        CALLS + "/" + call + "/end",
                        "{\"outcome\":\"REQUEST\",\"summary\":\"查到账\"}");
        assertThat(ended.status()).as(ended.text()).isEqualTo(200);
        assertStillWorkedOn();
        assertThat(agent.post(TALKS + call + "/release", "{}").status()).isEqualTo(204);
    }

    @Test
    void aCallNobodyEndedLeavesTheRequestInHandWithItsDueTime() {
        clock.advance(CallSweep.LONGEST.plusSeconds(1));
        sweep.run();
        clock.reset();
        assertThat(agent.get(CALLS + "/" + call).json().path("outcome").asString())
                .isEqualTo("NOT_LOGGED");
        assertStillWorkedOn();
    }

    private void assertStillWorkedOn() {
        JsonNode request = agent.get(REQUESTS + call).json().at("/line/request");
        assertThat(request.path("state").asString()).isEqualTo("IN_PROGRESS");
        assertThat(request.path("dueAt").asString()).isNotEmpty();
        assertThat(talk().path("state").asString()).isEqualTo("OPEN");
        assertThat(talk().path("onCall").asBoolean()).isFalse();
    }

    private JsonNode talk() {
        return agent.get(TALKS + call).json();
    }
}
