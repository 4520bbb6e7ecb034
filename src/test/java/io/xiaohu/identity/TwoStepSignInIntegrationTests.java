package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.identity.core.SecondProof;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.SecondFactorProofs;
import io.xiaohu.kernel.ProblemException;
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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The second factor where it is asked for: signing in, large payments, the first PIN elsewhere. */
@IntegrationTest
class TwoStepSignInIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private AccountClasses classes;
    @Autowired private SecondFactorProofs proofs;

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void signingInTakesThePasswordAndThenTheAuthenticator() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        ApiCaller browser = new ApiCaller(port);
        ApiCaller.Answer due = signIn(browser, chen, TestCustomer.PASSWORD, "");
        assertThat(due.status()).isEqualTo(200);
        assertThat(due.json().path("challenge").path("kinds").toString())
                .isEqualTo("[\"TOTP\",\"RECOVERY_CODE\"]");
        assertThat(due.json().has("csrfToken")).isFalse();
        assertThat(due.raw().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(browser.get("/api/v1/session").status()).isEqualTo(401);

        assertThat(
                        signIn(browser, chen, TestCustomer.PASSWORD, proof(due, app.turnedOnWith()))
                                .code())
                .as("the code that turned it on")
                .isEqualTo("SECOND_FACTOR_WRONG");
        clock.advance(Duration.ofMinutes(1));
        String answer = proof(due, app.digits());
        assertThat(signIn(browser, chen, "not-the-password", answer).code())
                .isEqualTo("CREDENTIALS_WRONG");
        ApiCaller.Answer in = signIn(browser, chen, TestCustomer.PASSWORD, answer);
        assertThat(in.status()).as(in.text()).isEqualTo(201);
        assertThat(in.json().path("customerId").asString()).isEqualTo(chen.id().toString());
        assertThat(browser.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(signIn(new ApiCaller(port), chen, TestCustomer.PASSWORD, answer).code())
                .as("a challenge is good once")
                .isEqualTo("STEP_UP_FAILED");
    }

    @Test
    void aCodeOneStepEarlyOrLateIsFineAnOlderOneIsNot() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        clock.advance(Duration.ofMinutes(5));
        assertThat(tryToSignIn(chen, app.digits(-2))).isEqualTo(403);
        assertThat(tryToSignIn(chen, app.digits(2))).isEqualTo(403);
        assertThat(tryToSignIn(chen, app.digits(-1))).isEqualTo(201);
        assertThat(tryToSignIn(chen, app.digits(1))).isEqualTo(201);
        assertThat(tryToSignIn(chen, app.digits(0))).as("older than one used").isEqualTo(403);
    }

    @Test
    void aRecoveryCodeSignsInOnceAndWhatIsLeftIsTold() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        String code = app.recoveryCodes().getFirst();
        assertThat(tryToSignIn(chen, code)).isEqualTo(201);
        assertThat(tryToSignIn(chen, code)).isEqualTo(403);
        assertThat(
                        chen.api()
                                .get("/api/v1/me/second-factors")
                                .json()
                                .path("recoveryCodesLeft")
                                .asInt())
                .isEqualTo(9);
        assertThat(chen.api().get("/api/v1/notices").text()).contains("You have 9 left");
    }

    @Test
    void ofManyWhoUseOneCodeAtOnceExactlyOneGetsIn() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        clock.advance(Duration.ofMinutes(1));
        String digits = app.digits();
        List<Integer> statuses = AtOnce.times(4, n -> tryToSignIn(chen, digits));
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
        String code = app.recoveryCodes().getFirst();
        clock.advance(Duration.ofHours(1));
        statuses = AtOnce.times(4, n -> tryToSignIn(chen, code));
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
    }

    /** Without the turns one process takes, as at several servers. */
    @Test
    void theDatabaseAloneLetsAProofPassOnce() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        clock.advance(Duration.ofMinutes(1));
        SecondProof digits = new SecondProof.Totp(app.digits());
        assertThat(AtOnce.times(4, n -> passes(chen, digits)).stream().filter(passed -> passed))
                .hasSize(1);
        clock.advance(Duration.ofHours(1));
        SecondProof code = SecondProof.parse(app.recoveryCodes().getFirst(), "proof");
        assertThat(AtOnce.times(4, n -> passes(chen, code)).stream().filter(passed -> passed))
                .hasSize(1);
    }

    @Test
    void wrongCodesAreCountedAndLockAlsoManyAtOnce() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        clock.advance(Duration.ofMinutes(1));
        String wrong = app.wrongDigits();
        List<Integer> statuses = AtOnce.times(12, n -> tryToSignIn(chen, wrong));
        assertThat(statuses.stream().filter(status -> status == 403)).hasSize(4);
        assertThat(statuses.stream().filter(status -> status == 423)).hasSize(8);
        assertThat(tryToSignIn(chen, app.digits())).as("also the right one").isEqualTo(423);
        assertThat(tryToSignIn(chen, app.recoveryCodes().getFirst())).isEqualTo(423);
        assertThat(chen.api().get("/api/v1/me/activity").text()).contains("SECOND_FACTOR_LOCKED");
        clock.advance(Duration.ofMinutes(2));
        assertThat(tryToSignIn(chen, app.digits())).isEqualTo(201);
    }

    @Test
    void aRightPasswordDoesNotForgiveWrongOnesUntilTheSecondFactorPassed() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        clock.advance(Duration.ofMinutes(1));
        ApiCaller browser = new ApiCaller(port);
        for (int i = 0; i < 4; i++) {
            signIn(browser, chen, "not-the-password", "");
        }
        assertThat(signIn(browser, chen, TestCustomer.PASSWORD, "").status()).isEqualTo(200);
        assertThat(signIn(browser, chen, "not-the-password", "").code())
                .isEqualTo("SIGN_IN_LOCKED");
        clock.advance(Duration.ofMinutes(2));
        assertThat(tryToSignIn(chen, app.digits())).isEqualTo(201);
        assertThat(signIn(browser, chen, "not-the-password", "").code())
                .isEqualTo("CREDENTIALS_WRONG");
    }

    @Test
    void aResetPasswordNeitherPassesTheSecondFactorNorEndsItsLock() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            tryToSignIn(chen, app.wrongDigits());
        }
        ApiCaller browser = new ApiCaller(port);
        browser.post(
                "/api/v1/codes",
                "{\"phone\":\"%s\",\"purpose\":\"RESET_PASSWORD\"}".formatted(chen.phone()));
        ApiCaller.Answer reset =
                browser.post(
                        "/api/v1/password-resets",
                        "{\"phone\":\"%s\",\"code\":\"%s\",\"newPassword\":\"%s\"}"
                                .formatted(chen.phone(), resetCode(chen), "another-passphrase"));
        assertThat(reset.status()).as(reset.text()).isEqualTo(204);
        ApiCaller.Answer due = signIn(browser, chen, "another-passphrase", "");
        assertThat(due.status()).isEqualTo(200);
        String answer = proof(due, app.digits());
        assertThat(signIn(browser, chen, "another-passphrase", answer).code())
                .isEqualTo("SECOND_FACTOR_LOCKED");
        clock.advance(Duration.ofMinutes(2));
        answer = proof(due, app.digits());
        assertThat(signIn(browser, chen, "another-passphrase", answer).status()).isEqualTo(201);
    }

    @Test
    void aChallengeGivenForTheOldPasswordEndsWithIt() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        clock.advance(Duration.ofMinutes(1));
        ApiCaller browser = new ApiCaller(port);
        ApiCaller.Answer due = signIn(browser, chen, TestCustomer.PASSWORD, "");
        ApiCaller.Answer changed =
                chen.api()
                        .put(
                                "/api/v1/me/password",
                                "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}"
                                        .formatted(TestCustomer.PASSWORD, "another-passphrase"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(204);
        ApiCaller.Answer answer =
                browser.post(
                        "/api/v1/sessions",
                        "{\"phone\":\"%s\"%s}".formatted(chen.phone(), proof(due, app.digits())));
        assertThat(answer.code()).as(answer.text()).isEqualTo("STEP_UP_FAILED");
    }

    @Test
    void aChallengeOfSomebodyElseIsNone() {
        TestCustomer chen = TestCustomer.register(port);
        TestCustomer lin = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        TestAuthenticator.setUp(lin, clock);
        clock.advance(Duration.ofMinutes(1));
        ApiCaller browser = new ApiCaller(port);
        ApiCaller.Answer ofLin = signIn(browser, lin, TestCustomer.PASSWORD, "");
        assertThat(signIn(browser, chen, TestCustomer.PASSWORD, proof(ofLin, app.digits())).code())
                .isEqualTo("STEP_UP_FAILED");
        assertThat(tryToSignIn(chen, app.digits())).as("the code was not used up").isEqualTo(201);
    }

    @Test
    void aLargePaymentTakesTheAuthenticatorBoundToItAndATextNoLonger() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("3000.00");
        classes.raise(chen.id(), AccountClass.II);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        clock.advance(Duration.ofMinutes(2));
        TestCustomer lin = TestCustomer.register(port);
        String key = "big-" + chen.id();
        ApiCaller.Answer asked = pay(chen, lin, "1200.00", "", key);
        assertThat(asked.code()).isEqualTo("STEP_UP_NEEDED");
        assertThat(asked.json().path("challenge").path("kinds").path(0).asString())
                .isEqualTo("TOTP");
        String code = TestCustomer.code(chen.api(), chen.phone(), "STEP_UP");
        assertThat(pay(chen, lin, "1200.00", proof(asked, code), key).code())
                .as("a code in a text message")
                .isEqualTo("SECOND_FACTOR_WRONG");
        String right = proof(asked, app.digits());
        assertThat(pay(chen, lin, "1300.00", right, key + "-other").code())
                .isEqualTo("STEP_UP_FAILED");
        assertThat(pay(chen, TestCustomer.register(port), "1200.00", right, key + "-whom").code())
                .isEqualTo("STEP_UP_FAILED");
        ApiCaller.Answer paid = pay(chen, lin, "1200.00", right, key);
        assertThat(paid.status()).as(paid.text()).isEqualTo(201);
        assertThat(lin.available()).isEqualTo("1200.00");
        assertThat(pay(chen, lin, "1200.00", right, key + "-again").code())
                .as("a challenge confirms once")
                .isEqualTo("STEP_UP_FAILED");
    }

    @Test
    void theFirstPinOnAnotherDeviceTakesTheAuthenticatorToo() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        clock.advance(Duration.ofMinutes(1));
        ApiCaller other = new ApiCaller(port);
        ApiCaller.Answer due = signIn(other, chen, TestCustomer.PASSWORD, "");
        signIn(other, chen, TestCustomer.PASSWORD, proof(due, app.digits()));
        String path = "/api/v1/me/payment-pin";
        ApiCaller.Answer asked = other.put(path, "{\"pin\":\"314159\"}");
        assertThat(asked.code()).isEqualTo("STEP_UP_NEEDED");
        assertThat(asked.text()).contains("TOTP").doesNotContain("\"CODE\"");
        clock.advance(Duration.ofMinutes(1));
        String proven = "{\"pin\":\"314159\",\"proof\":\"%s\"}";
        assertThat(other.put(path, proven.formatted(app.wrongDigits())).code())
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(other.put(path, proven.formatted(app.digits())).status()).isEqualTo(204);
    }

    private boolean passes(TestCustomer customer, SecondProof proof) {
        try {
            proofs.require(customer.id(), proof, Device.of("", "127.0.0.1", ""));
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    /** Signs in anew, with a challenge of its own; gives the status. */
    private int tryToSignIn(TestCustomer customer, String digits) {
        ApiCaller browser = new ApiCaller(port);
        ApiCaller.Answer due = signIn(browser, customer, TestCustomer.PASSWORD, "");
        return signIn(browser, customer, TestCustomer.PASSWORD, proof(due, digits)).status();
    }

    private static ApiCaller.Answer signIn(
            ApiCaller browser, TestCustomer customer, String password, String proof) {
        return browser.post(
                "/api/v1/sessions",
                "{\"phone\":\"%s\",\"password\":\"%s\"%s}"
                        .formatted(customer.phone(), password, proof));
    }

    private static ApiCaller.Answer pay(
            TestCustomer from, TestCustomer to, String amount, String proof, String key) {
        String body =
                """
                {"toPhone":"%s","amount":{"amount":"%s","asset":"CNY"},"pin":"%s"%s}\
                """;
        return from.api()
                .post(
                        "/api/v1/transfers",
                        body.formatted(to.phone(), amount, TestCustomer.PIN, proof),
                        key);
    }

    private static String proof(ApiCaller.Answer due, String proof) {
        String id = due.json().path("challenge").path("id").asString();
        return ",\"challengeId\":\"%s\",\"proof\":\"%s\"".formatted(id, proof);
    }

    private static String resetCode(TestCustomer customer) {
        for (int i = 0; i < 200; i++) {
            ApiCaller.Answer outbox = customer.api().get("/demo/outbox?to=" + customer.phone());
            String text = outbox.json().path("items").path(0).path("text").asString();
            if (text.contains("new password")) {
                return text.replaceAll(".*?(\\d{6}).*", "$1");
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("no text came");
    }
}
