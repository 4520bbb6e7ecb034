package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Advice on a password while it is typed says what registering or changing will say. */
@IntegrationTest
class PasswordCheckIntegrationTests {

    private static final String PATH = "/api/v1/password-checks";

    private static final List<String> TRIED =
            List.of(
                    "short",
                    "password123",
                    "poiuytre",
                    "qvintoria-x",
                    "Qvintoria1990",
                    "Test-pass-1234",
                    "rainlake77",
                    "a-long-enough-passphrase",
                    "warm-tea-on-a-cold-day");

    @LocalServerPort private int port;
    @Autowired private JdbcClient sql;

    @Test
    void isWeakExactlyWhereRegisteringRefuses() {
        ApiCaller browser = new ApiCaller(port);
        for (String password : TRIED) {
            String phone = TestCustomer.newPhone();
            String level =
                    check(browser, password, phone, "Qvintoria").json().path("level").asString();
            ApiCaller.Answer registered =
                    browser.post(
                            "/api/v1/customers",
                            """
                            {"phone":"%s","password":"%s","code":"000000","displayName":"%s"}\
                            """
                                    .formatted(phone, password, "Qvintoria"));
            assertThat(level.equals("WEAK"))
                    .as(password)
                    .isEqualTo(registered.code().equals("PASSWORD_WEAK"));
        }
    }

    @Test
    void isWeakExactlyWhereChangingRefusesForWhoeverIsSignedIn() {
        TestCustomer chen = TestCustomer.register(port, "Qvintoria");
        for (String password : TRIED) {
            String level = check(chen.api(), password, null, null).json().path("level").asString();
            ApiCaller.Answer changed =
                    chen.api()
                            .put(
                                    "/api/v1/me/password",
                                    """
                                    {"currentPassword":"%s","newPassword":"%s"}\
                                    """
                                            .formatted(TestCustomer.PASSWORD, password));
            assertThat(level.equals("WEAK"))
                    .as(password)
                    .isEqualTo(changed.code().equals("PASSWORD_WEAK"));
            if (changed.status() == 204) {
                return;
            }
        }
    }

    @Test
    void adviceComesInTheCallersLanguageAndNoneForAGoodOne() {
        ApiCaller browser = new ApiCaller(port);
        ApiCaller.Answer weak = check(browser, "password123", null, null);
        assertThat(weak.json().path("level").asString()).isEqualTo("WEAK");
        assertThat(weak.json().path("advice").asString()).contains("tried first");
        assertThat(weak.text()).doesNotContain("password123");
        ApiCaller.Answer fair = check(browser, "rainlake77", null, null);
        assertThat(fair.json().path("level").asString()).as(fair.text()).isEqualTo("FAIR");
        assertThat(fair.json().path("advice").asString()).contains("Longer");
        ApiCaller.Answer good = check(browser, "warm-tea-on-a-cold-day", null, null);
        assertThat(good.json().path("level").asString()).isEqualTo("GOOD");
        assertThat(good.json().has("advice")).isFalse();
        assertThat(check(browser.speaking("zh-CN"), "short", null, null).text()).contains("太短");
        assertThat(check(browser, "warm-tea-on-a-cold-day", "12", null).code())
                .isEqualTo("PHONE_INVALID");
    }

    @Test
    void whatWasTypedIsNeitherLoggedNorKept() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("io.xiaohu");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.TRACE);
        try {
            ApiCaller browser = new ApiCaller(port);
            String phone = TestCustomer.newPhone();
            String key = UUID.randomUUID().toString();
            String first = body("half-typed-words", phone, "Qvintoria");
            String second = body("short", phone, "Qvintoria");
            assertThat(browser.post(PATH, first, key).json().path("level").asString())
                    .isEqualTo("GOOD");
            assertThat(browser.post(PATH, second, key).json().path("level").asString())
                    .as("nothing is repeated")
                    .isEqualTo("WEAK");
            browser.post(PATH, first.substring(0, 40));
            assertThat(log.list)
                    .noneMatch(event -> event.getFormattedMessage().contains("half-typed"));
            int kept =
                    sql.sql("select count(*) from platform.idempotent_call where key = :key")
                            .param("key", key)
                            .query(Integer.class)
                            .single();
            assertThat(kept).isZero();
        } finally {
            ours.setLevel(null);
            root.detachAppender(log);
        }
    }

    private static ApiCaller.Answer check(
            ApiCaller caller, String password, @Nullable String phone, @Nullable String name) {
        ApiCaller.Answer answer = caller.post(PATH, body(password, phone, name));
        assertThat(answer.status()).as(answer.text()).isIn(200, 400);
        return answer;
    }

    private static String body(String password, @Nullable String phone, @Nullable String name) {
        return """
        {"password":"%s","phone":%s,"displayName":%s}\
        """
                .formatted(password, quoted(phone), quoted(name));
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : '"' + text + '"';
    }
}
