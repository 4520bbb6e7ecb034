package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestAuthenticator;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Setting up an authenticator app, recovery codes, turning it off. */
@IntegrationTest
class SecondFactorIntegrationTests {

    private static final String BASE = "/api/v1/me/second-factors";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void isSetUpWithAQrCodeAndInForceOnceAFirstCodeConfirmedIt() throws Exception {
        TestCustomer chen = TestCustomer.register(port);
        assertThat(state(chen).path("totp").asBoolean()).isFalse();
        JsonNode begun = TestAuthenticator.begin(chen).json();
        String secret = begun.path("totpSecret").asString();
        assertThat(secret).matches("[A-Z2-7]{32}");
        assertThat(begun.path("otpauthUri").asString())
                .startsWith("otpauth://totp/Xiaohu%20Wallet:")
                .contains("secret=" + secret, "digits=6&period=30")
                .doesNotContain(chen.phone());
        String[] picture = begun.path("totpQr").asString().split(",", 2);
        assertThat(picture[0]).isEqualTo("data:image/svg+xml;base64");
        String svg = new String(Base64.getDecoder().decode(picture[1]), StandardCharsets.UTF_8);
        assertThat(svg).startsWith("<svg xmlns").doesNotContain("script", "style", secret);
        assertThat(read(svg)).isEqualTo(begun.path("otpauthUri").asString());
        assertThat(state(chen).path("totp").asBoolean()).as("not yet in force").isFalse();

        TestAuthenticator app = new TestAuthenticator(secret, clock);
        assertThat(confirm(chen, app.wrongDigits()).code()).isEqualTo("FIRST_CODE_WRONG");
        assertThat(confirm(chen, "12").code()).isEqualTo("BAD_INPUT");
        JsonNode codes = confirm(chen, app.digits()).json().path("recoveryCodes");
        assertThat(codes.size()).isEqualTo(10);
        assertThat(state(chen).path("totp").asBoolean()).isTrue();
        assertThat(state(chen).path("since").asString()).isNotEmpty();
        assertThat(state(chen).path("recoveryCodesLeft").asInt()).isEqualTo(10);
        assertThat(confirm(chen, app.digits(1)).code()).isEqualTo("SECOND_FACTOR_ON");
        assertThat(chen.api().post(BASE + "/totp", "{}").code()).isEqualTo("SECOND_FACTOR_ON");
        assertThat(kinds(chen)).contains("SECOND_FACTOR_ON");
        assertThat(chen.api().get("/api/v1/notices").text())
                .contains("Two-step verification is on");
    }

    @Test
    void whatWasBegunIsGoodForHalfAnHourAndMayBeBegunAgain() {
        TestCustomer chen = TestCustomer.register(port);
        assertThat(confirm(chen, "123456").code()).isEqualTo("ENROLMENT_OVER");
        JsonNode begun = TestAuthenticator.begin(chen).json();
        clock.advance(Duration.ofMinutes(31));
        TestAuthenticator old = new TestAuthenticator(begun.path("totpSecret").asString(), clock);
        assertThat(confirm(chen, old.digits()).code()).isEqualTo("ENROLMENT_OVER");
    }

    @Test
    void anAnswerSentAgainTellsNoSecretASecondTime() {
        TestCustomer chen = TestCustomer.register(port);
        String secret = TestAuthenticator.begin(chen).json().path("totpSecret").asString();
        String code = new TestAuthenticator(secret, clock).digits();
        String body = "{\"code\":\"" + code + "\"}";
        String key = "on-" + chen.id();
        String path = BASE + "/totp/confirmations";
        assertThat(chen.api().post(path, body, key).json().has("recoveryCodes")).isTrue();
        ApiCaller.Answer again = chen.api().post(path, body, key);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().has("recoveryCodes")).isFalse();
        String kept =
                sql.sql(
                                "select string_agg(convert_from(body, 'UTF8'), ' ')"
                                        + " from platform.idempotent_call where body is not null")
                        .query(String.class)
                        .single();
        assertThat(kept).doesNotContain(secret, "recoveryCodes", "otpauth");
    }

    @Test
    void noSecretAndNoRecoveryCodeStandsInTheDatabase() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        for (String table : List.of("authenticator", "recovery_code")) {
            String rows =
                    sql.sql("select string_agg(t::text, ' ') from identity." + table + " t")
                            .query(String.class)
                            .single();
            assertThat(rows).isNotEmpty().doesNotContain(app.hexSecret());
            for (String code : app.recoveryCodes()) {
                assertThat(rows).doesNotContain(code, code.replace("-", ""));
            }
        }
    }

    @Test
    void isTurnedOffOnlyWithAProofAndTheRecoveryCodesGoWithIt() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        assertThat(off(chen, app.turnedOnWith()).code())
                .as("the code that confirmed it is used up")
                .isEqualTo("SECOND_FACTOR_WRONG");
        clock.advance(Duration.ofMinutes(1));
        ApiCaller.Answer wrong = off(chen, app.wrongDigits());
        assertThat(wrong.code()).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(wrong.json().path("detail").asString()).contains("3 tries are left");
        assertThat(off(chen, "what").code()).isEqualTo("BAD_INPUT");
        assertThat(off(chen, app.digits()).status()).isEqualTo(204);
        assertThat(state(chen).path("totp").asBoolean()).isFalse();
        assertThat(state(chen).path("recoveryCodesLeft").asInt()).isZero();
        assertThat(off(chen, app.recoveryCodes().getFirst()).status()).isEqualTo(404);
        assertThat(kinds(chen)).contains("SECOND_FACTOR_OFF", "SECOND_FACTOR_FAILED");
        assertThat(chen.api().get("/api/v1/notices").text())
                .contains("Two-step verification is off");
    }

    @Test
    void newRecoveryCodesMakeTheOldOnesWorthless() {
        TestCustomer chen = TestCustomer.register(port);
        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        String used = app.recoveryCodes().get(3);
        ApiCaller.Answer renewed = renew(chen, used);
        assertThat(renewed.status()).as(renewed.text()).isEqualTo(201);
        assertThat(renewed.json().path("recoveryCodes").size()).isEqualTo(10);
        assertThat(state(chen).path("recoveryCodesLeft").asInt()).isEqualTo(10);
        assertThat(renew(chen, used).code()).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(renew(chen, app.recoveryCodes().get(4)).code()).isEqualTo("SECOND_FACTOR_WRONG");
        String fresh = renewed.json().path("recoveryCodes").path(0).asString();
        assertThat(off(chen, fresh.toLowerCase(Locale.ROOT).replace('-', ' ')).status())
                .isEqualTo(204);
        assertThat(kinds(chen)).contains("RECOVERY_CODES_RENEWED", "RECOVERY_CODE_USED");
    }

    @Test
    void anothersCodesAreNoProof() {
        TestCustomer chen = TestCustomer.register(port);
        TestCustomer lin = TestCustomer.register(port);
        TestAuthenticator ofChen = TestAuthenticator.setUp(chen, clock);
        TestAuthenticator ofLin = TestAuthenticator.setUp(lin, clock);
        clock.advance(Duration.ofMinutes(1));
        assertThat(off(chen, ofLin.recoveryCodes().getFirst()).code())
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(off(chen, ofLin.digits()).code()).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(off(chen, ofChen.digits()).status()).isEqualTo(204);
    }

    /** What a scanner would read: the modules inside the quiet zone, decoded. */
    private static String read(String svg) throws Exception {
        Matcher size = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertThat(size.find()).isTrue();
        int margin = 4;
        BitMatrix modules = new BitMatrix(Integer.parseInt(size.group(1)) - 2 * margin);
        Matcher dark = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
        while (dark.find()) {
            modules.set(
                    Integer.parseInt(dark.group(1)) - margin,
                    Integer.parseInt(dark.group(2)) - margin);
        }
        return new Decoder().decode(modules).getText();
    }

    private ApiCaller.Answer confirm(TestCustomer customer, String code) {
        return customer.api().post(BASE + "/totp/confirmations", "{\"code\":\"" + code + "\"}");
    }

    private static ApiCaller.Answer off(TestCustomer customer, String proof) {
        return customer.api().post(BASE + "/totp/removals", "{\"proof\":\"" + proof + "\"}");
    }

    private static ApiCaller.Answer renew(TestCustomer customer, String proof) {
        return customer.api().post(BASE + "/recovery-codes", "{\"proof\":\"" + proof + "\"}");
    }

    private static JsonNode state(TestCustomer customer) {
        return customer.api().get(BASE).json();
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
