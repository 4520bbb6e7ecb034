package io.xiaohu.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Feedback that is answered and disputes that are decided. */
@IntegrationTest
class FeedbackAndDisputesIntegrationTests {

    @LocalServerPort private int port;

    @Test
    void nobodyFillsTheBoxAloneAlsoSignedIn() {
        TestCustomer chen = TestCustomer.register(port);
        String idea = "{\"kind\":\"IDEA\",\"text\":\"又一个\"}";
        List<Integer> answers =
                IntStream.range(0, 62)
                        .mapToObj(i -> chen.api().post("/api/v1/feedback", idea).status())
                        .toList();
        assertThat(answers.subList(0, 60)).containsOnly(201);
        assertThat(answers).contains(429);
    }

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

    @Test
    void whatAWonDisputeGivesBackIsBookedByTwoAndStandsInTheBills() {
        TestCustomer chen = TestCustomer.register(port).withMoney("9.00");
        String topUp = chen.api().get("/api/v1/movements").json().at("/items/0/id").asString();
        String dispute =
                chen.api()
                        .post(
                                "/api/v1/disputes",
                                """
                                {"subject":{"kind":"TOP_UP","id":"%s"},"reason":"WRONG_AMOUNT","story":"少了"}\
                                """
                                        .formatted(topUp))
                        .json()
                        .path("id")
                        .asString();
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        supervisor.post(
                "/api/v1/desk/disputes/" + dispute + "/decision",
                "{\"outcome\":\"FOR_CUSTOMER\",\"note\":\"少入了一元\"}");
        assertThat(chen.available()).isEqualTo("9.00");
        ApiCaller.Answer proposed =
                TestStaff.signIn(port, "finance")
                        .post(
                                "/api/v1/desk/adjustments",
                                """
                                {"customerId":"%s","amount":{"amount":"1.00","asset":"CNY"},
                                "direction":"GIVE","reasonCode":"DISPUTE_WON",
                                "reason":"争议裁定支持您","evidence":"%s"}\
                                """
                                        .formatted(chen.id(), dispute));
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        String act = proposed.json().path("actId").asString();
        JsonNode open = supervisor.get("/api/v1/desk/proposals?box=open").json().path("items");
        String proposal =
                StreamSupport.stream(open.spliterator(), false)
                        .filter(one -> one.path("target").asString().equals(act))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        ApiCaller.Answer approved =
                supervisor.post("/api/v1/desk/proposals/" + proposal + "/approve", "{}");
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        Waiting.until(() -> chen.available().equals("10.00"));
        assertThat(chen.api().get("/api/v1/movements").text()).contains("争议裁定支持您");
    }

    @Test
    void filesComeWithADisputeAsSealedEvidenceAndWithFeedbackForStaffToSee() {
        TestCustomer chen = TestCustomer.register(port).withMoney("9.00");
        ApiCaller.Answer file =
                chen.api()
                        .upload(
                                "/api/v1/attachments",
                                "receipt.pdf",
                                "%PDF-1.7 receipt".getBytes(StandardCharsets.UTF_8));
        String id = file.json().path("id").asString();
        ApiCaller agent = TestStaff.signIn(port, "agent");
        assertThat(agent.get("/api/v1/desk/attachments/" + id).status()).isEqualTo(404);
        String topUp =
                chen.api()
                        .get("/api/v1/movements")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        String dispute =
                """
                {"subject":{"kind":"TOP_UP","id":"%s"},"reason":"WRONG_AMOUNT","story":"少了",
                "attachmentIds":["%s"]}\
                """;
        String feedback = "{\"kind\":\"BUG\",\"text\":\"见图\",\"attachmentIds\":[\"%s\"]}";
        TestCustomer eve = TestCustomer.register(port).withMoney("9.00");
        String hers =
                eve.api()
                        .get("/api/v1/movements")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        assertThat(eve.api().post("/api/v1/disputes", dispute.formatted(hers, id)).status())
                .isEqualTo(404);
        for (ApiCaller stranger : List.of(eve.api(), new ApiCaller(port))) {
            assertThat(stranger.post("/api/v1/feedback", feedback.formatted(id)).status())
                    .isEqualTo(404);
        }
        ApiCaller.Answer opened = chen.api().post("/api/v1/disputes", dispute.formatted(topUp, id));
        JsonNode sealed = opened.json().path("evidence").path(1);
        assertThat(sealed.path("kind").asString()).as(opened.text()).isEqualTo("FILE");
        assertThat(sealed.path("sha256")).isEqualTo(file.json().path("sha256"));
        ApiCaller.Answer given = chen.api().post("/api/v1/feedback", feedback.formatted(id));
        assertThat(given.json().path("attachmentIds").path(0).asString()).isEqualTo(id);
        assertThat(agent.get("/api/v1/desk/attachments/" + id).status()).isEqualTo(200);
    }

    @Test
    void aDisputeCanBeAskedAboutByWhoeverOpenedItAndIsACaseInTheLiveEvents() {
        TestCustomer chen = TestCustomer.register(port).withMoney("9.00");
        String topUp =
                chen.api()
                        .get("/api/v1/movements")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        String id =
                chen.api()
                        .post(
                                "/api/v1/disputes",
                                """
                                {"subject":{"kind":"TOP_UP","id":"%s"},"reason":"DUPLICATE","story":"两次"}\
                                """
                                        .formatted(topUp))
                        .json()
                        .path("id")
                        .asString();
        String question =
                "{\"message\":\"?\",\"subject\":{\"kind\":\"DISPUTE\",\"id\":\"" + id + "\"}}";
        ApiCaller.Answer asked = chen.api().post("/api/v1/conversations", question);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        JsonNode conversation =
                chen.api()
                        .get("/api/v1/conversations/" + asked.json().path("id").asString())
                        .json();
        assertThat(conversation.path("topic").asString()).isEqualTo("DISPUTE");
        assertThat(conversation.path("title").asString()).isEqualTo("Dispute · charged twice");
        assertThat(
                        TestCustomer.register(port)
                                .api()
                                .post("/api/v1/conversations", question)
                                .status())
                .isEqualTo(404);
        try (Stream<String> lines = chen.api().stream("/api/v1/events", 0).body()) {
            assertThat(lines.filter(line -> line.equals("event: case")).findFirst()).isPresent();
        }
    }
}
