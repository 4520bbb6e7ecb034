package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestAuthenticator;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Who is locked out is unlocked by two, after checks they record, and told so (B4). */
@IntegrationTest
class UnlockIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private AuditTrail audit;

    private AccessDesk desk;

    @BeforeEach
    void openTheDesk() {
        desk = new AccessDesk(port);
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void aLockedOutGuestIsUnlockedByTwoAndReadsWhoWhenAndWhy() {
        TestCustomer chen = TestCustomer.register(port, "陈一");
        ApiCaller guest = new ApiCaller(port);
        String event = lockOut(guest, chen.phone());
        String conversation = ask(guest, event);
        JsonNode shown = desk.agent.get("/api/v1/desk/sign-ins/" + event).json();
        assertThat(shown.path("kind").asString()).isEqualTo("SIGN_IN_LOCKED");
        assertThat(shown.path("lockedUntil").asString()).isNotEmpty();
        assertThat(shown.path("customerId").asString()).isEqualTo(chen.id().toString());
        assertThat(shown.path("name").asString()).isEqualTo("陈*");
        assertThat(shown.toString()).doesNotContain(chen.phone());

        ApiCaller.Answer proposed = desk.propose("UNLOCK", event);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        assertThat(proposed.json().path("title").asString()).contains("陈*");
        assertThat(proposed.json().path("checks").toString())
                .contains("CALLED_BACK", "MOVEMENTS_NAMED");
        String id = proposed.json().path("id").asString();
        assertThat(AccessDesk.approve(desk.agent, id).code()).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(signIn(guest, chen.phone()).code()).isEqualTo("SIGN_IN_LOCKED");
        assertThat(AccessDesk.approve(desk.supervisor, id).status()).isEqualTo(200);

        String said = lines(guest, conversation, "The lock is ended");
        assertThat(said)
                .contains("周晓", "刘洋", "She asked by phone", "we called the registered number")
                .doesNotContain("The voice sounded right");
        assertThat(signIn(guest, chen.phone()).status()).isEqualTo(201);
        assertThat(chen.api().get("/api/v1/me/activity").text()).contains("UNLOCKED");
        assertThat(chen.api().get("/api/v1/notices").text())
                .contains("周晓", "刘洋", "the last two movements are right");
        assertThat(TestCustomer.latestCode(chen.api(), chen.phone())).isEmpty();
        assertThat(audit.firstBreak()).isEmpty();
    }

    @Test
    void anUnlockIsToldWhereTheConversationAboutItGoesOn() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller guest = new ApiCaller(port);
        String event = lockOut(guest, chen.phone());
        String about = ask(guest, event);
        String other =
                guest.post("/api/v1/conversations", "{\"message\":\"hello\"}")
                        .json()
                        .path("id")
                        .asString();
        ApiCaller.Answer merged =
                desk.agent.post(
                        "/api/v1/desk/conversations/" + about + "/merge",
                        "{\"into\":\"%s\"}".formatted(other));
        assertThat(merged.status()).as(merged.text()).isEqualTo(200);
        desk.agreeOn("UNLOCK", event);
        assertThat(lines(guest, other, "The lock is ended")).contains("刘洋");
    }

    @Test
    void whoeverProposesMayNotApproveWithAnyRole() {
        TestCustomer chen = TestCustomer.register(port);
        String event = lockOut(new ApiCaller(port), chen.phone());
        ApiCaller.Answer own =
                AccessDesk.propose(desk.supervisor, "UNLOCK", event, AccessDesk.TWO_CHECKS);
        String id = own.json().path("id").asString();
        assertThat(AccessDesk.approve(desk.supervisor, id).code())
                .isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(AccessDesk.approve(desk.agent, id).code()).isEqualTo("NOT_ALLOWED");
    }

    @Test
    void aPhoneNobodyRegisteredIsUnlockedTheSameWay() {
        String phone = TestCustomer.newPhone();
        ApiCaller guest = new ApiCaller(port);
        String event = lockOut(guest, phone);
        String conversation = ask(guest, event);
        JsonNode shown = desk.agent.get("/api/v1/desk/sign-ins/" + event).json();
        assertThat(shown.path("lockedUntil").asString()).isNotEmpty();
        assertThat(shown.has("customerId")).isFalse();
        assertThat(shown.has("phone")).isFalse();
        desk.agreeOn("UNLOCK", event);
        assertThat(lines(guest, conversation, "The lock is ended")).contains("刘洋");
        assertThat(signIn(guest, phone).code()).isEqualTo("CREDENTIALS_WRONG");
        assertThat(desk.propose("ALLOW_PASSWORD_RESET", event).status()).isEqualTo(404);
        assertThat(desk.propose("REMOVE_SECOND_FACTOR", event).status()).isEqualTo(404);
    }

    @Test
    void nothingIsProposedWhereNothingIsLocked() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller guest = new ApiCaller(port);
        String event =
                guest.post("/api/v1/sessions", password(chen.phone(), "wrong-password"))
                        .json()
                        .at("/subject/id")
                        .asString();
        assertThat(desk.propose("UNLOCK", event).code()).isEqualTo("NOT_LOCKED");
        assertThat(desk.propose("UNLOCK", chen.id()).code()).isEqualTo("NOT_LOCKED");
        assertThat(desk.propose("UNLOCK", UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void fewerThanTwoKnownChecksAreTooFew() {
        TestCustomer chen = TestCustomer.register(port);
        String event = lockOut(new ApiCaller(port), chen.phone());
        for (String checks :
                List.of(
                        "",
                        "\"CALLED_BACK\"",
                        "\"CALLED_BACK\",\"CALLED_BACK\"",
                        "\"CALLED_BACK\",\"LOOKED_HONEST\"")) {
            ApiCaller.Answer answer = AccessDesk.propose(desk.agent, "UNLOCK", event, checks);
            assertThat(answer.status()).as(checks).isEqualTo(400);
            assertThat(answer.code()).as(checks).isEqualTo("BAD_INPUT");
        }
        ApiCaller.Answer none =
                desk.agent.post(
                        "/api/v1/desk/proposals",
                        "{\"kind\":\"UNLOCK\",\"target\":\"%s\",\"reason\":\"a\",\"evidence\":\"b\"}"
                                .formatted(event));
        assertThat(none.json().at("/fields/0/name").asString()).isEqualTo("checks");
    }

    @Test
    void ofTwoApprovalsAtOnceOneIsCarriedOut() {
        TestCustomer chen = TestCustomer.register(port);
        String event = lockOut(new ApiCaller(port), chen.phone());
        String id = desk.propose("UNLOCK", event).json().path("id").asString();
        List<ApiCaller> deciders = List.of(desk.supervisor, TestStaff.signIn(port, "admin"));
        List<ApiCaller.Answer> answers =
                AtOnce.times(6, n -> AccessDesk.approve(deciders.get(n % 2), id));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allMatch(answer -> answer.code().equals("PROPOSAL_DECIDED"));
        String activity = chen.api().get("/api/v1/me/activity").text();
        assertThat(activity.split("\"UNLOCKED\"", -1)).hasSize(2);
    }

    @Test
    void asACustomerEveryLockEndsAsASignInOnlyThatOfSigningIn() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        for (int i = 0; i < 5; i++) {
            chen.api()
                    .put(
                            "/api/v1/me/payment-pin",
                            "{\"pin\":\"271828\",\"currentPin\":\"%06d\"}".formatted(i));
        }
        String right = "{\"pin\":\"271828\",\"currentPin\":\"" + TestCustomer.PIN + "\"}";
        String event = lockOut(new ApiCaller(port), chen.phone());
        desk.agreeOn("UNLOCK", event);
        assertThat(chen.api().put("/api/v1/me/payment-pin", right).code()).isEqualTo("PIN_LOCKED");
        desk.agreeOn("UNLOCK", chen.id());
        assertThat(chen.api().put("/api/v1/me/payment-pin", right).status()).isEqualTo(204);
    }

    @Test
    void aLockedSecondFactorIsUnlockedButStaysOn() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        ApiCaller guest = new ApiCaller(port);
        String challenge = signIn(guest, chen.phone()).json().at("/challenge/id").asString();
        String wrong = proof(chen, challenge, app.wrongDigits());
        ApiCaller.Answer last = guest.post("/api/v1/sessions", wrong);
        for (int i = 0; i < 4; i++) {
            last = guest.post("/api/v1/sessions", wrong);
        }
        assertThat(last.code()).isEqualTo("SECOND_FACTOR_LOCKED");
        desk.agreeOn("UNLOCK", last.json().at("/subject/id").asString());
        assertThat(guest.post("/api/v1/sessions", proof(chen, challenge, app.digits(1))).status())
                .isEqualTo(201);
    }

    @Test
    void aRemovedSecondFactorEndsEverySessionAndItsRecoveryCodes() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator.setUp(chen, clock);
        desk.agreeOn("REMOVE_SECOND_FACTOR", chen.id());
        assertThat(chen.api().get("/api/v1/session").status()).isEqualTo(401);
        ApiCaller back = new ApiCaller(port);
        assertThat(signIn(back, chen.phone()).status()).isEqualTo(201);
        JsonNode factors = back.get("/api/v1/me/second-factors").json();
        assertThat(factors.path("totp").asBoolean()).isFalse();
        assertThat(factors.path("recoveryCodesLeft").asInt()).isZero();
        assertThat(back.get("/api/v1/notices").text()).contains("SECOND_FACTOR_REMOVED");
        assertThat(back.get("/api/v1/me").json().at("/coolDown/cause").asString())
                .isEqualTo("SECOND_FACTOR_REMOVED");
        assertThat(desk.propose("REMOVE_SECOND_FACTOR", chen.id()).code())
                .isEqualTo("SECOND_FACTOR_OFF");
    }

    @Test
    void aGuestWhoAsksAboutAnotherSignInOfThePhoneIsToldNothing() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller thief = new ApiCaller(port);
        String first =
                thief.post("/api/v1/sessions", password(chen.phone(), "wrong-password"))
                        .json()
                        .at("/subject/id")
                        .asString();
        String thiefs = ask(thief, first);
        ApiCaller guest = new ApiCaller(port);
        String event = lockOut(guest, chen.phone());
        String guests = ask(guest, event);
        desk.agreeOn("UNLOCK", event);
        lines(guest, guests, "The lock is ended");
        assertThat(thief.get("/api/v1/conversations/" + thiefs + "/messages").text())
                .doesNotContain("The lock is ended");
    }

    @Test
    void onlyStaffWithTheRoleSeeASignInAndOnlyAFailedOne() {
        TestCustomer chen = TestCustomer.register(port);
        String registered =
                chen.api().get("/api/v1/me/activity").json().at("/items/0/id").asString();
        String path = "/api/v1/desk/sign-ins/";
        assertThat(desk.agent.get(path + registered).status()).isEqualTo(404);
        assertThat(desk.agent.get(path + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(TestStaff.signIn(port, "finance").get(path + registered).code())
                .isEqualTo("NOT_ALLOWED");
        assertThat(chen.api().get(path + registered).status()).isEqualTo(401);
    }

    /** Five wrong passwords from a browser the account does not know; the id of the last. */
    private static String lockOut(ApiCaller guest, String phone) {
        ApiCaller.Answer last = guest.post("/api/v1/sessions", password(phone, "wrong-password"));
        for (int i = 0; i < 4; i++) {
            last = guest.post("/api/v1/sessions", password(phone, "wrong-password"));
        }
        assertThat(last.code()).isEqualTo("SIGN_IN_LOCKED");
        return last.json().at("/subject/id").asString();
    }

    private static String ask(ApiCaller guest, String event) {
        ApiCaller.Answer opened =
                guest.post(
                        "/api/v1/conversations",
                        """
                        {"subject":{"kind":"SIGN_IN","id":"%s"},"code":"SIGN_IN_LOCKED",\
                        "message":"I am locked out"}\
                        """
                                .formatted(event));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        return opened.json().path("id").asString();
    }

    private static String lines(ApiCaller caller, String conversation, String until) {
        for (int i = 0; i < 200; i++) {
            String text = caller.get("/api/v1/conversations/" + conversation + "/messages").text();
            if (text.contains(until)) {
                return text;
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("nothing says " + until);
    }

    private static ApiCaller.Answer signIn(ApiCaller caller, String phone) {
        return caller.post("/api/v1/sessions", password(phone, TestCustomer.PASSWORD));
    }

    private static String password(String phone, String password) {
        return "{\"phone\":\"%s\",\"password\":\"%s\"}".formatted(phone, password);
    }

    private static String proof(TestCustomer who, String challenge, String proof) {
        return "{\"phone\":\"%s\",\"password\":\"%s\",\"challengeId\":\"%s\",\"proof\":\"%s\"}"
                .formatted(who.phone(), TestCustomer.PASSWORD, challenge, proof);
    }
}
