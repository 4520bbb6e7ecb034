package io.xiaohu.funding;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What is topped up and could not leave again is told, and stopped where it is too much. */
@IntegrationTest
class BeforeNameIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private AccountClasses classes;

    @Test
    void whatCanLeaveIsToldBeforeTypingAndWhatWaitsInTheAnswer() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        assertThat(amount(beforeName(chen), "canLeave")).isEqualTo("1000.00");
        assertThat(amount(beforeName(chen), "mayHold")).isEqualTo("10000.00");
        JsonNode ordinary = topUp(chen, "1000.00").json();
        assertThat(ordinary.has("advice")).isFalse();
        ApiCaller.Answer more = topUp(chen, "300.00");
        assertThat(more.status()).isEqualTo(201);
        JsonNode advice = more.json().path("advice");
        assertThat(amount(advice, "waits")).isEqualTo("300.00");
        assertThat(advice.path("detail").asString())
                .contains("¥1,000.00 can still leave", "¥300.00 of the balance")
                .doesNotContain("{");
        assertThat(advice.at("/actions/0/href").asString()).isEqualTo("/app/verification");
        assertThat(Sandbox.withdraw(chen, "sandbox", Sandbox.CARD, "400.00").status())
                .isEqualTo(201);
        assertThat(amount(beforeName(chen), "canLeave")).isEqualTo("600.00");
        assertThat(amount(topUp(chen, "0.50").json().path("advice"), "waits")).isEqualTo("300.50");
    }

    @Test
    void tooMuchIsStoppedBeforeAnyMoneyMovesAndGoesThroughOnceTheNameIsVerified() {
        TestCustomer chen = TestCustomer.register(port).withMoney("9000.00");
        ApiCaller.Answer stopped = topUp(chen, "1000.10");
        assertThat(stopped.status()).as(stopped.text()).isEqualTo(422);
        assertThat(stopped.code()).isEqualTo("REAL_NAME_REQUIRED");
        assertThat(stopped.json().path("detail").asString()).contains("¥10,000.00");
        assertThat(chen.available()).isEqualTo("9000.00");
        JsonNode kept = chen.api().get("/api/v1/movements").json().at("/items/0");
        assertThat(kept.at("/failure/code").asString()).isEqualTo("REAL_NAME_REQUIRED");
        assertThat(topUp(chen, "1000.00").status()).isEqualTo(201);
        classes.raise(chen.id(), AccountClass.II);
        ApiCaller.Answer through = topUp(chen, "5000.00");
        assertThat(through.status()).isEqualTo(201);
        assertThat(through.json().has("advice")).isFalse();
        assertThat(chen.api().get("/api/v1/limits").json().has("beforeName")).isFalse();
    }

    @Test
    void aStoppedTopUpSentAgainWithItsKeyIsAnsweredTheSame() {
        TestCustomer chen = TestCustomer.register(port);
        String body =
                "{\"channel\":\"sandbox\",\"amount\":{\"amount\":\"10000.10\",\"asset\":\"CNY\"}}";
        String key = "much-" + chen.id();
        ApiCaller.Answer one = chen.api().post("/api/v1/top-ups", body, key);
        classes.raise(chen.id(), AccountClass.II);
        ApiCaller.Answer again = chen.api().post("/api/v1/top-ups", body, key);
        assertThat(again.code()).isEqualTo("REAL_NAME_REQUIRED");
        assertThat(again.json().path("subject")).isEqualTo(one.json().path("subject"));
    }

    private static ApiCaller.Answer topUp(TestCustomer who, String amount) {
        return Sandbox.topUp(who, "sandbox", amount);
    }

    private static JsonNode beforeName(TestCustomer who) {
        return who.api().get("/api/v1/limits").json().path("beforeName");
    }

    private static String amount(JsonNode of, String which) {
        return of.path(which).path("amount").asString();
    }
}
