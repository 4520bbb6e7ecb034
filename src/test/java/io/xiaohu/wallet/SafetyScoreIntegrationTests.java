package io.xiaohu.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestAuthenticator;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestPhrases;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The safety score: each step counts its points, and the next best one is named. */
@IntegrationTest
class SafetyScoreIntegrationTests {

    private static final String PATH = "/api/v1/me/safety";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;
    @Autowired private AccountClasses classes;
    @Autowired private JdbcClient sql;

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void allStepsTogetherAreAHundredPoints() {
        assertThat(Arrays.stream(Safety.Kind.values()).mapToInt(Safety.Kind::points).sum())
                .isEqualTo(100);
    }

    @Test
    void eachStepRaisesTheScoreByItsPointsUntilAllIsDone() {
        TestCustomer chen = TestCustomer.register(port);
        JsonNode fresh = safety(chen);
        assertThat(done(fresh)).containsExactly("PASSWORD_AGE");
        assertThat(fresh.path("score").asInt()).isEqualTo(10);
        assertThat(fresh.path("level").asString()).isEqualTo("LOW");
        assertThat(fresh.path("next").asString()).isEqualTo("PAYMENT_PIN");

        chen.withPin();
        assertThat(raised(fresh, safety(chen), "PAYMENT_PIN")).isEqualTo(25);
        JsonNode pin = safety(chen);
        assertThat(pin.path("next").asString()).isEqualTo("SECOND_FACTOR");

        TestAuthenticator app = TestAuthenticator.setUp(chen, clock);
        JsonNode on = safety(chen);
        assertThat(raised(pin, on, "SECOND_FACTOR", "RECOVERY_CODES")).isEqualTo(35);
        assertThat(on.path("level").asString()).isEqualTo("FAIR");
        assertThat(on.path("next").asString()).isEqualTo("PHRASE");

        useUp(chen, 7);
        assertThat(done(safety(chen))).as("three are left").contains("RECOVERY_CODES");
        useUp(chen, 1);
        JsonNode few = safety(chen);
        assertThat(raised(few, on, "RECOVERY_CODES")).isEqualTo(10);
        assertThat(few.path("next").asString()).isEqualTo("RECOVERY_CODES");
        clock.advance(Duration.ofMinutes(1));
        chen.api()
                .post(
                        "/api/v1/me/second-factors/recovery-codes",
                        "{\"proof\":\"" + app.digits() + "\"}");

        clock.advance(Duration.ofMinutes(1));
        String challenge = TestPhrases.challenge(chen, "云海");
        assertThat(TestPhrases.confirm(chen, "云海", challenge, app.digits()).status())
                .isEqualTo(204);
        JsonNode phrase = safety(chen);
        assertThat(raised(on, phrase, "PHRASE")).isEqualTo(15);
        assertThat(phrase.toString()).doesNotContain("云海");

        classes.raise(chen.id(), AccountClass.II);
        JsonNode all = safety(chen);
        assertThat(raised(phrase, all, "REAL_NAME")).isEqualTo(15);
        assertThat(all.path("score").asInt()).isEqualTo(100);
        assertThat(all.path("level").asString()).isEqualTo("GOOD");
        assertThat(all.has("next")).isFalse();
    }

    @Test
    void anOldPasswordCostsItsPointsUntilItIsChanged() {
        TestCustomer chen = TestCustomer.register(port);
        JsonNode before = safety(chen);
        clock.advance(Duration.ofDays(366));
        chen.api()
                .post(
                        "/api/v1/sessions",
                        "{\"phone\":\"%s\",\"password\":\"%s\"}"
                                .formatted(chen.phone(), TestCustomer.PASSWORD));
        JsonNode old = safety(chen);
        assertThat(raised(old, before, "PASSWORD_AGE")).isEqualTo(10);
        chen.api()
                .put(
                        "/api/v1/me/password",
                        """
                        {"currentPassword":"%s","newPassword":"fresh-rain-over-the-lake"}\
                        """
                                .formatted(TestCustomer.PASSWORD));
        assertThat(done(safety(chen))).contains("PASSWORD_AGE");
    }

    @Test
    void aFrozenAccountIsToldWhatEndsTheFreezeInPlaceOfAScore() {
        TestCustomer chen = TestCustomer.register(port).withPin();
        chen.api().post("/api/v1/me/freezes", "{}");
        JsonNode frozen = safety(chen);
        assertThat(frozen.has("score")).isFalse();
        assertThat(frozen.path("level").asString()).isEqualTo("FROZEN");
        assertThat(frozen.path("next").asString()).isEqualTo("UNFREEZE");
        assertThat(frozen.path("steps").size()).isEqualTo(1);
        assertThat(frozen.at("/steps/0/detail").asString()).contains("proved that it is you");
        assertThat(frozen.at("/steps/0/href").asString()).isEqualTo("/app/messages");
    }

    @Test
    void everyStepHasWordsInBothLanguagesAndAWayToDoIt() {
        TestCustomer chen = TestCustomer.register(port);
        JsonNode english = safety(chen);
        JsonNode chinese = chen.api().speaking("zh-CN").get(PATH).json();
        for (int i = 0; i < english.path("steps").size(); i++) {
            JsonNode step = english.path("steps").path(i);
            JsonNode same = chinese.path("steps").path(i);
            assertThat(step.path("href").asString()).startsWith("/app/");
            for (String words : List.of("title", "detail")) {
                assertThat(step.path(words).asString()).matches("[^\\p{IsHan}]+");
                assertThat(same.path(words).asString()).matches(".*\\p{IsHan}.*");
            }
        }
        assertThat(new ApiCaller(port).get(PATH).status()).isEqualTo(401);
    }

    /** How much higher the later score is, which must be because of exactly these steps. */
    private static int raised(JsonNode before, JsonNode after, String... steps) {
        List<String> more =
                done(after).stream().filter(kind -> !done(before).contains(kind)).toList();
        assertThat(more).containsExactlyInAnyOrder(steps);
        int points =
                after.path("steps")
                        .valueStream()
                        .filter(step -> more.contains(step.path("kind").asString()))
                        .mapToInt(step -> step.path("points").asInt())
                        .sum();
        int difference = after.path("score").asInt() - before.path("score").asInt();
        assertThat(difference).isEqualTo(points);
        return difference;
    }

    private static List<String> done(JsonNode safety) {
        return safety.path("steps")
                .valueStream()
                .filter(step -> step.path("done").asBoolean())
                .map(step -> step.path("kind").asString())
                .toList();
    }

    private void useUp(TestCustomer customer, int howMany) {
        int used =
                sql.sql(
                                """
                                update identity.recovery_code
                                set used_at = now()
                                where mac in (
                                    select mac
                                    from identity.recovery_code
                                    where customer_id = :customer
                                    and used_at is null
                                    limit :most)
                                """)
                        .param("customer", customer.id())
                        .param("most", howMany)
                        .update();
        assertThat(used).isEqualTo(howMany);
    }

    private static JsonNode safety(TestCustomer customer) {
        ApiCaller.Answer answer = customer.api().get(PATH);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }
}
