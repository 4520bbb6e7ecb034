package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** After a risky change little leaves the account for a day, however it is asked for (B1, B2). */
@IntegrationTest
class CoolDownIntegrationTests {

    private static final String CARD = "6222020000000000000";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private CoolDowns coolDowns;
    @Autowired private TransactionTemplate transactions;
    @Autowired private JdbcClient sql;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer lin;

    @SuppressWarnings("NullAway.Init")
    private TestCustomer payee;

    @BeforeEach
    void somebodyWithMoney() {
        lin = TestCustomer.register(port, "林小满").withPin().withMoney("2000.00");
        payee = TestCustomer.register(port, "何雨");
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void splitPaymentsComeToNoMoreThanMayLeave() {
        begin(CoolDown.Cause.PIN_RENEWED);
        assertThat(transfer("500.01").code()).isEqualTo("COOLING_DOWN");
        assertThat(transfer("300.00").status()).isEqualTo(201);
        assertThat(withdraw("150.00").status()).isEqualTo(201);
        ApiCaller.Answer refused = transfer("50.01");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("COOLING_DOWN");
        assertThat(refused.json().path("money").asString()).isEqualTo("NOT_TAKEN");
        assertThat(refused.json().path("support").asBoolean()).isTrue();
        assertThat(refused.json().path("until").asString()).isNotEmpty();
        assertThat(refused.json().path("detail").asString())
                .contains("payment PIN was renewed", "¥500.00", "¥450.00", "¥50.00 still may")
                .doesNotContain("{");
        assertThat(refused.text()).contains("/app/limits", "/app/safety");
        assertThat(withdraw("50.01").json().path("detail").asString()).contains("PIN was renewed");
        assertThat(transfer("50.00").status()).isEqualTo(201);
        assertThat(transfer("0.01").code()).isEqualTo("COOLING_DOWN");
        assertThat(lin.available()).isEqualTo("1500.00");
        assertThat(lin.api().get("/api/v1/movements").text()).contains("PIN was renewed");
        assertThat(lin.withMoney("10.00").available()).isEqualTo("1510.00");
    }

    @Test
    void ofTwentyPaymentsAtOnceOnlyAsManyPassAsTheLimitAdmits() {
        begin(CoolDown.Cause.PHONE_CHANGED);
        List<ApiCaller.Answer> answers =
                AtOnce.times(20, n -> n % 2 == 0 ? transfer("150.00") : withdraw("150.00"));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(3);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allMatch(answer -> answer.code().equals("COOLING_DOWN"));
        assertThat(lin.available()).isEqualTo("1550.00");
    }

    @Test
    void onlyTimeEndsIt() {
        begin(CoolDown.Cause.SECOND_FACTOR_REMOVED);
        assertThat(transfer("500.00").status()).isEqualTo(201);
        clock.advance(Duration.ofHours(24).minusMinutes(1));
        assertThat(transfer("1.00").code()).isEqualTo("COOLING_DOWN");
        clock.advance(Duration.ofMinutes(2));
        assertThat(transfer("400.00").status()).isEqualTo(201);
        assertThat(lin.api().get("/api/v1/me").json().has("coolDown")).isFalse();
        for (String change :
                List.of(
                        "update identity.cool_down set until = since + interval '1 s'",
                        "delete from identity.cool_down",
                        "truncate identity.cool_down")) {
            assertThatThrownBy(() -> sql.sql(change).update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void whatAFailedWithdrawalGivesBackMayLeaveAgain() {
        begin(CoolDown.Cause.PIN_RENEWED);
        ApiCaller.Answer rejected = withdraw("400.03");
        assertThat(rejected.json().path("state").asString()).isEqualTo("REJECTED");
        assertThat(transfer("500.00").status()).isEqualTo(201);
    }

    @Test
    void ofSeveralTheStrictestCounts() {
        begin(CoolDown.Cause.PIN_RENEWED);
        assertThat(transfer("300.00").status()).isEqualTo(201);
        clock.advance(Duration.ofHours(1));
        begin(CoolDown.Cause.PHONE_CHANGED);
        JsonNode shown = lin.api().get("/api/v1/me").json().path("coolDown");
        assertThat(shown.path("cause").asString()).isEqualTo("PHONE_CHANGED");
        assertThat(shown.path("left").path("amount").asString()).isEqualTo("200.00");
        assertThat(transfer("200.01").code()).isEqualTo("COOLING_DOWN");
        assertThat(transfer("200.00").status()).isEqualTo(201);
        clock.advance(Duration.ofHours(23).plusMinutes(1));
        assertThat(transfer("300.01").code()).isEqualTo("COOLING_DOWN");
        assertThat(transfer("300.00").status()).isEqualTo(201);
    }

    @Test
    void itIsToldInBothLanguagesBeforeAnythingIsTyped() {
        begin(CoolDown.Cause.PHONE_CHANGED);
        assertThat(transfer("120.00").status()).isEqualTo(201);
        for (String path : List.of("/api/v1/me", "/api/v1/limits")) {
            JsonNode english = lin.api().speaking("en").get(path).json().path("coolDown");
            assertThat(english.path("cause").asString()).isEqualTo("PHONE_CHANGED");
            assertThat(english.path("until").asString()).isNotEmpty();
            assertThat(english.path("atMost").path("amount").asString()).isEqualTo("500.00");
            assertThat(english.path("left").path("amount").asString()).isEqualTo("380.00");
            assertThat(english.path("title").asString()).contains("phone number changed");
            assertThat(english.path("detail").asString()).contains("¥500.00", "¥380.00 still may");
            JsonNode chinese = lin.api().speaking("zh-CN").get(path).json().path("coolDown");
            assertThat(chinese.path("title").asString()).contains("刚换了手机号");
            assertThat(chinese.path("detail").asString()).contains("还可以转出 ¥380.00");
        }
        JsonNode notice = lin.api().get("/api/v1/notices").json().at("/items/0");
        assertThat(notice.path("title").asString()).contains("手机号已更换");
        assertThat(notice.path("text").asString()).containsPattern("\\d+月\\d+日 \\d\\d:\\d\\d 前");
        assertThat(lin.api().speaking("en").get("/api/v1/notices").json().at("/items/0/text"))
                .asString()
                .containsPattern("until \\d+ \\w{3} \\d\\d:\\d\\d");
        assertThat(payee.api().get("/api/v1/me").json().has("coolDown")).isFalse();
    }

    @Test
    void aPasswordResetOnAnUnknownDeviceBeginsOneAndOnAKnownOneNone() {
        reset(payee.api(), payee);
        assertThat(me(payee).has("coolDown")).isFalse();
        reset(new ApiCaller(port), lin);
        JsonNode shown = me(lin).path("coolDown");
        assertThat(shown.path("cause").asString()).isEqualTo("PASSWORD_RESET_ON_NEW_DEVICE");
        assertThat(lin.api().get("/demo/outbox?to=" + lin.phone()).text())
                .contains("¥500.00 in all may leave your account");
        assertThat(transfer("500.01").json().path("detail").asString())
                .contains("reset on a new device");
        assertThat(transfer("500.00").status()).isEqualTo(201);
    }

    @Test
    void whoSignsInWithACodeFirstDoesNotMakeTheDeviceOneToResetOnFreely() {
        ApiCaller thief = new ApiCaller(port);
        signInByCode(thief, lin);
        reset(thief, lin);
        assertThat(me(lin).at("/coolDown/cause").asString())
                .isEqualTo("PASSWORD_RESET_ON_NEW_DEVICE");
        ApiCaller known = new ApiCaller(port);
        signInByCode(known, payee);
        clock.advance(Duration.ofHours(25));
        reset(known, payee);
        assertThat(me(payee).has("coolDown")).as("a device of a day ago").isFalse();
    }

    @Test
    void oneBeginsOnlyInATransactionThatAlsoMakesTheChange() {
        assertThatThrownBy(() -> coolDowns.begin(lin.id(), CoolDown.Cause.PIN_RENEWED))
                .isInstanceOf(IllegalTransactionStateException.class);
        transactions.executeWithoutResult(status -> {
            coolDowns.begin(lin.id(), CoolDown.Cause.PIN_RENEWED);
            status.setRollbackOnly();
        });
        assertThat(coolDowns.current(lin.id())).isEmpty();
    }

    private void begin(CoolDown.Cause cause) {
        transactions.executeWithoutResult(status -> coolDowns.begin(lin.id(), cause));
    }

    private ApiCaller.Answer transfer(String amount) {
        return lin.api()
                .post(
                        "/api/v1/transfers",
                        """
                        {"toPhone":"%s","amount":{"amount":"%s","asset":"CNY"},"pin":"%s"}\
                        """
                                .formatted(payee.phone(), amount, TestCustomer.PIN));
    }

    private ApiCaller.Answer withdraw(String amount) {
        return lin.api()
                .post(
                        "/api/v1/withdrawals",
                        """
                        {"channel":"sandbox","destination":"%s",\
                        "amount":{"amount":"%s","asset":"CNY"},"pin":"%s"}\
                        """
                                .formatted(CARD, amount, TestCustomer.PIN));
    }

    private static JsonNode me(TestCustomer customer) {
        String body =
                "{\"phone\":\"%s\",\"password\":\"seven-cranes-fly-north\"}"
                        .formatted(customer.phone());
        ApiCaller.Answer in = customer.api().post("/api/v1/sessions", body);
        assertThat(in.status()).as(in.text()).isEqualTo(201);
        return customer.api().get("/api/v1/me").json();
    }

    private static void signInByCode(ApiCaller browser, TestCustomer customer) {
        browser.post(
                "/api/v1/codes",
                "{\"phone\":\"%s\",\"purpose\":\"SIGN_IN\"}".formatted(customer.phone()));
        String code = TestCustomer.codeSaying(browser, customer.phone(), "sign-in code");
        ApiCaller.Answer answer =
                browser.post(
                        "/api/v1/sessions",
                        "{\"phone\":\"%s\",\"code\":\"%s\"}".formatted(customer.phone(), code));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static void reset(ApiCaller browser, TestCustomer customer) {
        browser.post(
                "/api/v1/codes",
                "{\"phone\":\"%s\",\"purpose\":\"RESET_PASSWORD\"}".formatted(customer.phone()));
        String code = TestCustomer.codeSaying(browser, customer.phone(), "new password");
        ApiCaller.Answer answer =
                browser.post(
                        "/api/v1/password-resets",
                        "{\"phone\":\"%s\",\"code\":\"%s\",\"newPassword\":\"%s\"}"
                                .formatted(customer.phone(), code, "seven-cranes-fly-north"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }
}
