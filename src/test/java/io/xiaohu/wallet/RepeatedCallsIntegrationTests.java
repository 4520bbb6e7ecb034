package io.xiaohu.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a key stands for: one answer, told as often as it is asked for, refusals included. */
@IntegrationTest
class RepeatedCallsIntegrationTests {

    @LocalServerPort private int port;

    @Test
    void aRepeatSaysWhatTheFirstAnswerSaidAlsoAtOnceAndLater() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        String topUp =
                "{\"channel\":\"sandbox\",\"amount\":{\"amount\":\"5.00\",\"asset\":\"CNY\"}}";
        String withdrawal =
                "{\"channel\":\"sandbox\",\"destination\":\"4111111111111111\",\"pin\":\"314159\","
                        + "\"amount\":{\"amount\":\"7.00\",\"asset\":\"CNY\"}}";
        for (Map.Entry<String, String> call :
                Map.of("/api/v1/top-ups", topUp, "/api/v1/withdrawals", withdrawal).entrySet()) {
            String key = "once-" + chen.id();
            List<String> answers =
                    AtOnce.times(
                            8, n -> chen.api().post(call.getKey(), call.getValue(), key).text());
            assertThat(answers).as(call.getKey()).containsOnly(answers.getFirst());
            chen.withMoney("1.00");
            assertThat(chen.api().post(call.getKey(), call.getValue(), key).text())
                    .isEqualTo(answers.getFirst());
        }
        assertThat(chen.available()).isEqualTo("100.00");
    }

    @Test
    void aTransferRepeatedWithAWrongPinIsTheFirstAnswerAndCountsNoTry() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        TestCustomer lin = TestCustomer.register(port);
        String body =
                "{\"toPhone\":\"%s\",\"pin\":\"314159\",\"amount\":{\"amount\":\"10.00\",\"asset\":\"CNY\"}}"
                        .formatted(lin.phone());
        String wrong = body.replace("314159", "271828");
        ApiCaller.Answer first = chen.api().post("/api/v1/transfers", body, "sent");
        for (int n = 0; n < 7; n++) {
            ApiCaller.Answer repeat = chen.api().post("/api/v1/transfers", wrong, "sent");
            assertThat(repeat.text()).isEqualTo(first.text());
        }
        assertThat(chen.api().post("/api/v1/transfers", wrong, "new").json().path("detail"))
                .asString()
                .contains("4");
        assertThat(
                        chen.api()
                                .post("/api/v1/transfers", body.replace("10.00", "9.00"), "sent")
                                .status())
                .isEqualTo(409);
        assertThat(chen.available()).isEqualTo("90.00");
    }

    @Test
    void theOrderOfFieldsIsNoContent() {
        ApiCaller chen = TestCustomer.register(port).api();
        String topUp =
                "{\"channel\":\"sandbox\",\"amount\":{\"amount\":\"5.00\",\"asset\":\"CNY\"}}";
        String reordered =
                "{\"amount\":{\"asset\":\"CNY\",\"amount\":\"5.00\"},\"channel\":\"sandbox\"}";
        ApiCaller.Answer first = chen.post("/api/v1/top-ups", topUp, "order");
        assertThat(chen.post("/api/v1/top-ups", reordered, "order").text()).isEqualTo(first.text());
    }

    @Test
    void anAmountOverTheSingleLimitIsKeptAsAnAttemptThatCanBeAskedAbout() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("100.00");
        TestCustomer lin = TestCustomer.register(port);
        String much = "\"amount\":{\"amount\":\"50000.01\",\"asset\":\"CNY\"}";
        String card = "\"destination\":\"4111111111111111\",\"pin\":\"314159\"";
        String transfer = "{\"toPhone\":\"" + lin.phone() + "\",\"pin\":\"314159\"," + much + "}";
        Map<String, String> calls =
                Map.of(
                        "/api/v1/top-ups", "{\"channel\":\"sandbox\"," + much + "}",
                        "/api/v1/withdrawals",
                                "{\"channel\":\"sandbox\"," + card + "," + much + "}",
                        "/api/v1/transfers", transfer);
        calls.forEach((path, body) -> {
            String key = "much-" + chen.id();
            ApiCaller.Answer refused = chen.api().post(path, body, key);
            assertThat(refused.code()).as(refused.text()).isEqualTo("SINGLE_LIMIT");
            assertThat(refused.json().path("detail").asString()).contains("50,000");
            String subject = refused.json().path("subject").toString();
            assertThat(chen.api().post(path, body, key).json().path("subject").toString())
                    .isEqualTo(subject);
            assertThat(chen.api().post(path, body.replace("50000.01", "1.00"), key).status())
                    .isEqualTo(409);
            String question = "{\"message\":\"why?\",\"subject\":" + subject + "}";
            assertThat(chen.api().post("/api/v1/conversations", question).status()).isEqualTo(201);
            String id = refused.json().path("subject").path("id").asString();
            JsonNode bill = chen.api().get("/api/v1/movements/" + id).json();
            assertThat(bill.path("state").asString()).as(bill.toString()).isEqualTo("FAILED");
            assertThat(bill.path("failure").path("detail").asString()).contains("50,000");
        });
        assertThat(chen.available()).isEqualTo("100.00");
    }
}
