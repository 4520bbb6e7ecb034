package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Phone;
import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Codes cost money: what they may cost is bounded, whoever asks for however many numbers. With
 * {@code -Dspend.asks=10000 -Dspend.capacity=3000} it measures what the settings as shipped admit.
 */
@IntegrationTest
@TestPropertySource(
        properties = {
            "xiaohu.rate-limits.codes-in-all.capacity=${spend.capacity:40}",
            "xiaohu.rate-limits.codes-by-device.capacity=4",
        })
class CodeSpendIntegrationTests {

    private static final int ASKS = Integer.getInteger("spend.asks", 400);
    private static final int CAPACITY = Integer.getInteger("spend.capacity", 40);
    private static final int CALLERS = 8;

    @LocalServerPort private int port;
    @Autowired private DemoAccounts accounts;
    @Autowired private TestClock clock;
    @Autowired private JdbcClient sql;

    @BeforeEach
    void aFullBucket() {
        sql.sql("delete from platform.bucket").update();
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void manyNumbersFromManyAddressesCostNoMoreThanAllMayCost() {
        ApiCaller owners = new ApiCaller(port);
        String own = account();
        signIn(owners, own);
        int before = texts();
        long began = System.nanoTime();
        List<List<Integer>> statuses =
                AtOnce.times(
                        CALLERS,
                        caller -> {
                            ApiCaller attacker = new ApiCaller(port);
                            List<Integer> mine = new ArrayList<>();
                            for (int n = caller; n < ASKS; n += CALLERS) {
                                attacker.from("198.51.%d.%d".formatted(n / 250 % 250, n % 250));
                                mine.add(ask(attacker, TestCustomer.newPhone()).status());
                            }
                            return mine;
                        });
        double seconds = (System.nanoTime() - began) / 1e9;
        int sent = texts() - before;
        int most = (int) Math.ceil(CAPACITY * (1 + seconds / 3600)) + 1;
        System.out.printf(
                Locale.ROOT,
                "%d codes asked for at as many numbers in %.0f s: %d texts, at most %d%n",
                ASKS,
                seconds,
                sent,
                most);
        assertThat(sent).isBetween(CAPACITY, most);
        assertThat(statuses.stream().mapToInt(List::size).sum()).isEqualTo(ASKS);
        assertThat(statuses.stream().mapToInt(all -> Collections.frequency(all, 202)).sum())
                .isEqualTo(sent);
        assertThat(ask(owners, own).status()).as("a known device of that phone").isEqualTo(202);
        drain();
        ApiCaller.Answer registered = ask(new ApiCaller(port), account());
        ApiCaller.Answer unknown = ask(new ApiCaller(port), TestCustomer.newPhone());
        assertThat(registered.code()).isEqualTo("TOO_MANY_REQUESTS");
        for (String member : List.of("status", "code", "title", "money", "support", "actions")) {
            assertThat(registered.json().path(member)).isEqualTo(unknown.json().path(member));
        }
        assertThat(fieldNames(registered)).isEqualTo(fieldNames(unknown));
    }

    @Test
    void oneBrowserOfOursAsksOnlySoOftenWhateverTheNumberOrAddress() {
        ApiCaller browser = new ApiCaller(port);
        signIn(browser, account());
        for (int n = 0; n < 4; n++) {
            browser.from("203.0.113." + n);
            assertThat(ask(browser, TestCustomer.newPhone()).status()).isEqualTo(202);
        }
        assertThat(ask(browser, TestCustomer.newPhone()).code()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(ask(new ApiCaller(port), TestCustomer.newPhone()).status()).isEqualTo(202);
    }

    @Test
    void theMoreWereSentTheLaterTheNextIs() {
        ApiCaller browser = new ApiCaller(port);
        String phone = TestCustomer.newPhone();
        List<Integer> waits = List.of(60, 60, 60, 300, 300, 1800, 1800);
        for (int wait : waits) {
            ApiCaller.Answer asked = ask(browser, phone);
            assertThat(asked.status()).as(asked.text()).isEqualTo(202);
            assertThat(asked.json().path("resendAfter").asInt()).isEqualTo(wait);
            clock.advance(Duration.ofSeconds(wait - 5));
            ApiCaller.Answer soon = ask(browser, phone);
            assertThat(soon.code()).isEqualTo("CODE_TOO_SOON");
            assertThat(soon.raw().headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 6L);
            clock.advance(Duration.ofSeconds(6));
        }
        assertThat(ask(browser, phone).status()).isEqualTo(202);
        assertThat(ask(browser, phone).json().path("detail").asString()).contains("30 minutes");
        clock.advance(Duration.ofHours(24));
        assertThat(ask(browser, phone).json().path("resendAfter").asInt()).isEqualTo(60);
    }

    /** Takes what has been refilled meanwhile. */
    private void drain() {
        ApiCaller attacker = new ApiCaller(port);
        while (ask(attacker, TestCustomer.newPhone()).status() == 202) {
            assertThat(texts()).isLessThan(2 * CAPACITY + ASKS);
        }
    }

    private int texts() {
        return sql.sql("select count(*) from notification.outgoing_text")
                .query(Integer.class)
                .single();
    }

    private String account() {
        String phone = TestCustomer.newPhone();
        accounts.open(Phone.parse(phone), "沈二", TestCustomer.PASSWORD, TestCustomer.PIN);
        return phone;
    }

    private static void signIn(ApiCaller browser, String phone) {
        ApiCaller.Answer in =
                browser.post(
                        "/api/v1/sessions",
                        "{\"phone\":\"%s\",\"password\":\"%s\"}"
                                .formatted(phone, TestCustomer.PASSWORD));
        assertThat(in.status()).as(in.text()).isEqualTo(201);
    }

    private static ApiCaller.Answer ask(ApiCaller caller, String phone) {
        return caller.post(
                "/api/v1/codes", "{\"phone\":\"%s\",\"purpose\":\"SIGN_IN\"}".formatted(phone));
    }

    private static List<String> fieldNames(ApiCaller.Answer answer) {
        JsonNode json = answer.json();
        return json.propertyNames().stream().sorted().toList();
    }
}
