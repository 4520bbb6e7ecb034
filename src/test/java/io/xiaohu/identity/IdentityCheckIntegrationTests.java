package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestAuthenticator;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** When a code is not enough, what else does, and what two members of staff can allow (B2, E1). */
@IntegrationTest
class IdentityCheckIntegrationTests {

    private static final String NEW_PASSWORD = "warm-tea-on-a-cold-day";
    private static final String NEW_PIN = "271828";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private AccountClasses classes;
    @Autowired private JdbcClient sql;

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void aNamedCustomerOnAnUnknownDeviceNeedsMoreThanTheCodeWhichStaysGood() {
        TestCustomer chen = named();
        ApiCaller stranger = new ApiCaller(port);
        String code = resetCode(stranger, chen);
        ApiCaller.Answer due = reset(stranger, chen, code, "");
        assertThat(due.status()).as(due.text()).isEqualTo(403);
        assertThat(due.code()).isEqualTo("STEP_UP_NEEDED");
        assertThat(kinds(due)).containsExactly("IDENTITY_CHECK");
        assertThat(due.json().at("/subject/kind").asString()).isEqualTo("SIGN_IN");
        assertThat(chen.api().get("/api/v1/session").status()).isEqualTo(200);

        new AccessDesk(port)
                .agreeOn("ALLOW_PASSWORD_RESET", due.json().at("/subject/id").asString());
        assertThat(reset(stranger, chen, code, "").status()).isEqualTo(204);
        assertThat(signIn(stranger, chen, NEW_PASSWORD).status()).isEqualTo(201);
        // It was good once.
        ApiCaller other = new ApiCaller(port);
        clock.advance(Duration.ofMinutes(2));
        String again = TestCustomer.code(other, chen.phone(), "RESET_PASSWORD");
        ApiCaller.Answer twice =
                other.post(
                        "/api/v1/password-resets",
                        "{\"phone\":\"%s\",\"code\":\"%s\",\"newPassword\":\"%s\"}"
                                .formatted(chen.phone(), again, "lemonade-by-the-slow-river"));
        assertThat(twice.code()).as(twice.text()).isEqualTo("STEP_UP_NEEDED");
    }

    @Test
    void aKnownDeviceOrAnAccountWithoutANameNeedsTheCodeOnly() {
        TestCustomer chen = named();
        assertThat(reset(chen.api(), chen, resetCode(chen.api(), chen), "").status())
                .isEqualTo(204);
        TestCustomer unnamed = TestCustomer.register(port);
        ApiCaller stranger = new ApiCaller(port);
        assertThat(reset(stranger, unnamed, resetCode(stranger, unnamed), "").status())
                .isEqualTo(204);
    }

    @Test
    void afterNinetyIdleDaysAKnownDeviceNeedsMoreToo() {
        TestCustomer chen = named();
        clock.advance(Duration.ofDays(89));
        assertThat(reset(chen.api(), chen, resetCode(chen.api(), chen), "").status())
                .isEqualTo(204);
        TestCustomer lin = named();
        clock.advance(Duration.ofDays(91));
        ApiCaller.Answer due = reset(lin.api(), lin, resetCode(lin.api(), lin), "");
        assertThat(due.code()).as(due.text()).isEqualTo("STEP_UP_NEEDED");
    }

    @Test
    void onlyWhoHasTheRightCodeLearnsThatMoreIsNeeded() {
        TestCustomer chen = named();
        ApiCaller stranger = new ApiCaller(port);
        String code = resetCode(stranger, chen);
        String wrong = code.equals("000000") ? "000001" : "000000";
        assertThat(reset(stranger, chen, wrong, "").code()).isEqualTo("CODE_WRONG");
    }

    @Test
    void theSecondFactorIsTheFurtherProofAndStaysOn() {
        TestCustomer chen = named();
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        ApiCaller stranger = new ApiCaller(port);
        String code = resetCode(stranger, chen);
        ApiCaller.Answer due = reset(stranger, chen, code, "");
        assertThat(kinds(due)).containsExactly("TOTP", "RECOVERY_CODE", "IDENTITY_CHECK");
        String challenge = due.json().at("/challenge/id").asString();
        assertThat(reset(stranger, chen, code, answered(challenge, app.wrongDigits())).code())
                .isEqualTo("SECOND_FACTOR_WRONG");
        String foreign = "0198c7e2-5b1a-7c3e-9f00-3a1d5e7b9c11";
        assertThat(reset(stranger, chen, code, answered(foreign, app.digits(1))).code())
                .isEqualTo("STEP_UP_FAILED");
        assertThat(reset(stranger, chen, code, answered(challenge, app.digits(1))).status())
                .isEqualTo(204);
        assertThat(signIn(stranger, chen, NEW_PASSWORD).json().at("/challenge/kinds/0").asString())
                .isEqualTo("TOTP");
    }

    @Test
    void anIdentityCheckResetsThePasswordAndLeavesTheSecondFactorOn() {
        TestCustomer chen = named();
        TestAuthenticator.setUp(chen, clock);
        new AccessDesk(port).agreeOn("ALLOW_PASSWORD_RESET", chen.id());
        ApiCaller stranger = new ApiCaller(port);
        assertThat(reset(stranger, chen, resetCode(stranger, chen), "").status()).isEqualTo(204);
        assertThat(signIn(stranger, chen, NEW_PASSWORD).json().at("/challenge/kinds/0").asString())
                .isEqualTo("TOTP");
    }

    @Test
    void aCheckRunsOutAfterADayAndIsNobodyElses() {
        TestCustomer chen = named();
        TestCustomer lin = named();
        AccessDesk desk = new AccessDesk(port);
        desk.agreeOn("ALLOW_PASSWORD_RESET", chen.id());
        assertThat(desk.propose("ALLOW_PASSWORD_RESET", chen.id()).code())
                .isEqualTo("CHECK_STANDS");
        ApiCaller stranger = new ApiCaller(port);
        assertThat(reset(stranger, lin, resetCode(stranger, lin), "").code())
                .isEqualTo("STEP_UP_NEEDED");
        clock.advance(Duration.ofHours(24));
        assertThat(reset(stranger, chen, resetCode(stranger, chen), "").code())
                .isEqualTo("STEP_UP_NEEDED");
    }

    @Test
    void aCheckForOneThingAllowsNoOther() {
        TestCustomer chen = named().withPin();
        new AccessDesk(port).agreeOn("ALLOW_PASSWORD_RESET", chen.id());
        assertThat(pin(chen, "").code()).isEqualTo("STEP_UP_NEEDED");
        ApiCaller stranger = new ApiCaller(port);
        ApiCaller.Answer due = signInByCode(stranger, chen, signInCode(stranger, chen));
        assertThat(due.code()).isEqualTo("STEP_UP_NEEDED");
    }

    @Test
    void aSignInByCodeTakesThePasswordAndTheCodeStaysGood() {
        TestCustomer chen = named();
        ApiCaller stranger = new ApiCaller(port).from("203.0.113.77");
        String code = signInCode(stranger, chen);
        ApiCaller.Answer due = signInByCode(stranger, chen, code);
        assertThat(due.status()).as(due.text()).isEqualTo(403);
        assertThat(kinds(due)).containsExactly("PASSWORD", "IDENTITY_CHECK");
        ApiCaller.Answer challenged = signIn(stranger, chen, TestCustomer.PASSWORD);
        assertThat(challenged.json().at("/challenge/kinds/0").asString()).isEqualTo("CODE");
        ApiCaller.Answer in =
                stranger.post(
                        "/api/v1/sessions",
                        "{\"phone\":\"%s\",\"password\":\"%s\"%s}"
                                .formatted(
                                        chen.phone(),
                                        TestCustomer.PASSWORD,
                                        answered(
                                                challenged.json().at("/challenge/id").asString(),
                                                code)));
        assertThat(in.status()).as(in.text()).isEqualTo(201);
    }

    @Test
    void aSignInByCodeOnAKnownDeviceNeedsNoMoreUntilNinetyIdleDays() {
        TestCustomer chen = named();
        assertThat(signInByCode(chen.api(), chen, signInCode(chen.api(), chen)).status())
                .isEqualTo(201);
        clock.advance(Duration.ofDays(91));
        assertThat(signInByCode(chen.api(), chen, signInCode(chen.api(), chen)).code())
                .isEqualTo("STEP_UP_NEEDED");
    }

    @Test
    void aSignInByCodeWithTheSecondFactorOnGetsItsChallenge() {
        TestCustomer chen = named();
        TestAuthenticator.setUp(chen, clock);
        ApiCaller stranger = new ApiCaller(port);
        ApiCaller.Answer due = signInByCode(stranger, chen, signInCode(stranger, chen));
        assertThat(due.status()).as(due.text()).isEqualTo(200);
        assertThat(due.json().at("/challenge/kinds/0").asString()).isEqualTo("TOTP");
    }

    @Test
    void aCodeAloneNeverRenewsAPin() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        String code = TestCustomer.code(chen.api(), chen.phone(), "STEP_UP");
        ApiCaller.Answer due = pin(chen, ",\"proof\":\"" + code + "\"");
        assertThat(due.status()).isEqualTo(403);
        assertThat(due.code()).isEqualTo("STEP_UP_NEEDED");
        assertThat(kinds(due)).containsExactly("IDENTITY_CHECK");
        assertThat(chen.api().get("/api/v1/me").json().path("mayRenewPin").asBoolean()).isFalse();
    }

    @Test
    void aForgottenPinIsSetAnewOnceTwoHaveCheckedWhoAsks() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        new AccessDesk(port).agreeOn("ALLOW_NEW_PIN", chen.id());
        assertThat(chen.api().get("/api/v1/me").json().path("mayRenewPin").asBoolean()).isTrue();
        List<Integer> answers = AtOnce.times(6, n -> pin(chen, "").status());
        assertThat(answers).containsOnlyOnce(204);
        assertThat(answers).filteredOn(status -> status != 204).containsOnly(403);
        assertThat(pin(chen, "").code()).isEqualTo("STEP_UP_NEEDED");
        String again = "{\"pin\":\"161803\",\"currentPin\":\"" + NEW_PIN + "\"}";
        assertThat(chen.api().put("/api/v1/me/payment-pin", again).status()).isEqualTo(204);
        assertThat(chen.api().get("/api/v1/me/activity").text()).contains("PIN_RENEWED");
        assertThat(chen.api().get("/api/v1/notices").text()).contains("PIN_RENEWED");
        assertThat(chen.api().get("/api/v1/me").json().at("/coolDown/cause").asString())
                .isEqualTo("PIN_RENEWED");
    }

    @Test
    void aPinThatWasNeverSetIsNotRenewed() {
        TestCustomer chen = TestCustomer.register(port);
        assertThat(new AccessDesk(port).propose("ALLOW_NEW_PIN", chen.id()).code())
                .isEqualTo("PIN_NOT_SET");
    }

    @Test
    void aCheckIsUsedOnceAndItsHistoryStaysAsItWas() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        new AccessDesk(port).agreeOn("ALLOW_NEW_PIN", chen.id());
        assertThat(pin(chen, "").status()).isEqualTo(204);
        for (String change :
                List.of(
                        "update identity.identity_check set used_at = null",
                        "update identity.identity_check set expires_at = now() + interval '9 d'",
                        "update identity.identity_check set purpose = 'RESET_PASSWORD'",
                        "delete from identity.identity_check")) {
            assertThatThrownBy(() ->
                            sql.sql(change + " where customer_id = :customer")
                                    .param("customer", chen.id())
                                    .update())
                    .as(change)
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private TestCustomer named() {
        TestCustomer customer = TestCustomer.register(port);
        classes.raise(customer.id(), AccountClass.II);
        return customer;
    }

    private String resetCode(ApiCaller caller, TestCustomer who) {
        return code(caller, who, "RESET_PASSWORD", "new password is");
    }

    private String signInCode(ApiCaller caller, TestCustomer who) {
        return code(caller, who, "SIGN_IN", "sign-in code");
    }

    private String code(ApiCaller caller, TestCustomer who, String purpose, String words) {
        ApiCaller.Answer asked =
                caller.post(
                        "/api/v1/codes",
                        "{\"phone\":\"%s\",\"purpose\":\"%s\"}".formatted(who.phone(), purpose));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return TestCustomer.codeSaying(new ApiCaller(port), who.phone(), words);
    }

    private static ApiCaller.Answer reset(
            ApiCaller caller, TestCustomer who, String code, String more) {
        return caller.post(
                "/api/v1/password-resets",
                "{\"phone\":\"%s\",\"code\":\"%s\",\"newPassword\":\"%s\"%s}"
                        .formatted(who.phone(), code, NEW_PASSWORD, more));
    }

    private static ApiCaller.Answer signIn(ApiCaller caller, TestCustomer who, String password) {
        return caller.post(
                "/api/v1/sessions",
                "{\"phone\":\"%s\",\"password\":\"%s\"}".formatted(who.phone(), password));
    }

    private static ApiCaller.Answer signInByCode(ApiCaller caller, TestCustomer who, String code) {
        return caller.post(
                "/api/v1/sessions",
                "{\"phone\":\"%s\",\"code\":\"%s\"}".formatted(who.phone(), code));
    }

    private static ApiCaller.Answer pin(TestCustomer who, String more) {
        return who.api().put("/api/v1/me/payment-pin", "{\"pin\":\"" + NEW_PIN + "\"" + more + "}");
    }

    private static String answered(String challenge, String proof) {
        return ",\"challengeId\":\"%s\",\"proof\":\"%s\"".formatted(challenge, proof);
    }

    private static List<String> kinds(ApiCaller.Answer answer) {
        JsonNode kinds = answer.json().at("/challenge/kinds");
        return kinds.valueStream().map(JsonNode::asString).toList();
    }
}
