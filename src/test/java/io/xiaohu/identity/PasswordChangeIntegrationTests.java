package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changing and resetting a password: who may, what is refused, what ends. */
@IntegrationTest
class PasswordChangeIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void theCurrentPasswordChangesItAndEndsEveryOtherSession() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller other = new ApiCaller(port);
        assertThat(signIn(other, chen, TestCustomer.PASSWORD).status()).isEqualTo(201);
        ApiCaller.Answer changed = change(chen, TestCustomer.PASSWORD, "fresh-rain-over-the-lake");
        assertThat(changed.status()).as(changed.text()).isEqualTo(204);
        assertThat(chen.api().get("/api/v1/session").status()).isEqualTo(200);
        assertThat(other.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(signIn(other, chen, TestCustomer.PASSWORD).code())
                .isEqualTo("CREDENTIALS_WRONG");
        assertThat(signIn(other, chen, "fresh-rain-over-the-lake").status()).isEqualTo(201);
        assertThat(chen.api().get("/api/v1/me/activity").text()).contains("PASSWORD_CHANGED");
        assertThat(chen.api().get("/api/v1/notices").text()).contains("PASSWORD_CHANGED");
    }

    @Test
    void aWrongCurrentPasswordCountsAndLocksAndNothingChanges() {
        TestCustomer chen = TestCustomer.register(port);
        for (int i = 1; i <= 4; i++) {
            assertThat(change(chen, "not-the-password", "fresh-rain-over-the-lake").code())
                    .isEqualTo("PASSWORD_WRONG");
        }
        assertThat(change(chen, "not-the-password", "fresh-rain-over-the-lake").code())
                .isEqualTo("SIGN_IN_LOCKED");
        assertThat(change(chen, TestCustomer.PASSWORD, "fresh-rain-over-the-lake").code())
                .isEqualTo("SIGN_IN_LOCKED");
        assertThat(chen.api().get("/api/v1/me/activity").text()).contains("PASSWORD_WRONG");
        clock.advance(Duration.ofMinutes(2));
        assertThat(signIn(new ApiCaller(port), chen, TestCustomer.PASSWORD).status())
                .isEqualTo(201);
    }

    @Test
    void ofManyGuessesAtOnceNoMoreThanFiveAreCompared() {
        TestCustomer chen = TestCustomer.register(port);
        List<String> codes =
                AtOnce.times(
                        20, n -> change(chen, "guess-" + n, "fresh-rain-over-the-lake").code());
        assertThat(codes.stream().filter("PASSWORD_WRONG"::equals)).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void noneOfTheLastFivePasswordsComesBackButTheSixthDoes() {
        TestCustomer chen = TestCustomer.register(port);
        List<String> used =
                List.of(
                        TestCustomer.PASSWORD,
                        "fresh-rain-over-the-lake",
                        "seven-cranes-fly-north",
                        "warm-tea-on-a-cold-day",
                        "quiet-bamboo-in-the-wind");
        for (int i = 1; i < used.size(); i++) {
            assertThat(change(chen, used.get(i - 1), used.get(i)).status()).isEqualTo(204);
        }
        String current = used.getLast();
        for (String old : used) {
            assertThat(change(chen, current, old).code()).as(old).isEqualTo("PASSWORD_USED_BEFORE");
        }
        assertThat(change(chen, current, "paper-lantern-by-the-river").status()).isEqualTo(204);
        assertThat(change(chen, "paper-lantern-by-the-river", TestCustomer.PASSWORD).status())
                .isEqualTo(204);
        assertThat(kept(chen.id())).isEqualTo(4);
    }

    @Test
    void aResetRefusesAnOldPasswordOrTheNameOnlyToWhoeverHasTheCodeAndLeavesItGood() {
        TestCustomer chen = TestCustomer.register(port, "Qvintoria");
        ApiCaller stranger = new ApiCaller(port);
        assertThat(reset(stranger, chen, "000000", TestCustomer.PASSWORD).code())
                .startsWith("CODE_");
        assertThat(reset(stranger, chen, "000000", "qvintoria-x").code()).startsWith("CODE_");
        clock.advance(Duration.ofSeconds(61));
        stranger.post("/api/v1/codes", ask(chen));
        String code = resetCode(stranger, chen);
        assertThat(reset(stranger, chen, code, TestCustomer.PASSWORD).code())
                .isEqualTo("PASSWORD_USED_BEFORE");
        assertThat(reset(stranger, chen, code, "qvintoria-x").code()).isEqualTo("PASSWORD_WEAK");
        assertThat(reset(stranger, chen, code, "fresh-rain-over-the-lake").status()).isEqualTo(204);
        assertThat(reset(stranger, chen, code, "seven-cranes-fly-north").code())
                .isEqualTo("CODE_SPENT");
    }

    @Test
    void adviceStandsBesideTheField() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller.Answer weak = change(chen, TestCustomer.PASSWORD, "password123");
        assertThat(weak.code()).isEqualTo("PASSWORD_WEAK");
        assertThat(weak.json().at("/fields/0/name").asString()).isEqualTo("newPassword");
        assertThat(weak.json().at("/fields/0/detail").asString()).contains("tried first");
        assertThat(weak.text()).doesNotContain("password123");
    }

    private int kept(UUID customer) {
        return sql.sql("select count(*) from identity.former_password where customer_id = :id")
                .param("id", customer)
                .query(Integer.class)
                .single();
    }

    private static ApiCaller.Answer change(TestCustomer customer, String current, String next) {
        return customer.api()
                .put(
                        "/api/v1/me/password",
                        """
                        {"currentPassword":"%s","newPassword":"%s"}\
                        """
                                .formatted(current, next));
    }

    private static ApiCaller.Answer signIn(ApiCaller caller, TestCustomer who, String password) {
        return caller.post(
                "/api/v1/sessions",
                """
                {"phone":"%s","password":"%s"}\
                """
                        .formatted(who.phone(), password));
    }

    private static ApiCaller.Answer reset(
            ApiCaller caller, TestCustomer who, String code, String password) {
        return caller.post(
                "/api/v1/password-resets",
                """
                {"phone":"%s","code":"%s","newPassword":"%s"}\
                """
                        .formatted(who.phone(), code, password));
    }

    private static String ask(TestCustomer who) {
        return """
        {"phone":"%s","purpose":"RESET_PASSWORD"}\
        """
                .formatted(who.phone());
    }

    private static String resetCode(ApiCaller caller, TestCustomer who) {
        for (int i = 0; i < 200; i++) {
            String text =
                    caller.get("/demo/outbox?to=" + who.phone())
                            .json()
                            .at("/items/0/text")
                            .asString("");
            if (text.contains("new password")) {
                return text.replaceAll(".*?(\\d{6}).*", "$1");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("no text came");
    }
}
