package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestAuthenticator;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestPasskey;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Adding passkeys, signing in with them, removing them. */
@IntegrationTest
class PasskeyIntegrationTests {

    private static final String BASE = "/api/v1/me/passkeys";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void isAddedAfterAStepUpListedAndTold() {
        TestCustomer chen = TestCustomer.register(port, "Chen");
        assertThat(items(chen)).isEmpty();
        JsonNode begun = TestPasskey.begin(chen).json();
        JsonNode options = begun.path("publicKey");
        assertThat(options.path("rp").path("id").asString()).isEqualTo("localhost");
        assertThat(options.path("authenticatorSelection").toString())
                .contains("\"residentKey\":\"required\"", "\"userVerification\":\"required\"");
        assertThat(options.path("attestation").asString()).isEqualTo("none");
        assertThat(options.path("user").toString())
                .contains("Chen")
                .doesNotContain(chen.phone(), chen.id().toString());
        assertThat(options.path("timeout").asInt()).isEqualTo(300_000);
        assertThat(options.toString()).doesNotContain("null");

        TestPasskey passkey = new TestPasskey(port);
        ApiCaller.Answer added = passkey.add(chen.api(), begun, " My\u202e phone ");
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(items(chen)).hasSize(1);
        assertThat(items(chen).getFirst().path("label").asString()).isEqualTo("My phone");
        assertThat(items(chen).getFirst().has("usedAt")).isFalse();
        assertThat(items(chen).getFirst().path("id")).isEqualTo(added.json().path("id"));
        assertThat(kinds(chen)).contains("PASSKEY_ADDED");
        assertThat(chen.api().get("/api/v1/notices").text())
                .contains("A passkey was added", "“My phone”");
        assertThat(new TestPasskey(port).add(chen.api(), begun, "Another").code())
                .as("options are good once")
                .isEqualTo("STEP_UP_FAILED");
    }

    @Test
    void signsInByItselfAlsoWhereTheAuthenticatorIsOnAndThePasswordLocked() {
        TestCustomer chen = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(chen, port);
        clock.advance(Duration.ofMinutes(2));
        TestAuthenticator.setUp(chen, clock);
        for (int i = 0; i < 5; i++) {
            new ApiCaller(port)
                    .post(
                            "/api/v1/sessions",
                            "{\"phone\":\"%s\",\"password\":\"wrong\"}".formatted(chen.phone()));
        }
        ApiCaller browser = new ApiCaller(port);
        ApiCaller.Answer in = passkey.signIn(browser);
        assertThat(in.status()).as(in.text()).isEqualTo(201);
        assertThat(in.json().path("customerId").asString()).isEqualTo(chen.id().toString());
        assertThat(in.raw().headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("xiaohu_session=")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(browser.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(browser.delete("/api/v1/session").status()).as("csrf").isEqualTo(204);
        assertThat(items(chen).getFirst().path("usedAt").asString()).isNotEmpty();
        assertThat(kinds(chen).getFirst()).isEqualTo("SIGNED_IN_ON_NEW_DEVICE");
    }

    @Test
    void beginningToSignInTellsNothingOfAnybody() {
        ApiCaller.Answer begun = new ApiCaller(port).post("/api/v1/passkey-challenges", "{}");
        assertThat(begun.status()).isEqualTo(201);
        JsonNode options = begun.json().path("publicKey");
        assertThat(options.path("allowCredentials").size()).isZero();
        assertThat(options.path("rpId").asString()).isEqualTo("localhost");
        assertThat(options.path("userVerification").asString()).isEqualTo("required");
        assertThat(options.path("challenge").asString()).hasSize(43);
    }

    @Test
    void ofAnotherPageAnotherPartyOrWithoutItsOwnerItIsNotAdded() {
        TestCustomer chen = TestCustomer.register(port);
        TestPasskey first = TestPasskey.of(chen, port);
        String here = "http://localhost:" + port;
        List<TestPasskey> wrong =
                List.of(
                        new TestPasskey(port).openedAt("http://localhost.evil.example:" + port),
                        new TestPasskey(port).openedAt("http://localhost:" + (port + 1)),
                        new TestPasskey(port).openedAt("https://localhost:" + port),
                        new TestPasskey(port).forRelyingParty("evil.example"),
                        new TestPasskey(port).verifying(false));
        for (TestPasskey passkey : wrong) {
            JsonNode begun = first.beginAnother(chen).json();
            assertThat(passkey.add(chen.api(), begun, "Wrong").code()).isEqualTo("PASSKEY_REFUSED");
            assertThat(passkey.openedAt(here).add(chen.api(), begun, "Again").code())
                    .as("a failed try uses the options up")
                    .isEqualTo("STEP_UP_FAILED");
        }
        assertThat(items(chen)).hasSize(1);
    }

    @Test
    void ofAnotherPageAnotherPartyOrWithoutItsOwnerItDoesNotSignIn() {
        TestCustomer chen = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(chen, port);
        assertThat(refused(passkey.openedAt("https://evil.example"))).isEqualTo("PASSKEY_WRONG");
        passkey.openedAt("http://localhost:" + port);
        assertThat(refused(passkey.forRelyingParty("evil.example"))).isEqualTo("PASSKEY_WRONG");
        passkey.forRelyingParty("localhost");
        assertThat(refused(passkey.verifying(false))).isEqualTo("PASSKEY_WRONG");
        passkey.verifying(true);
        assertThat(passkey.signIn(new ApiCaller(port)).status()).isEqualTo(201);
    }

    @Test
    void anUnknownOneAndAWrongSignatureAreAnsweredAlike() {
        TestCustomer chen = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(chen, port).signingHonestly(false);
        ApiCaller.Answer tampered = passkey.signIn(new ApiCaller(port));
        ApiCaller.Answer unknown =
                new TestPasskey(port)
                        .takingItsOwnerFor(passkey.handle())
                        .signIn(new ApiCaller(port));
        assertThat(tampered.status()).isEqualTo(401);
        assertThat(tampered.code()).isEqualTo("PASSKEY_WRONG");
        assertThat(withoutTrace(tampered)).isEqualTo(withoutTrace(unknown));
        assertThat(passkey.signingHonestly(true).signIn(new ApiCaller(port)).status())
                .isEqualTo(201);
    }

    @Test
    void oneThatTakesItsOwnerForSomebodyElseDoesNotSignIn() {
        TestCustomer chen = TestCustomer.register(port);
        TestPasskey ofLin = TestPasskey.of(TestCustomer.register(port), port);
        TestPasskey passkey = TestPasskey.of(chen, port);
        byte[] own = passkey.handle();
        assertThat(refused(passkey.takingItsOwnerFor(ofLin.handle()))).isEqualTo("PASSKEY_WRONG");
        assertThat(refused(passkey.takingItsOwnerFor(new byte[0]))).isEqualTo("PASSKEY_WRONG");
        assertThat(passkey.takingItsOwnerFor(own).signIn(new ApiCaller(port)).status())
                .isEqualTo(201);
    }

    @Test
    void whatWasSignedIsGoodOnceAndForItsOwnChallengeOnly() {
        TestCustomer chen = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(chen, port);
        ApiCaller browser = new ApiCaller(port);
        JsonNode begun = browser.post("/api/v1/passkey-challenges", "{}").json();
        String signed = passkey.signedIn(begun);
        assertThat(browser.post("/api/v1/passkey-sessions", signed).status()).isEqualTo(201);
        assertThat(browser.post("/api/v1/passkey-sessions", signed).code())
                .isEqualTo("STEP_UP_FAILED");
        JsonNode other = browser.post("/api/v1/passkey-challenges", "{}").json();
        String replayed = signed.replace(begun.path("id").asString(), other.path("id").asString());
        assertThat(browser.post("/api/v1/passkey-sessions", replayed).code())
                .isEqualTo("PASSKEY_WRONG");
        JsonNode late = browser.post("/api/v1/passkey-challenges", "{}").json();
        clock.advance(Duration.ofMinutes(6));
        assertThat(browser.post("/api/v1/passkey-sessions", passkey.signedIn(late)).code())
                .isEqualTo("STEP_UP_FAILED");
    }

    @Test
    void ofManyWhoUseOneSignatureAtOnceExactlyOneGetsIn() {
        TestCustomer chen = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(chen, port);
        JsonNode begun = new ApiCaller(port).post("/api/v1/passkey-challenges", "{}").json();
        String signed = passkey.signedIn(begun);
        List<Integer> statuses =
                AtOnce.times(
                        6,
                        n -> new ApiCaller(port).post("/api/v1/passkey-sessions", signed).status());
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
    }

    @Test
    void oneThatCountsBackwardsIsRefusedAndItsOwnerTold() {
        TestCustomer chen = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(chen, port).counted(50);
        assertThat(passkey.signIn(new ApiCaller(port)).status()).isEqualTo(201);
        assertThat(refused(passkey.counted(50))).as("the same count").isEqualTo("PASSKEY_WRONG");
        assertThat(refused(passkey.counted(10)))
                .as("more than when it was added, but less than the last one")
                .isEqualTo("PASSKEY_WRONG");
        assertThat(kinds(chen)).contains("PASSKEY_COPIED");
        assertThat(chen.api().get("/api/v1/notices").text()).contains("may have been copied");
        assertThat(passkey.counted(60).signIn(new ApiCaller(port)).status()).isEqualTo(201);
    }

    @Test
    void oneThatDoesNotCountIsFine() {
        TestCustomer chen = TestCustomer.register(port);
        TestPasskey passkey = new TestPasskey(port).counted(-1);
        assertThat(passkey.add(chen.api(), TestPasskey.begin(chen).json(), "Synced").status())
                .isEqualTo(201);
        assertThat(passkey.counted(-1).signIn(new ApiCaller(port)).status()).isEqualTo(201);
        assertThat(passkey.counted(-1).signIn(new ApiCaller(port)).status()).isEqualTo(201);
    }

    @Test
    void aFrozenAccountIsEnteredAClosedOneIsNot() {
        TestCustomer chen = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(chen, port);
        setStatus(chen, "FROZEN");
        assertThat(passkey.signIn(new ApiCaller(port)).status()).isEqualTo(201);
        setStatus(chen, "CLOSED");
        assertThat(refused(passkey)).isEqualTo("PASSKEY_WRONG");
    }

    @Test
    void isRemovedAfterAStepUpAndGoodForNothingThen() {
        TestCustomer chen = TestCustomer.register(port);
        TestCustomer lin = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(chen, port);
        String path = BASE + "/" + items(chen).getFirst().path("id").asString() + "/removals";
        assertThat(lin.api().post(path, "{}").status()).as("of somebody else").isEqualTo(404);
        ApiCaller.Answer asked = chen.api().post(path, "{}");
        assertThat(asked.code()).isEqualTo("STEP_UP_NEEDED");
        assertThat(asked.json().at("/challenge/kinds").toString())
                .isEqualTo("[\"PASSKEY\",\"CODE\"]");
        ApiCaller.Answer removed = chen.api().post(path, passkey.answer(chen.api(), asked));
        assertThat(removed.status()).as(removed.text()).isEqualTo(204);
        assertThat(items(chen)).isEmpty();
        assertThat(refused(passkey)).isEqualTo("PASSKEY_WRONG");
        assertThat(kinds(chen)).contains("PASSKEY_REMOVED");
        assertThat(chen.api().get("/api/v1/notices").text()).contains("A passkey was removed");
        assertThat(chen.api().post(path, "{}").status()).isEqualTo(404);
    }

    @Test
    void thereAreTenAtMostAlsoWhenTwoAreAddedAtOnce() {
        TestCustomer chen = TestCustomer.register(port);
        TestPasskey first = TestPasskey.of(chen, port);
        for (int i = 2; i <= 9; i++) {
            JsonNode begun = first.beginAnother(chen).json();
            assertThat(new TestPasskey(port).add(chen.api(), begun, "No. " + i).status())
                    .isEqualTo(201);
        }
        List<JsonNode> begun =
                List.of(first.beginAnother(chen).json(), first.beginAnother(chen).json());
        assertThat(begun.getFirst().at("/publicKey/excludeCredentials").size()).isEqualTo(9);
        List<String> codes =
                AtOnce.times(
                        2, n -> new TestPasskey(port).add(chen.api(), begun.get(n), "Last").code());
        assertThat(codes).containsExactlyInAnyOrder("", "PASSKEYS_FULL");
        ApiCaller.Answer eleventh = chen.api().post(BASE + "/options", "{}");
        assertThat(eleventh.code()).isEqualTo("PASSKEYS_FULL");
        assertThat(eleventh.status()).isEqualTo(409);
        assertThat(items(chen)).hasSize(10);
    }

    @Test
    void belongsToOneAccountOnly() {
        TestCustomer lin = TestCustomer.register(port);
        TestPasskey passkey = TestPasskey.of(TestCustomer.register(port), port);
        assertThat(passkey.add(lin.api(), TestPasskey.begin(lin).json(), "Mine").code())
                .isEqualTo("PASSKEY_REFUSED");
        JsonNode ofWang = TestPasskey.begin(TestCustomer.register(port)).json();
        assertThat(new TestPasskey(port).add(lin.api(), ofWang, "Mine").code())
                .as("begun by somebody else")
                .isEqualTo("STEP_UP_FAILED");
    }

    @Test
    void whatIsNoCredentialIsBadInput() {
        TestCustomer chen = TestCustomer.register(port);
        String add = "{\"optionsId\":\"%s\",\"label\":\"%s\",\"credential\":%s}";
        String signIn = "{\"challengeId\":\"%s\",\"credential\":%s}";
        UUID id = UUID.randomUUID();
        for (String credential :
                List.of(
                        "{}",
                        "null",
                        "[]",
                        "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\"}",
                        "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}",
                        "{\"id\":\"AA\",\"rawId\":\"!\",\"type\":\"x\",\"response\":{\"clientDataJSON\":7}}",
                        "{\"id\":\"" + "A".repeat(20_000) + "\"}")) {
            assertThat(chen.api().post(BASE, add.formatted(id, "Phone", credential)).code())
                    .as(credential)
                    .isEqualTo("BAD_INPUT");
            assertThat(
                            new ApiCaller(port)
                                    .post(
                                            "/api/v1/passkey-sessions",
                                            signIn.formatted(id, credential))
                                    .code())
                    .as(credential)
                    .isEqualTo("BAD_INPUT");
        }
        assertThat(chen.api().post(BASE, add.formatted(id, " \u200b ", "{}")).code())
                .isEqualTo("BAD_INPUT");
    }

    /** Signed about nothing; and so many at once that there is no connection for each. */
    @Test
    void oneThatSignedNothingIsRefusedHoweverManyAreSent() {
        TestCustomer chen = TestCustomer.register(port);
        String begun = TestPasskey.begin(chen).json().path("id").asString();
        String body =
                """
                {"optionsId":"%s","label":"Phone","credential":{"id":"AA","rawId":"AA",\
                "type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA"}}}\
                """
                        .formatted(begun);
        List<String> codes = AtOnce.times(60, n -> chen.api().post(BASE, body, null).code());
        assertThat(codes).containsOnly("PASSKEY_REFUSED", "STEP_UP_FAILED");
        assertThat(codes).containsOnlyOnce("PASSKEY_REFUSED");
    }

    @Test
    void theServersOwnRoleCannotExchangeAKey() {
        TestPasskey.of(TestCustomer.register(port), port);
        for (String change : List.of("public_key = ''", "attestation = ''", "label = 'x'")) {
            assertThatThrownBy(() -> sql.sql("update identity.passkey set " + change).update())
                    .as(change)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> sql.sql("update identity.passkey_user set handle = ''").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private String refused(TestPasskey passkey) {
        ApiCaller browser = new ApiCaller(port);
        ApiCaller.Answer answer = passkey.signIn(browser);
        assertThat(answer.raw().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(browser.get("/api/v1/session").status()).isEqualTo(401);
        return answer.code();
    }

    private void setStatus(TestCustomer customer, String status) {
        sql.sql("update identity.customer set status = :status where id = :id")
                .param("status", status)
                .param("id", customer.id())
                .update();
    }

    private static String withoutTrace(ApiCaller.Answer answer) {
        return answer.text().replaceAll("\"traceId\":\"[^\"]*\"", "");
    }

    private static List<JsonNode> items(TestCustomer customer) {
        return customer.api().get(BASE).json().path("items").valueStream().toList();
    }

    private static List<String> kinds(TestCustomer customer) {
        return customer.api()
                .get("/api/v1/me/activity")
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("kind").asString())
                .toList();
    }
}
