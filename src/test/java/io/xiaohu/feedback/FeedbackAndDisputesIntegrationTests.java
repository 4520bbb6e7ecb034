package io.xiaohu.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Feedback that is answered and disputes that are decided. */
@IntegrationTest
class FeedbackAndDisputesIntegrationTests {

    @LocalServerPort private int port;

    @Test
    void feedbackIsAnsweredAndItsWriterIsTold() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller.Answer given =
                chen.api().post("/api/v1/feedback", "{\"kind\":\"IDEA\",\"text\":\"加个深色模式\"}");
        assertThat(given.json().path("state").asString()).isEqualTo("RECEIVED");
        String id = given.json().path("id").asString();
        ApiCaller.Answer reply =
                TestStaff.signIn(port, "agent")
                        .post(
                                "/api/v1/desk/feedback/" + id + "/reply",
                                "{\"text\":\"已经有了\",\"state\":\"DONE\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        JsonNode mine = chen.api().get("/api/v1/feedback/" + id).json();
        assertThat(mine.path("state").asString()).isEqualTo("DONE");
        assertThat(mine.path("replies").size()).isEqualTo(1);
        assertThat(chen.api().get("/api/v1/notices").json().path("items").size()).isEqualTo(1);
        assertThat(TestCustomer.register(port).api().get("/api/v1/feedback/" + id).status())
                .isEqualTo(404);
    }

    @Test
    void anyoneMayGiveFeedback() {
        ApiCaller guest = new ApiCaller(port);
        assertThat(guest.post("/api/v1/feedback", "{\"kind\":\"BUG\",\"text\":\"坏了\"}").status())
                .isEqualTo(201);
        for (String bad :
                List.of(
                        "{}",
                        "{\"kind\":\"X\",\"text\":\"a\"}",
                        "{\"kind\":\"BUG\",\"text\":\" \"}")) {
            assertThat(guest.post("/api/v1/feedback", bad).status()).isEqualTo(400);
        }
    }

    @Test
    void aDisputeIsOpenedWithItsRecordSealedAndDecided() {
        TestCustomer chen = TestCustomer.register(port);
        String topUp =
                chen.api()
                        .post(
                                "/api/v1/top-ups",
                                "{\"channel\":\"sandbox\",\"amount\":{\"amount\":\"9.03\",\"asset\":\"CNY\"}}")
                        .json()
                        .path("id")
                        .asString();
        String body =
                """
                {"subject":{"kind":"TOP_UP","id":"%s"},"reason":"NOT_RECEIVED","story":"扣了没到"}\
                """
                        .formatted(topUp);
        ApiCaller.Answer opened = chen.api().post("/api/v1/disputes", body);
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(opened.json().path("stage").asString()).isEqualTo("OPENED");
        assertThat(opened.json().path("evidence").path(0).path("sha256").asString()).hasSize(64);
        assertThat(chen.api().post("/api/v1/disputes", body).code()).isEqualTo("DISPUTE_EXISTS");
        assertThat(TestCustomer.register(port).api().post("/api/v1/disputes", body).status())
                .isEqualTo(404);
        String id = opened.json().path("id").asString();
        String decision = "{\"outcome\":\"FOR_CUSTOMER\",\"note\":\"银行确认未扣\"}";
        assertThat(
                        TestStaff.signIn(port, "agent")
                                .post("/api/v1/desk/disputes/" + id + "/decision", decision)
                                .status())
                .isEqualTo(403);
        assertThat(
                        TestStaff.signIn(port, "supervisor")
                                .post("/api/v1/desk/disputes/" + id + "/decision", decision)
                                .status())
                .isEqualTo(200);
        assertThat(chen.api().get("/api/v1/disputes/" + id).json().path("outcome").asString())
                .isEqualTo("FOR_CUSTOMER");
    }
}
