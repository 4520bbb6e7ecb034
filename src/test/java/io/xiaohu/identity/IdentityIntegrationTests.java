package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Codes, registering, signing in, lockout and the PIN, over a real socket. */
@IntegrationTest
class IdentityIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private TestClock clock;

    private ApiCaller stranger = new ApiCaller(0);

    @BeforeEach
    void newCaller() {
        stranger = new ApiCaller(port);
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void somebodyRegistersSignsOutAndSignsInAgain() {
        TestCustomer chen = TestCustomer.register(port, "陈晓宁");
        assertThat(chen.api().get("/api/v1/session").json().path("displayName").asString())
                .isEqualTo("陈晓宁");
        assertThat(chen.api().delete("/api/v1/session").status()).isEqualTo(204);
        assertThat(chen.api().get("/api/v1/session").status()).isEqualTo(401);
        ApiCaller.Answer answer = signIn(stranger, chen.phone(), TestCustomer.PASSWORD);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("csrfToken").asString()).isNotEmpty();
        assertThat(stranger.get("/api/v1/session").status()).isEqualTo(200);
    }

    @Test
    void aPhoneIsRegisteredOnce() {
        TestCustomer chen = TestCustomer.register(port);
        stranger.post("/api/v1/codes", ask(chen.phone(), "REGISTER"));
        ApiCaller.Answer answer = register(stranger, chen.phone(), "123456");
        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void aCodeIsAskedForOnceAMinute() {
        String phone = TestCustomer.newPhone();
        ApiCaller.Answer first = stranger.post("/api/v1/codes", ask(phone, "REGISTER"));
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.json().path("resendAfter").asInt()).isEqualTo(60);
        ApiCaller.Answer second = stranger.post("/api/v1/codes", ask(phone, "REGISTER"));
        assertThat(second.code()).isEqualTo("CODE_TOO_SOON");
        assertThat(second.raw().headers().firstValue("Retry-After")).isPresent();
        clock.advance(Duration.ofSeconds(61));
        assertThat(stranger.post("/api/v1/codes", ask(phone, "REGISTER")).status()).isEqualTo(202);
    }

    @Test
    void theTraceShowsWhereTheTextIs() {
        String phone = TestCustomer.newPhone();
        ApiCaller.Answer asked = stranger.post("/api/v1/codes", ask(phone, "REGISTER"));
        TestCustomer.latestCode(stranger, phone);
        String id = asked.json().path("id").asString();
        ApiCaller.Answer trace = stranger.get("/api/v1/codes/" + id + "/trace");
        assertThat(trace.text()).contains("ASKED");
        assertThat(trace.json().path("steps").path(0).path("detail").asString()).isNotEmpty();
    }

    @Test
    void aCodeHasFiveTriesThenIsSpent() {
        String phone = TestCustomer.newPhone();
        String code = TestCustomer.code(stranger, phone, "REGISTER");
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int left = 4; left >= 0; left--) {
            assertThat(register(stranger, phone, wrong).code()).isEqualTo("CODE_WRONG");
        }
        assertThat(register(stranger, phone, code).code()).isEqualTo("CODE_SPENT");
    }

    @Test
    void aCodeExpiresAfterFiveMinutes() {
        String phone = TestCustomer.newPhone();
        String code = TestCustomer.code(stranger, phone, "REGISTER");
        clock.advance(Duration.ofMinutes(6));
        assertThat(register(stranger, phone, code).code()).isEqualTo("CODE_EXPIRED");
    }

    @Test
    void aCodeUsedTwiceAtOnceRegistersOnce() {
        String phone = TestCustomer.newPhone();
        String code = TestCustomer.code(stranger, phone, "REGISTER");
        List<Integer> statuses =
                AtOnce.times(8, n -> register(new ApiCaller(port), phone, code).status());
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
    }

    @Test
    void anUnregisteredPhoneAndAWrongPasswordAreAnsweredAlikeAndLockedAlike() {
        TestCustomer chen = TestCustomer.register(port);
        String nobody = TestCustomer.newPhone();
        for (int i = 1; i <= 4; i++) {
            assertThat(signIn(stranger, chen.phone(), "wrong-password").code())
                    .isEqualTo("CREDENTIALS_WRONG");
            assertThat(signIn(stranger, nobody, "wrong-password").code())
                    .isEqualTo("CREDENTIALS_WRONG");
        }
        assertThat(signIn(stranger, chen.phone(), "wrong-password").code())
                .isEqualTo("SIGN_IN_LOCKED");
        assertThat(signIn(stranger, nobody, "wrong-password").code()).isEqualTo("SIGN_IN_LOCKED");
        assertThat(signIn(stranger, chen.phone(), TestCustomer.PASSWORD).code())
                .isEqualTo("SIGN_IN_LOCKED");
        clock.advance(Duration.ofMinutes(2));
        assertThat(signIn(stranger, chen.phone(), TestCustomer.PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void aForgottenPasswordIsResetWithACodeAndEndsEverySession() {
        TestCustomer chen = TestCustomer.register(port);
        clock.advance(Duration.ofSeconds(61));
        stranger.post("/api/v1/codes", ask(chen.phone(), "RESET_PASSWORD"));
        String code = nextCode(chen.phone());
        ApiCaller.Answer reset =
                stranger.post(
                        "/api/v1/password-resets",
                        """
                        {"phone":"%s","code":"%s","newPassword":"another-long-passphrase"}\
                        """
                                .formatted(chen.phone(), code));
        assertThat(reset.status()).as(reset.text()).isEqualTo(204);
        assertThat(chen.api().get("/api/v1/session").status()).isEqualTo(401);
        assertThat(signIn(stranger, chen.phone(), TestCustomer.PASSWORD).status()).isEqualTo(401);
        assertThat(signIn(stranger, chen.phone(), "another-long-passphrase").status())
                .isEqualTo(201);
    }

    @Test
    void weakPasswordsAndPinsAreRefused() {
        String phone = TestCustomer.newPhone();
        for (String weak : List.of("short", "12345678", "password123", phone, "aaaaaaaaaa")) {
            ApiCaller.Answer answer =
                    stranger.post(
                            "/api/v1/customers",
                            """
                            {"phone":"%s","password":"%s","code":"000000"}\
                            """
                                    .formatted(phone, weak));
            assertThat(answer.code()).as(weak).isEqualTo("PASSWORD_WEAK");
        }
        TestCustomer chen = TestCustomer.register(port);
        for (String weak : List.of("123456", "000000", "123123", "987654", "121212")) {
            assertThat(chen.api().put("/api/v1/me/payment-pin", pin(weak)).code())
                    .as(weak)
                    .isEqualTo("PIN_WEAK");
        }
    }

    @Test
    void theFirstPinIsSetInTheSessionThatRegisteredAndChangedWithTheOldOne() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        assertThat(chen.api().put("/api/v1/me/payment-pin", pin("271828")).code())
                .isEqualTo("STEP_UP_NEEDED");
        String change = "{\"pin\":\"271828\",\"currentPin\":\"" + TestCustomer.PIN + "\"}";
        assertThat(chen.api().put("/api/v1/me/payment-pin", change).status()).isEqualTo(204);
    }

    @Test
    void anotherSessionNeedsACodeForTheFirstPin() {
        TestCustomer chen = TestCustomer.register(port);
        signIn(stranger, chen.phone(), TestCustomer.PASSWORD);
        assertThat(stranger.put("/api/v1/me/payment-pin", pin(TestCustomer.PIN)).code())
                .isEqualTo("STEP_UP_NEEDED");
        stranger.post("/api/v1/codes", ask(chen.phone(), "STEP_UP"));
        String proof = TestCustomer.codeSaying(stranger, chen.phone(), "confirmation code");
        String first = "{\"pin\":\"" + TestCustomer.PIN + "\",\"proof\":\"" + proof + "\"}";
        assertThat(stranger.put("/api/v1/me/payment-pin", first).status()).isEqualTo(204);
        assertThat(stranger.get("/api/v1/me").json().at("/coolDown/cause").asString())
                .as("a code was all it took")
                .isEqualTo("PIN_RENEWED");
    }

    @Test
    void ofFiftyWrongGuessesAtOnceAtMostFiveAreComparedAndTheRightOneIsRefusedAfter() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        List<String> codes =
                AtOnce.times(
                        50,
                        n ->
                                chen.api()
                                        .put(
                                                "/api/v1/me/payment-pin",
                                                "{\"pin\":\"271828\",\"currentPin\":\"%06d\"}"
                                                        .formatted(100_000 + n))
                                        .code());
        assertThat(codes.stream().filter("PIN_WRONG"::equals).count()).isLessThanOrEqualTo(4);
        assertThat(codes).contains("PIN_LOCKED");
        String right = "{\"pin\":\"271828\",\"currentPin\":\"" + TestCustomer.PIN + "\"}";
        assertThat(chen.api().put("/api/v1/me/payment-pin", right).code()).isEqualTo("PIN_LOCKED");
        clock.advance(Duration.ofHours(2));
        assertThat(chen.api().put("/api/v1/me/payment-pin", right).status()).isEqualTo(204);
    }

    @Test
    void aSessionIsNotEnoughWithoutItsCsrfToken() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller.Answer answer =
                chen.api().withoutCsrfToken().put("/api/v1/me/payment-pin", pin(TestCustomer.PIN));
        assertThat(answer.code()).isEqualTo("CSRF_TOKEN_WRONG");
    }

    @Test
    void theSameRegistrationSentTwiceWithItsKeyGivesTheFirstAnswerWithoutItsToken() {
        String phone = TestCustomer.newPhone();
        String code = TestCustomer.code(stranger, phone, "REGISTER");
        String body =
                """
                {"phone":"%s","password":"%s","code":"%s"}\
                """
                        .formatted(phone, TestCustomer.PASSWORD, code);
        ApiCaller.Answer first = stranger.post("/api/v1/customers", body, "reg-" + phone);
        ApiCaller.Answer again =
                new ApiCaller(port).post("/api/v1/customers", body, "reg-" + phone);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(again.raw().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(again.json().has("csrfToken")).isFalse();
    }

    @Test
    void devicesAreListedAndSignedOut() {
        TestCustomer chen = TestCustomer.register(port);
        signIn(stranger, chen.phone(), TestCustomer.PASSWORD);
        ApiCaller.Answer list = chen.api().get("/api/v1/sessions");
        assertThat(list.json().path("items").size()).isEqualTo(2);
        String other = list.json().path("items").path(0).path("id").asString();
        assertThat(TestCustomer.register(port).api().delete("/api/v1/sessions/" + other).status())
                .isEqualTo(404);
        assertThat(chen.api().delete("/api/v1/sessions/" + other).status()).isEqualTo(204);
    }

    private String nextCode(String phone) {
        for (int i = 0; i < 200; i++) {
            String text =
                    stranger.get("/demo/outbox?to=" + phone)
                            .json()
                            .path("items")
                            .path(0)
                            .path("text")
                            .asString();
            if (text.contains("new password")) {
                return text.replaceAll(".*?(\\d{6}).*", "$1");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("no text came");
    }

    private static ApiCaller.Answer signIn(ApiCaller caller, String phone, String password) {
        return caller.post(
                "/api/v1/sessions",
                """
                {"phone":"%s","password":"%s"}\
                """
                        .formatted(phone, password));
    }

    private static ApiCaller.Answer register(ApiCaller caller, String phone, String code) {
        return caller.post(
                "/api/v1/customers",
                """
                {"phone":"%s","password":"%s","code":"%s"}\
                """
                        .formatted(phone, TestCustomer.PASSWORD, code));
    }

    private static String ask(String phone, String purpose) {
        return """
        {"phone":"%s","purpose":"%s"}\
        """
                .formatted(phone, purpose);
    }

    private static String pin(String pin) {
        return "{\"pin\":\"" + pin + "\"}";
    }
}
