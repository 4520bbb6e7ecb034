package io.xiaohu.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.DatabaseOwner;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two people raise one customer's limit; it ends by itself, and the customer is told both. */
@IntegrationTest
class LimitOverridesIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private TestClock clock = new TestClock();

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private Limits limits;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private JdbcClient sql;

    @SuppressWarnings("NullAway.Init")
    @Autowired
    private AccountClasses classes;

    @Value("${spring.datasource.url}")
    private String url = "";

    @SuppressWarnings("NullAway.Init")
    private TestCustomer chen;

    private ApiCaller agent = new ApiCaller(0);

    @BeforeEach
    void people() {
        agent = TestStaff.signIn(port, "agent");
        chen = TestCustomer.register(port);
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void aRaisedLimitIsInForceUntilItsEndAndTheCustomerIsTold() {
        ApiCaller.Answer asked = ask("3000.00", clock.instant().plus(Duration.ofDays(2)));
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        assertThat(cap()).isEqualTo("1000.00");
        approve(asked.json().path("overrideId").asString());
        assertThat(cap()).isEqualTo("3000.00");
        Waiting.until(() -> chen.api().get("/api/v1/notices").text().contains("a large purchase"));
        clock.advance(Duration.ofDays(3));
        assertThat(cap()).isEqualTo("1000.00");
    }

    @Test
    void itIsHigherAndNotForLong() {
        Instant soon = clock.instant().plus(Duration.ofDays(2));
        assertThat(ask("1000.00", soon).code()).as("no higher").isEqualTo("BAD_INPUT");
        assertThat(ask("10000.01", soon).code()).as("over ten times").isEqualTo("BAD_INPUT");
        assertThat(ask("3000.00", clock.instant().plus(Duration.ofDays(40))).code())
                .isEqualTo("BAD_INPUT");
        assertThat(ask("3000.00", clock.instant().minusSeconds(1)).code()).isEqualTo("BAD_INPUT");
    }

    @Test
    void whatWasRaisedInOneClassIsNotInForceInAnother() {
        classes.raise(chen.id(), AccountClass.II);
        approve(raised("300000.00"));
        assertThat(cap()).isEqualTo("300000.00");
        fallBackToI();
        assertThat(cap()).isEqualTo("1000.00");
    }

    @Test
    void oneFromBeforeItsClassWasKeptCountsOnlyWhereItCouldHaveBeenAskedFor() {
        classes.raise(chen.id(), AccountClass.II);
        String override = raised("300000.00");
        DatabaseOwner.run(
                url,
                "update limits.limit_override set class = null where id = '%s'"
                        .formatted(override));
        approve(override);
        assertThat(cap()).isEqualTo("300000.00");
        fallBackToI();
        assertThat(cap()).isEqualTo("1000.00");
    }

    @Test
    void noneIsApprovedOnceTheClassItWasAskedForIsLeft() {
        String override = raised("3000.00");
        classes.raise(chen.id(), AccountClass.II);
        assertThat(decide(override).code()).isEqualTo("LIMIT_CHANGED");
    }

    private String raised(String amount) {
        ApiCaller.Answer asked = ask(amount, clock.instant().plus(Duration.ofDays(2)));
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        return asked.json().path("overrideId").asString();
    }

    /** As when what the class stood on has run out. */
    private void fallBackToI() {
        sql.sql("update verification.classification set class = 'I' where customer_id = :id")
                .param("id", chen.id())
                .update();
        classes.raise(chen.id(), AccountClass.I);
    }

    private ApiCaller.Answer ask(String amount, Instant until) {
        return agent.post(
                "/api/v1/desk/limit-overrides",
                """
                {"customerId":"%s","rule":"class","until":"%s",
                "amount":{"amount":"%s","asset":"CNY"},"reasonCode":"LARGE_PURCHASE",
                "reason":"a large purchase","evidence":"invoice seen"}
                """
                        .formatted(chen.id(), until, amount));
    }

    private void approve(String override) {
        ApiCaller.Answer done = decide(override);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
    }

    private ApiCaller.Answer decide(String override) {
        String proposal =
                sql.sql("select id::text from staff.proposal where target = cast(:id as uuid)")
                        .param("id", override)
                        .query(String.class)
                        .single();
        return TestStaff.signIn(port, "supervisor")
                .post("/api/v1/desk/proposals/" + proposal + "/approve", "{}");
    }

    private String cap() {
        return limits.shown(chen.id(), Locale.ENGLISH).stream()
                .filter(limit -> limit.code().equals("class"))
                .map(limit -> limit.cap().amount())
                .findFirst()
                .orElse("");
    }
}
