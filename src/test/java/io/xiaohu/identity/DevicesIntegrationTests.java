package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Known devices and places, sign-in by code, and how sessions end (B1, E4). */
@IntegrationTest
class DevicesIntegrationTests {

    private static final String ELSEWHERE = "203.0.113.7";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void aPasswordOnANewDeviceElsewhereNeedsACode() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller abroad = new ApiCaller(port).from(ELSEWHERE);
        ApiCaller.Answer due = signIn(abroad, chen, "");
        assertThat(due.status()).as(due.text()).isEqualTo(200);
        assertThat(due.json().path("challenge").path("kinds").path(0).asString()).isEqualTo("CODE");
        String proof = code(abroad, chen);
        String challenge = due.json().path("challenge").path("id").asString();
        String wrong = proof.equals("000000") ? "000001" : "000000";
        assertThat(signIn(abroad, chen, answered(challenge, wrong)).code()).isEqualTo("CODE_WRONG");
        assertThat(signIn(abroad, chen, answered(challenge, proof)).status()).isEqualTo(201);
        assertThat(kinds(chen)).contains("SIGNED_IN_ON_NEW_DEVICE");
        assertThat(chen.api().get("/api/v1/notices").text()).contains("NEW_DEVICE");
    }

    @Test
    void aKnownDeviceMayMoveAndANewOneAtAKnownPlacePasses() {
        TestCustomer chen = TestCustomer.register(port);
        assertThat(signIn(chen.api().from(ELSEWHERE), chen, "").status()).isEqualTo(201);
        assertThat(signIn(new ApiCaller(port), chen, "").status()).isEqualTo(201);
        // The network was learnt with the known device.
        assertThat(signIn(new ApiCaller(port).from("203.0.113.99"), chen, "").status())
                .isEqualTo(201);
        assertThat(signIn(new ApiCaller(port).from("203.0.114.7"), chen, "").status())
                .isEqualTo(200);
    }

    @Test
    void aChallengeOfOneCustomerIsNoneOfAnother() {
        TestCustomer chen = TestCustomer.register(port);
        TestCustomer lin = TestCustomer.register(port);
        ApiCaller abroad = new ApiCaller(port).from(ELSEWHERE);
        String challenge = signIn(abroad, chen, "").json().path("challenge").path("id").asString();
        String proof = code(abroad, lin);
        assertThat(signIn(abroad, lin, answered(challenge, proof)).code())
                .isEqualTo("STEP_UP_FAILED");
    }

    @Test
    void strangersLockOutStrangersAndNobodyElse() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller stranger = new ApiCaller(port).from("198.51.100.9");
        for (int i = 0; i < 5; i++) {
            stranger.post("/api/v1/sessions", password(chen.phone(), "wrong-password", ""));
        }
        assertThat(signIn(stranger, chen, "").code()).isEqualTo("SIGN_IN_LOCKED");
        assertThat(signIn(new ApiCaller(port), chen, "").code()).isEqualTo("SIGN_IN_LOCKED");
        assertThat(signIn(chen.api(), chen, "").status()).isEqualTo(201);
        // Its owner's success on a known device gives strangers no new tries.
        assertThat(signIn(stranger, chen, "").code()).isEqualTo("SIGN_IN_LOCKED");
    }

    @Test
    void aKnownDeviceIsLockedByItsOwnTriesOnly() {
        TestCustomer chen = TestCustomer.register(port);
        for (int i = 0; i < 5; i++) {
            chen.api().post("/api/v1/sessions", password(chen.phone(), "wrong-password", ""));
        }
        assertThat(signIn(chen.api(), chen, "").code()).isEqualTo("SIGN_IN_LOCKED");
        assertThat(signIn(new ApiCaller(port), chen, "").status()).isEqualTo(201);
    }

    @Test
    void aCodeSignsInWithoutThePassword() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller other = new ApiCaller(port);
        String code = code(other, chen);
        String body = "{\"phone\":\"%s\",\"code\":\"%s\"}".formatted(chen.phone(), code);
        ApiCaller.Answer answer = other.post("/api/v1/sessions", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(other.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(new ApiCaller(port).post("/api/v1/sessions", body).code())
                .isEqualTo("CODE_SPENT");
    }

    @Test
    void aCodeForAnotherPurposeOrNothingAtAllDoesNotSignIn() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller other = new ApiCaller(port);
        String code = TestCustomer.code(other, chen.phone(), "STEP_UP");
        assertThat(
                        other.post(
                                        "/api/v1/sessions",
                                        "{\"phone\":\"%s\",\"code\":\"%s\"}"
                                                .formatted(chen.phone(), code))
                                .code())
                .isEqualTo("CODE_EXPIRED");
        assertThat(other.post("/api/v1/sessions", "{\"phone\":\"" + chen.phone() + "\"}").code())
                .isEqualTo("BAD_INPUT");
    }

    @Test
    void aDeviceSignedOutFromElsewhereIsNoLongerKnown() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller tablet = new ApiCaller(port);
        signIn(tablet, chen, "");
        String session = otherSession(chen);
        assertThat(chen.api().delete("/api/v1/sessions/" + session).status()).isEqualTo(204);
        assertThat(tablet.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(signIn(tablet.from(ELSEWHERE), chen, "").status()).isEqualTo(200);
    }

    @Test
    void allOtherDevicesAreSignedOutAtOnce() {
        TestCustomer chen = TestCustomer.register(port);
        List<ApiCaller> others = List.of(new ApiCaller(port), new ApiCaller(port));
        others.forEach(other -> signIn(other, chen, ""));
        assertThat(chen.api().delete("/api/v1/sessions").status()).isEqualTo(204);
        assertThat(others).allMatch(other -> other.get("/api/v1/me").status() == 401);
        assertThat(chen.api().get("/api/v1/sessions").json().path("items").size()).isEqualTo(1);
        assertThat(kinds(chen)).contains("SESSIONS_ENDED");
    }

    @Test
    void aSessionEndsWhenIdleAndInTheEndAnyway() {
        TestCustomer chen = TestCustomer.register(port);
        for (int days = 0; days < 28; days += 4) {
            clock.advance(Duration.ofDays(4));
            assertThat(chen.api().get("/api/v1/me").status()).isEqualTo(200);
        }
        clock.advance(Duration.ofDays(3));
        assertThat(chen.api().get("/api/v1/me").status()).isEqualTo(401);
        signIn(chen.api(), chen, "");
        clock.advance(Duration.ofDays(7).plusMinutes(1));
        assertThat(chen.api().get("/api/v1/me").status()).isEqualTo(401);
    }

    private static String otherSession(TestCustomer customer) {
        JsonNode items = customer.api().get("/api/v1/sessions").json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> !item.path("current").asBoolean())
                .map(item -> item.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> kinds(TestCustomer customer) {
        JsonNode items = customer.api().get("/api/v1/me/activity").json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("kind").asString())
                .toList();
    }

    private String code(ApiCaller caller, TestCustomer customer) {
        ApiCaller.Answer asked =
                caller.post(
                        "/api/v1/codes",
                        "{\"phone\":\"%s\",\"purpose\":\"SIGN_IN\"}".formatted(customer.phone()));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return TestCustomer.codeSaying(new ApiCaller(port), customer.phone(), "sign-in code");
    }

    private static ApiCaller.Answer signIn(ApiCaller caller, TestCustomer who, String more) {
        return caller.post("/api/v1/sessions", password(who.phone(), TestCustomer.PASSWORD, more));
    }

    private static String answered(String challenge, String proof) {
        return ",\"challengeId\":\"%s\",\"proof\":\"%s\"".formatted(challenge, proof);
    }

    private static String password(String phone, String password, String more) {
        return "{\"phone\":\"%s\",\"password\":\"%s\"%s}".formatted(phone, password, more);
    }
}
