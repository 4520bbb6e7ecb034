package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestAuthenticator;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestPasskey;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Passkeys where something is to be confirmed: large payments, the payment PIN. */
@IntegrationTest
class PasskeyStepUpIntegrationTests {

    private static final String PIN_PATH = "/api/v1/me/payment-pin";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private AccountClasses classes;

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void aLargePaymentIsConfirmedByAPasskeyBoundToIt() {
        TestCustomer chen = rich();
        TestCustomer lin = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(chen, port);
        String key = "big-" + chen.id();
        ApiCaller.Answer asked = pay(chen, lin, "1200.00", "{}", key);
        assertThat(asked.code()).isEqualTo("STEP_UP_NEEDED");
        assertThat(asked.json().at("/challenge/kinds").toString())
                .isEqualTo("[\"PASSKEY\",\"CODE\"]");
        String right = passkey.answer(chen.api(), asked);
        assertThat(pay(chen, lin, "1300.00", right, key + "-more").code())
                .isEqualTo("STEP_UP_FAILED");
        assertThat(pay(chen, TestCustomer.register(port), "1200.00", right, key + "-whom").code())
                .isEqualTo("STEP_UP_FAILED");
        ApiCaller.Answer paid = pay(chen, lin, "1200.00", right, key);
        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
        assertThat(lin.available()).isEqualTo("1200.00");
        assertThat(pay(chen, lin, "1200.00", right, key).json().path("id"))
                .as("sent again")
                .isEqualTo(paid.json().path("id"));
        assertThat(pay(chen, lin, "1200.00", right, key + "-again").code())
                .isEqualTo("STEP_UP_FAILED");
        assertThat(lin.available()).isEqualTo("1200.00");
    }

    @Test
    void ofOneProofUsedTwiceAtOnceExactlyOnePasses() {
        TestCustomer chen = rich();
        TestCustomer lin = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(chen, port);
        ApiCaller.Answer asked = pay(chen, lin, "1100.00", "{}", "first-" + chen.id());
        String right = passkey.answer(chen.api(), asked);
        List<Integer> statuses =
                AtOnce.times(
                        4,
                        n -> pay(chen, lin, "1100.00", right, "n" + n + "-" + chen.id()).status());
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
        assertThat(lin.available()).isEqualTo("1100.00");
    }

    @Test
    void neitherAnothersPasskeyNorAnothersChallengeIsAProof() {
        TestCustomer chen = rich();
        TestCustomer lin = TestCustomer.register(port);
        TestPasskey ofChen = TestPasskey.of(chen, port);
        TestPasskey ofLin = TestPasskey.of(lin, port);
        String key = "whose-" + chen.id();
        ApiCaller.Answer asked = pay(chen, lin, "1200.00", "{}", key);
        assertThat(pay(chen, lin, "1200.00", ofLin.answer(chen.api(), asked), key).code())
                .isEqualTo("PASSKEY_REFUSED");
        ApiCaller.Answer foreign =
                lin.api()
                        .post(
                                "/api/v1/me/passkey-assertions",
                                "{\"challengeId\":\"%s\"}"
                                        .formatted(TestPasskey.challengeId(asked)));
        assertThat(foreign.code()).isEqualTo("STEP_UP_FAILED");
        String forLin =
                ofChen.proof(lin.api(), lin.api().post("/api/v1/me/passkeys/options", "{}"));
        assertThat(pay(chen, lin, "1200.00", TestPasskey.confirmed(asked, forLin), key).code())
                .as("signed for another challenge")
                .isEqualTo("STEP_UP_FAILED");
        ofChen.signingHonestly(false);
        assertThat(pay(chen, lin, "1200.00", ofChen.answer(chen.api(), asked), key).code())
                .isEqualTo("PASSKEY_REFUSED");
        ofChen.signingHonestly(true);
        assertThat(pay(chen, lin, "1200.00", ofChen.answer(chen.api(), asked), key).status())
                .as("a refused passkey does not use the challenge up")
                .isEqualTo(201);
    }

    @Test
    void askedTwiceTheNewerIsGoodAndAfterFiveMinutesNone() {
        TestCustomer chen = rich();
        TestCustomer lin = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(chen, port);
        String key = "twice-" + chen.id();
        ApiCaller.Answer asked = pay(chen, lin, "1200.00", "{}", key);
        String older = passkey.answer(chen.api(), asked);
        passkey.answer(chen.api(), asked);
        assertThat(pay(chen, lin, "1200.00", older, key).code()).isEqualTo("PASSKEY_REFUSED");
        String late = passkey.answer(chen.api(), asked);
        clock.advance(Duration.ofMinutes(6));
        assertThat(pay(chen, lin, "1200.00", late, key).code()).isEqualTo("STEP_UP_FAILED");
        assertThat(pay(chen, lin, "1200.00", passkey.answer(chen.api(), asked), key).status())
                .isEqualTo(201);
    }

    @Test
    void theOtherWaysStayAndComeAfterThePasskey() {
        TestCustomer chen = rich();
        TestCustomer lin = TestCustomer.register(port);
        TestPasskey.of(chen, port);
        clock.advance(Duration.ofMinutes(2));
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        clock.advance(Duration.ofMinutes(1));
        String key = "other-" + chen.id();
        ApiCaller.Answer asked = pay(chen, lin, "1200.00", "{}", key);
        assertThat(asked.json().at("/challenge/kinds").toString())
                .isEqualTo("[\"PASSKEY\",\"TOTP\",\"RECOVERY_CODE\"]");
        String malformed = TestPasskey.confirmed(asked, "{\"id\":1}");
        assertThat(pay(chen, lin, "1200.00", malformed, key).code()).isEqualTo("BAD_INPUT");
        String typed = TestPasskey.confirmed(asked, app.digits());
        assertThat(pay(chen, lin, "1200.00", typed, key).status()).isEqualTo(201);
    }

    @Test
    void whoHasNonesIsNotAskedForOne() {
        TestCustomer chen = rich();
        TestCustomer lin = TestCustomer.register(port);
        ApiCaller.Answer asked = pay(chen, lin, "1200.00", "{}", "none-" + chen.id());
        assertThat(asked.json().at("/challenge/kinds").toString()).isEqualTo("[\"CODE\"]");
        assertThat(
                        chen.api()
                                .post(
                                        "/api/v1/me/passkey-assertions",
                                        "{\"challengeId\":\"%s\"}"
                                                .formatted(TestPasskey.challengeId(asked)))
                                .status())
                .isEqualTo(404);
        ApiCaller.Answer change = chen.api().put(PIN_PATH, "{\"pin\":\"271828\"}");
        assertThat(change.json().at("/challenge/kinds").toString())
                .isEqualTo("[\"IDENTITY_CHECK\"]");
    }

    @Test
    void thePaymentPinIsChangedWithAPasskeyInsteadOfTheOldOne() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        TestPasskey passkey = TestPasskey.of(chen, port);
        clock.advance(Duration.ofMinutes(2));
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        clock.advance(Duration.ofDays(1));
        ApiCaller.Answer asked = chen.api().put(PIN_PATH, "{\"pin\":\"271828\"}");
        assertThat(asked.code()).isEqualTo("STEP_UP_NEEDED");
        assertThat(asked.json().at("/challenge/kinds").toString())
                .isEqualTo("[\"PASSKEY\",\"IDENTITY_CHECK\"]");
        assertThat(setPin(chen.api(), TestPasskey.confirmed(asked, app.digits())).code())
                .as("the authenticator does not change a PIN")
                .isEqualTo("BAD_INPUT");
        ApiCaller.Answer forPasskeys = chen.api().post("/api/v1/me/passkeys/options", "{}");
        assertThat(setPin(chen.api(), passkey.answer(chen.api(), forPasskeys)).code())
                .as("a proof for something else")
                .isEqualTo("STEP_UP_FAILED");
        String right = passkey.answer(chen.api(), asked);
        assertThat(setPin(chen.api(), right).status()).isEqualTo(204);
        assertThat(setPin(chen.api(), right).code()).isEqualTo("STEP_UP_FAILED");
        assertThat(
                        chen.api()
                                .put(PIN_PATH, "{\"pin\":\"314159\",\"currentPin\":\"271828\"}")
                                .status())
                .isEqualTo(204);
    }

    @Test
    void aPasskeyJustAddedWithACodeRenewsNoPin() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        TestPasskey passkey = TestPasskey.of(chen, port);
        ApiCaller.Answer asked = chen.api().put(PIN_PATH, "{\"pin\":\"271828\"}");
        assertThat(asked.json().at("/challenge/kinds").toString())
                .isEqualTo("[\"IDENTITY_CHECK\"]");
        assertThat(setPin(chen.api(), passkey.answer(chen.api(), asked)).code())
                .isEqualTo("STEP_UP_NEEDED");
        clock.advance(Duration.ofHours(23));
        TestPasskey.of(chen, port);
        clock.advance(Duration.ofHours(2));
        asked = chen.api().put(PIN_PATH, "{\"pin\":\"271828\"}");
        assertThat(setPin(chen.api(), passkey.answer(chen.api(), asked)).status()).isEqualTo(204);
    }

    @Test
    void theFirstPinOnAnotherDeviceTakesThePasskeyToo() {
        TestCustomer chen = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(chen, port);
        ApiCaller other = new ApiCaller(port);
        passkey.signIn(other);
        ApiCaller.Answer asked = other.put(PIN_PATH, "{\"pin\":\"271828\"}");
        assertThat(asked.json().at("/challenge/kinds").toString())
                .isEqualTo("[\"PASSKEY\",\"CODE\"]");
        assertThat(setPin(other, passkey.answer(other, asked)).status()).isEqualTo(204);
    }

    /** Somebody whose name is verified well enough to pay large amounts. */
    private TestCustomer rich() {
        TestCustomer customer = TestCustomer.register(port).withPin().withMoney("3000.00");
        classes.raise(customer.id(), AccountClass.II);
        return customer;
    }

    private static ApiCaller.Answer setPin(ApiCaller api, String confirmed) {
        return api.put(PIN_PATH, "{\"pin\":\"271828\"," + confirmed.substring(1));
    }

    /**
     * @param confirmed an object with the challenge's id and a proof, or an empty one
     */
    private static ApiCaller.Answer pay(
            TestCustomer from, TestCustomer to, String amount, String confirmed, String key) {
        String body =
                """
                {"toPhone":"%s","amount":{"amount":"%s","asset":"CNY"},"pin":"%s"\
                """
                        .formatted(to.phone(), amount, TestCustomer.PIN);
        String rest = confirmed.equals("{}") ? "}" : "," + confirmed.substring(1);
        return from.api().post("/api/v1/transfers", body + rest, key);
    }
}
