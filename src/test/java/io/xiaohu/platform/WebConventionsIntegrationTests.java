package io.xiaohu.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What holds for every call, tried over a real socket. */
@IntegrationTest
class WebConventionsIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private Map<String, Clock> clocks = Map.of();
    private ApiCaller caller = new ApiCaller(0);

    @BeforeEach
    void newCaller() {
        caller = new ApiCaller(port);
    }

    @Test
    void aCallWithoutASessionIsToldToSignIn() {
        ApiCaller.Answer answer = caller.get("/api/v1/me");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("NOT_SIGNED_IN");
        assertThat(answer.json().path("title").asString()).isEqualTo("Please sign in");
        assertThat(answer.json().path("traceId").asString()).isNotEmpty();
    }

    @Test
    void chineseIsWhatACallerGetsWhoAsksForNothing() {
        ApiCaller.Answer answer = caller.speaking("fr").get("/api/v1/me");
        assertThat(answer.json().path("title").asString()).isEqualTo("请先登录");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh,en;q=0.9|请先登录",
                "zh-TW,zh;q=0.9,en-US;q=0.8|请先登录",
                "en;q=0.5,zh-HK;q=0.9|请先登录",
                "*|请先登录",
                "en-GB,zh;q=0.9|Please sign in",
                "fr,en;q=0.8|Please sign in",
            })
    void theLanguageIsTheFirstWeSpeakOfThoseWanted(String wanted, String title) {
        ApiCaller.Answer answer = caller.speaking(wanted).get("/api/v1/me");
        assertThat(answer.json().path("title").asString()).isEqualTo(title);
    }

    @Test
    void healthAndMetricsAnswer() {
        assertThat(caller.get("/actuator/health").status()).isEqualTo(200);
        assertThat(caller.get("/actuator/prometheus").text()).contains("jvm_memory");
    }

    @Test
    void theApiIsDescribed() {
        assertThat(caller.get("/v3/api-docs").status()).isEqualTo(200);
    }

    @Test
    void timesAreAsExactAsTheDatabaseKeepsThem() {
        Instant now = Objects.requireNonNull(clocks.get("clock")).instant();
        assertThat(now).isEqualTo(now.truncatedTo(ChronoUnit.MICROS));
        assertThat(now).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        var headers = caller.get("/api/v1/me").raw().headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void noAnswerIsKeptByABrowser() {
        for (String path : List.of("/api/v1/service-hours", "/api/v1/me")) {
            assertThat(caller.get(path).raw().headers().allValues("Cache-Control"))
                    .as(path)
                    .containsExactly("no-store");
        }
    }
}
