package io.xiaohu.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.PasswordHashes;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.jdbc.Members;
import io.xiaohu.staff.jdbc.StaffSessions;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.DatabaseOwner;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestAuthenticator;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Two administrators keep the accounts of staff; neither can alone, and the last one stays. */
@IntegrationTest
class StaffAccountsIntegrationTests {

    private static final String STAFF = "/api/v1/desk/staff";
    private static final String WHY = "\"reason\":\"joins the team\",\"evidence\":\"contract 12\"";
    private static final String PASSWORD = "desk-lamp-and-tea";

    @LocalServerPort private int port;
    @Autowired private TestClock clock = new TestClock();

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private Members members;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private StaffSessions sessions;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private JdbcClient sql;

    @Value("${spring.datasource.url}")
    private String url = "";

    private ApiCaller wang = new ApiCaller(0);
    private ApiCaller sun = new ApiCaller(0);

    @BeforeEach
    void twoAdministrators() {
        wang = TestStaff.signIn(port, "admin");
        sun = TestStaff.signIn(port, "security");
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void somebodyInvitedMayNothingUntilAnotherAdministratorApproves() {
        String name = newName();
        ApiCaller.Answer invited = invite(name, "AGENT");
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        TestAuthenticator app = join(invited.json().path("link").asString());
        ApiCaller mei = signIn(name, app.digits());
        assertThat(mei.get("/api/v1/desk/conversations").status()).isEqualTo(403);

        String proposal = openAbout(name).path("id").asString();
        assertThat(decide(wang, proposal, "approve").code()).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(decide(sun, proposal, "approve").status()).isEqualTo(200);
        assertThat(mei.get("/api/v1/desk/conversations").status()).isEqualTo(200);
        assertThat(member(name).path("twoFactor").asBoolean()).isTrue();
    }

    @Test
    void nobodyApprovesAChangeOfTheirOwnRoles() {
        UUID mei = somebody(Role.ADMIN);
        ApiCaller her = session(mei);
        change(wang, mei, "\"act\":\"ROLES\",\"roles\":[\"ADMIN\",\"FINANCE\"]");
        String proposal = openAbout(nameOf(mei)).path("id").asString();
        assertThat(decide(her, proposal, "approve").code()).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(decide(sun, proposal, "approve").status()).isEqualTo(200);
        assertThat(her.get("/api/v1/desk/channels").status()).isEqualTo(200);
    }

    @Test
    void whoIsShutOutIsOutAtOnceAndComesBackByTwo() {
        UUID mei = somebody(Role.AGENT);
        ApiCaller her = session(mei);
        assertThat(her.get("/api/v1/desk/conversations").status()).isEqualTo(200);
        assertThat(disable(wang, mei).status()).isEqualTo(204);
        assertThat(her.get("/api/v1/desk/conversations").status()).isEqualTo(401);
        assertThat(session(mei).get("/api/v1/desk/conversations").status()).isEqualTo(401);
        assertThat(disable(wang, mei).code()).isEqualTo("MEMBER_CHANGED");

        change(wang, mei, "\"act\":\"RESTORE\"");
        decide(sun, openAbout(nameOf(mei)).path("id").asString(), "approve");
        assertThat(session(mei).get("/api/v1/desk/conversations").status()).isEqualTo(200);
    }

    @Test
    void aResetSecondFactorEndsEverySessionAndNeedsANewLink() {
        String name = newName();
        ApiCaller.Answer invited = invite(name, "AGENT");
        TestAuthenticator lost = join(invited.json().path("link").asString());
        decide(sun, openAbout(name).path("id").asString(), "approve");
        UUID mei = UUID.fromString(invited.json().path("memberId").asString());
        ApiCaller her = session(mei);
        assertThat(newLink(mei).code()).as("she has one").isEqualTo("MEMBER_CHANGED");

        change(wang, mei, "\"act\":\"RESET_TWO_FACTOR\"");
        decide(sun, openAbout(name).path("id").asString(), "approve");
        assertThat(her.get("/api/v1/desk/session").status()).isEqualTo(401);
        assertThat(tryToSignIn(name, lost.digits()).status()).isEqualTo(401);
        TestAuthenticator found = join(newLink(mei).json().path("link").asString());
        assertThat(signIn(name, found.digits()).get("/api/v1/desk/session").status())
                .isEqualTo(200);
    }

    @Test
    void aRecoveryCodeSignsInOnceInPlaceOfTheAuthenticator() {
        String name = newName();
        String token = invite(name, "AGENT").json().path("link").asString().split("#")[1];
        TestAuthenticator app = accept(token);
        JsonNode codes = confirm(token, app).json().path("recoveryCodes");
        assertThat(codes.size()).isEqualTo(10);
        String code = codes.path(3).asString();
        assertThat(tryToSignIn(name, code.toLowerCase(java.util.Locale.ROOT)).status())
                .isEqualTo(201);
        assertThat(tryToSignIn(name, code).code()).isEqualTo("STEP_UP_FAILED");
        assertThat(
                        sql.sql(
                                        "select count(*) from audit.line where action ="
                                            + " 'staff.recovery-code-used' and details ->> 'left' ="
                                            + " '9'")
                                .query(Long.class)
                                .single())
                .isPositive();
    }

    @Test
    void wrongRecoveryCodesLockAsWrongCodesDo() {
        String name = newName();
        join(invite(name, "AGENT").json().path("link").asString());
        for (int i = 0; i < 5; i++) {
            assertThat(tryToSignIn(name, "AAAA-BBBB-CCCC-DDD" + i).code())
                    .isEqualTo("STEP_UP_FAILED");
        }
        assertThat(tryToSignIn(name, "AAAA-BBBB-CCCC-DDDD").code())
                .isEqualTo("STAFF_SIGN_IN_LOCKED");
    }

    @Test
    void theLastAdministratorStays() {
        UUID last = somebody(Role.ADMIN);
        UUID first = somebody(Role.ADMIN);
        ApiCaller her = session(last);
        List<UUID> others = admins();
        others.removeAll(List.of(last, first));
        try {
            others.forEach(other -> shut(other, last));
            // Each shuts the other out at the same moment: one of them stays.
            ApiCaller him = session(first);
            List<Integer> answers =
                    AtOnce.times(
                            2,
                            n ->
                                    n == 0
                                            ? disable(her, first).status()
                                            : disable(him, last).status());
            assertThat(answers).containsOnlyOnce(204);
            assertThat(admins()).hasSize(1);
            UUID left = admins().getFirst();
            ApiCaller.Answer resigned =
                    change(session(left), left, "\"act\":\"ROLES\",\"roles\":[\"AGENT\"]");
            assertThat(resigned.code()).isEqualTo("LAST_ADMIN");
            assertThat(change(session(left), left, "\"act\":\"RESET_TWO_FACTOR\"").code())
                    .isEqualTo("LAST_ADMIN");
        } finally {
            others.forEach(other ->
                    DatabaseOwner.run(
                            url,
                            "update staff.member set disabled_at = null, disabled_by = null,"
                                    + " disabled_reason = null where id = '"
                                    + other
                                    + "'"));
        }
    }

    @Test
    void nobodyShutsThemselvesOut() {
        UUID mei = somebody(Role.ADMIN);
        assertThat(disable(session(mei), mei).code()).isEqualTo("SECOND_PERSON_NEEDED");
    }

    @Test
    void everyActOnAnAccountOfStaffStandsInTheTrail() {
        UUID mei = somebody(Role.AGENT);
        change(wang, mei, "\"act\":\"ROLES\",\"roles\":[\"RISK\"]");
        decide(sun, openAbout(nameOf(mei)).path("id").asString(), "approve");
        disable(wang, mei);
        assertThat(
                        sql.sql("select action from audit.line where subject = :subject order by n")
                                .param("subject", "staff:" + mei)
                                .query(String.class)
                                .list())
                .containsExactly("staff.changed", "staff.disabled");
    }

    private ApiCaller.Answer invite(String name, String role) {
        return wang.post(
                STAFF,
                "{\"username\":\"%s\",\"displayName\":\"%s\",\"roles\":[\"%s\"],%s}"
                        .formatted(name, name, role, WHY));
    }

    private ApiCaller.Answer newLink(UUID member) {
        return wang.post("/api/v1/desk/staff-links", "{\"memberId\":\"" + member + "\"}");
    }

    private static ApiCaller.Answer change(ApiCaller who, UUID member, String what) {
        return who.post(STAFF + "/" + member + "/changes", "{" + what + "," + WHY + "}");
    }

    private static ApiCaller.Answer disable(ApiCaller who, UUID member) {
        return who.post(STAFF + "/" + member + "/disablings", "{\"reason\":\"left\"}");
    }

    private static ApiCaller.Answer decide(ApiCaller who, String proposal, String how) {
        return who.post("/api/v1/desk/proposals/" + proposal + "/" + how, "{}");
    }

    private JsonNode openAbout(String name) {
        for (JsonNode one : sun.get("/api/v1/desk/proposals").json().path("items")) {
            if (one.path("title").asString().contains(name)) {
                return one;
            }
        }
        throw new AssertionError("no proposal about " + name);
    }

    private JsonNode member(String name) {
        for (JsonNode one : wang.get(STAFF).json().path("items")) {
            if (one.path("username").asString().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no member " + name);
    }

    private TestAuthenticator join(String link) {
        String token = link.substring(link.indexOf('#') + 1);
        TestAuthenticator app = accept(token);
        assertThat(confirm(token, app).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));
        return app;
    }

    private TestAuthenticator accept(String token) {
        ApiCaller.Answer accepted =
                new ApiCaller(port)
                        .post(
                                "/api/v1/desk/invitations/accept",
                                "{\"token\":\"%s\",\"password\":\"%s\"}"
                                        .formatted(token, PASSWORD));
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(200);
        return new TestAuthenticator(accepted.json().path("totpSecret").asString(), clock);
    }

    private ApiCaller.Answer confirm(String token, TestAuthenticator app) {
        return new ApiCaller(port)
                .post(
                        "/api/v1/desk/invitations/confirm",
                        "{\"token\":\"%s\",\"code\":\"%s\"}".formatted(token, app.digits()));
    }

    private ApiCaller signIn(String name, String proof) {
        ApiCaller caller = new ApiCaller(port);
        ApiCaller.Answer in = twoSteps(caller, name, proof);
        assertThat(in.status()).as(in.text()).isEqualTo(201);
        return caller;
    }

    private ApiCaller.Answer tryToSignIn(String name, String proof) {
        return twoSteps(new ApiCaller(port), name, proof);
    }

    private static ApiCaller.Answer twoSteps(ApiCaller caller, String name, String proof) {
        String who = "\"username\":\"%s\",\"password\":\"%s\"".formatted(name, PASSWORD);
        ApiCaller.Answer due = caller.post("/api/v1/desk/sessions", "{" + who + "}");
        String challenge = due.json().path("challenge").path("id").asString("");
        return challenge.isEmpty()
                ? due
                : caller.post(
                        "/api/v1/desk/sessions",
                        "{%s,\"challengeId\":\"%s\",\"proof\":\"%s\"}"
                                .formatted(who, challenge, proof));
    }

    private static String newName() {
        return "mei-" + Ids.next().toString().substring(20);
    }

    private UUID somebody(Role role) {
        String name = newName();
        UUID id = members.insert(name, name, Set.of(role)).orElseThrow();
        members.setPassword(id, PasswordHashes.hash(PASSWORD));
        return id;
    }

    private String nameOf(UUID id) {
        return members.find(id).orElseThrow().username();
    }

    private ApiCaller session(UUID id) {
        ApiCaller caller = new ApiCaller(port);
        caller.with("Cookie", StaffSessions.COOKIE + "=" + sessions.open(id));
        caller.get("/api/v1/desk/session");
        return caller;
    }

    private List<UUID> admins() {
        return new ArrayList<>(
                sql.sql(
                                "select id from staff.member where 'ADMIN' = any (roles) and"
                                        + " disabled_at is null and password_hash is not null")
                        .query((row, n) -> row.getObject("id", UUID.class))
                        .list());
    }

    private void shut(UUID other, UUID by) {
        DatabaseOwner.run(
                url,
                """
                update staff.member
                set disabled_at = now(), disabled_by = '%s', disabled_reason = 'test'
                where id = '%s'
                """
                        .formatted(by, other));
    }
}
