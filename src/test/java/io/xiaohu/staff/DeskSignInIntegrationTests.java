package io.xiaohu.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.ConsoleCommand;
import io.xiaohu.kernel.Ids;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestAuthenticator;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestServer;
import io.xiaohu.testing.TestStaff;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How members of staff get in, and who does not. */
@IntegrationTest
class DeskSignInIntegrationTests {

    private static final String PASSWORD = "desk-lamp-and-tea";

    @LocalServerPort private int port;
    @Autowired private List<ConsoleCommand> commands = List.of();
    @Autowired private TestClock clock = new TestClock();
    private ApiCaller desk = new ApiCaller(0);

    @BeforeEach
    void openBrowser() {
        desk = new ApiCaller(port);
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void demoStaffSignInWithThePasswordPrintedAtStart() {
        ApiCaller.Answer begun = signIn("agent", TestServer.STAFF_PASSWORD, "");
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.json().path("name").asString()).isEqualTo("周晓");
        assertThat(begun.json().path("roles").path(0).asString()).isEqualTo("AGENT");
        assertThat(begun.raw().headers().firstValue("Set-Cookie").orElse(""))
                .contains("xiaohu_desk=", "HttpOnly", "SameSite=Strict");
        assertThat(desk.get("/api/v1/desk/session").json().path("csrfToken").asString())
                .isEqualTo(begun.json().path("csrfToken").asString());
        assertThat(desk.delete("/api/v1/desk/session").status()).isEqualTo(204);
        assertThat(desk.get("/api/v1/desk/session").code()).isEqualTo("NOT_SIGNED_IN");
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheSameAnswersAndTheSameLock() {
        for (String name : List.of("nobody-" + Ids.next().toString().substring(20), "finance")) {
            for (int i = 0; i < 5; i++) {
                ApiCaller.Answer wrong = signIn(name, "wrong-password", "");
                assertThat(wrong.status()).isEqualTo(401);
                assertThat(wrong.code()).isEqualTo("STAFF_CREDENTIALS_WRONG");
            }
            assertThat(signIn(name, "wrong-password", "").code()).isEqualTo("STAFF_SIGN_IN_LOCKED");
        }
        assertThat(signIn("finance", TestServer.STAFF_PASSWORD, "").status()).isEqualTo(423);
        clock.advance(Duration.ofMinutes(2));
        assertThat(signIn("finance", TestServer.STAFF_PASSWORD, "").status()).isEqualTo(201);
    }

    @Test
    void somebodyInvitedEnrolsAnAuthenticatorAndNeedsItEveryTime() throws Exception {
        String token = invite("Mei-" + Ids.next().toString().substring(24));
        String name = "mei-" + Ids.next().toString().substring(24);
        ApiCaller.Answer accepted =
                desk.post(
                        "/api/v1/desk/invitations/accept",
                        """
                        {"token":"%s","username":"%s","password":"%s"}
                        """
                                .formatted(token, name, PASSWORD));
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.json().path("otpauthUri").asString())
                .startsWith("otpauth://totp/Xiaohu%20Wallet:" + name);
        TestAuthenticator app =
                new TestAuthenticator(accepted.json().path("totpSecret").asString(), clock);
        assertThat(signIn(name, PASSWORD, "").code()).isEqualTo("STAFF_CREDENTIALS_WRONG");

        assertThat(confirm(token, "000000").code()).isEqualTo("STEP_UP_FAILED");
        String enrolledWith = app.digits();
        assertThat(confirm(token, enrolledWith).status()).isEqualTo(200);
        assertThat(confirm(token, app.digits()).code()).isEqualTo("INVITATION_INVALID");

        ApiCaller.Answer due = signIn(name, PASSWORD, "");
        assertThat(due.status()).isEqualTo(200);
        assertThat(due.json().path("challenge").path("kinds").path(0).asString()).isEqualTo("TOTP");
        String used = proof(due, enrolledWith);
        assertThat(signIn(name, PASSWORD, used).code())
                .as("the password that enrolled is used up")
                .isEqualTo("STEP_UP_FAILED");

        clock.advance(Duration.ofMinutes(1));
        String shown = app.digits();
        List<Integer> statuses = atOnce(4, () -> signIn(name, proofOfNew(name, shown)));
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(1);
    }

    @Test
    void aDeskNobodyTouchesIsSignedOutHoweverMuchItAsksByItself() {
        ApiCaller left = TestStaff.signIn(port, "agent").with("X-Unattended", "true");
        ApiCaller used = TestStaff.signIn(port, "agent");
        for (int n = 0; n < 3; n++) {
            clock.advance(Duration.ofMinutes(41));
            used.get("/api/v1/desk/session");
            left.post("/api/v1/desk/agent-state/seen", "{}");
        }
        assertThat(used.get("/api/v1/desk/session").status()).isEqualTo(200);
        assertThat(left.get("/api/v1/desk/session").status()).isEqualTo(401);
    }

    @Test
    void anInvitationIsGoodForADay() {
        String token = invite("Late-" + Ids.next().toString().substring(24));
        clock.advance(Duration.ofHours(25));
        assertThat(
                        desk.post(
                                        "/api/v1/desk/invitations/accept",
                                        "{\"token\":\"%s\",\"password\":\"%s\"}"
                                                .formatted(token, PASSWORD))
                                .code())
                .isEqualTo("INVITATION_INVALID");
    }

    @Test
    void theCommandRefusesWhatItDoesNotUnderstand() {
        for (List<String> args :
                List.of(
                        List.<String>of(),
                        List.of("Mei"),
                        List.of("--role", "king", "Mei"),
                        List.of("--role", "admin"),
                        List.of("--rule", "admin", "Mei", "Lin"))) {
            assertThat(run(args, new ByteArrayOutputStream())).as(args.toString()).isEqualTo(2);
        }
    }

    private String invite(String name) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThat(run(List.of("--role", "agent", name), printed)).isZero();
        String text = printed.toString(StandardCharsets.UTF_8);
        return text.substring(text.indexOf('#') + 1).lines().findFirst().orElseThrow();
    }

    private int run(List<String> args, ByteArrayOutputStream printed) {
        return commands.stream()
                .filter(command -> command.name().equals("staff add"))
                .findFirst()
                .orElseThrow()
                .run(args, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private ApiCaller.Answer signIn(String name, String password, String proof) {
        return desk.post("/api/v1/desk/sessions", body(name, password, proof));
    }

    private int signIn(String name, String proof) {
        return new ApiCaller(port)
                .post("/api/v1/desk/sessions", body(name, PASSWORD, proof))
                .status();
    }

    private String proofOfNew(String name, String digits) {
        ApiCaller.Answer due =
                new ApiCaller(port).post("/api/v1/desk/sessions", body(name, PASSWORD, ""));
        return proof(due, digits);
    }

    private static String body(String name, String password, String proof) {
        return "{\"username\":\"%s\",\"password\":\"%s\"%s}".formatted(name, password, proof);
    }

    private static String proof(ApiCaller.Answer due, String digits) {
        String id = due.json().path("challenge").path("id").asString();
        return ",\"challengeId\":\"%s\",\"proof\":\"%s\"".formatted(id, digits);
    }

    private ApiCaller.Answer confirm(String token, String code) {
        return desk.post(
                "/api/v1/desk/invitations/confirm",
                "{\"token\":\"%s\",\"code\":\"%s\"}".formatted(token, code));
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> started =
                    Stream.generate(() -> threads.submit(work)).limit(times).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : started) {
                results.add(future.get());
            }
            return results;
        }
    }
}
