package io.xiaohu.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Somebody shows a code, and others pay it. */
@IntegrationTest
class CollectCodeIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private TestClock clock;

    private TestCustomer lin;
    private TestCustomer chen;

    @BeforeEach
    void twoPeople() {
        lin = TestCustomer.register(port, "林小满").withPin();
        chen = TestCustomer.register(port, "陈晓宁").withPin().withMoney("100.00");
    }

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void theLastingCodeStaysTheSameAndIsPaidAnyAmountAgainAndAgain() {
        JsonNode code = show("{}").json();
        assertThat(show("{}").json().path("token")).isEqualTo(code.path("token"));
        assertThat(code.path("url").asString()).endsWith("/app/pay/" + token(code));
        assertThat(code.path("qr").asString()).startsWith("data:image/svg+xml;base64,");
        JsonNode link = chen.api().get("/api/v1/collect-codes/" + token(code)).json();
        assertThat(link.path("payee").asString()).isEqualTo("林**");
        assertThat(link.has("amount")).isFalse();
        assertThat(pay(chen, token(code), "5.00").status()).isEqualTo(201);
        assertThat(pay(chen, token(code), "6.00").status()).isEqualTo(201);
        assertThat(lin.available()).isEqualTo("11.00");
        assertThat(pay(chen, token(code), "0.00").code()).isEqualTo("AMOUNT_INVALID");
        assertThat(pay(lin, token(code), "1.00").code()).isEqualTo("PAYEE_IS_SELF");
        assertThat(
                        lin.api()
                                .get("/api/v1/movements")
                                .json()
                                .path("items")
                                .path(0)
                                .path("kind")
                                .asString())
                .isEqualTo("TRANSFER_IN");
    }

    @Test
    void aCodeWithAnAmountIsPaidThatAmountForADay() {
        JsonNode code =
                show("{\"amount\":{\"amount\":\"8.80\",\"asset\":\"CNY\"},\"memo\":\"tea\"}")
                        .json();
        assertThat(pay(chen, token(code), "8.81").code()).isEqualTo("AMOUNT_INVALID");
        ApiCaller.Answer paid = pay(chen, token(code), null);
        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
        assertThat(lin.available()).isEqualTo("8.80");
        clock.advance(Duration.ofHours(25));
        assertThat(pay(chen, token(code), null).code()).isEqualTo("NOT_FOUND");
        assertThat(chen.api().get("/api/v1/collect-codes/nonsense").code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void theSameKeyPaysACodeOnce() {
        String token = token(show("{}").json());
        String key = "collect-" + chen.id();
        ApiCaller.Answer one = pay(chen, token, "5.00", key);
        assertThat(pay(chen, token, "5.00", key).json()).isEqualTo(one.json());
        assertThat(pay(chen, token, "6.00", key).code()).isEqualTo("IDEMPOTENCY_CONFLICT");
        assertThat(lin.available()).isEqualTo("5.00");
    }

    private ApiCaller.Answer show(String body) {
        return lin.api().post("/api/v1/me/collect-codes", body);
    }

    private static String token(JsonNode code) {
        return code.path("token").asString();
    }

    private static ApiCaller.Answer pay(
            TestCustomer who, String token, @org.jspecify.annotations.Nullable String amount) {
        return pay(who, token, amount, java.util.UUID.randomUUID().toString());
    }

    private static ApiCaller.Answer pay(
            TestCustomer who,
            String token,
            @org.jspecify.annotations.Nullable String amount,
            String key) {
        String money =
                amount == null
                        ? ""
                        : "\"amount\":{\"amount\":\"%s\",\"asset\":\"CNY\"},".formatted(amount);
        return who.api()
                .post(
                        "/api/v1/collect-codes/" + token + "/payments",
                        "{%s\"pin\":\"%s\"}".formatted(money, TestCustomer.PIN),
                        key);
    }
}
