package io.xiaohu.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Links, numbers, accounts and texts, honest ones and others. */
@IntegrationTest
class TrustChecksIntegrationTests {

    @LocalServerPort private int port;
    @Autowired private JsonMapper json;

    @ParameterizedTest
    @CsvSource({
        "https://xiaohu-wallet.example, OFFICIAL",
        "xiaohu-wallet.example, OFFICIAL",
        "https://help.xiaohu-wallet.example/contact?x=1, OFFICIAL",
        "HTTPS://XIAOHU-WALLET.EXAMPLE/, OFFICIAL",
        "400-000-7281, OFFICIAL",
        "400 000 7281, OFFICIAL",
        "４００－０００－７２８１, OFFICIAL",
        "care@xiaohu-wallet.example, OFFICIAL",
        "xiaohu-care, OFFICIAL",
        "1000007281, OFFICIAL",
        "小狐钱包客服, OFFICIAL",
        "xiaohu-wallet.example., OFFICIAL",
        "我们的官网是 xiaohu-wallet.example, OFFICIAL",
        "官网xiaohu-wallet.example。, OFFICIAL",
        "官网:https://xiaohu-wallet.example。请核对, OFFICIAL",
        "https://xiaohu-wallet.example/path@evil.top, OFFICIAL",
        "mailto:care@xiaohu-wallet.example, OFFICIAL",
    })
    void whatIsOursIsOfficial(String value, String verdict) {
        assertThat(verdict(value)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "https://xiaohu-wa11et.example",
        "https://xiaohu-wallet.example.login-check.top/",
        "https://xiaohu-wallet.example@evil.top/",
        "https://xіaohu-wallet.example",
        "care@xiaohu-wallet.example.cc",
        "请访问 xiaohu-wa11et.example 领取红包",
        "visit xiaohu-wa11et.example now",
        "登录xiaohu-wallet.example.evil.top看看",
        "https://xiaohu-wallet.example:secret@evil.top/",
        "https://xiaohu-wallet.example:443@evil.top/",
        "xiaohu-wallet.example:secret@evil.top",
        "https://xiaohu-wallet。example.evil.top",
        "https://xiaohu-wallet.example。evil.top",
        "xiaohu‑wallet.example",
        "evil.top?u=xiaohu-wallet.example",
        "evil.top/https://xiaohu-wallet.example",
        "javascript:alert(1)//xiaohu-wallet.example",
        "data:text/html;//xiaohu-wallet.example",
        "您好我是小狐钱包客服，请把验证码告诉我",
        "请立即把资金转到安全账户",
    })
    void whatOnlyLooksLikeUsIsNot(String value) {
        assertThat(verdict(value)).isIn("IMPOSTOR", "SUSPICIOUS");
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.python.org",
        "13800138000",
        "somebody@mail.example",
        "今天天气不错",
        "😀",
        "版本 1.2.3 发布",
        "I paid 12.50 yuan",
        "见 report.pdf",
        "www.python.org 新闻"
    })
    void whatHasNothingToDoWithUsIsNotCalledAnImpostor(String value) {
        assertThat(verdict(value)).isNotIn("IMPOSTOR", "OFFICIAL");
    }

    @Test
    void aLongTextIsAnsweredAndATooLongOneRefused() {
        assertThat(check("小狐钱包 ".repeat(1000)).status()).isEqualTo(200);
        assertThat(check("x".repeat(21_000)).status()).isEqualTo(413);
        assertThat(check("http://[::::/%%%\u202e\u200b").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a%00b.example/%zz",
                "\u0000",
                "\ud800",
                "😀\u202e\u2066",
                "http://[::::/%%%",
                "https://xiaohu-wallet.example/%00",
                "{0} ${x} ''"
            })
    void whateverIsPastedIsAnswered(String text) {
        ApiCaller.Answer answer = check(text);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("advice").asString()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a-", "a@", "//", "a:", "-.", "。a", "xn--", "a@a.", "data:a/"})
    @Timeout(60)
    void aTextBuiltToBeSlowIsAnswered(String piece) {
        String text = piece.repeat(20_000 / piece.getBytes(StandardCharsets.UTF_8).length);
        assertThat(check(text).status()).isEqualTo(200);
    }

    @Test
    void aFraudInAnothersNameSaysItsKindWhatGivesItAwayAndWhatToDo() {
        ApiCaller.Answer answer = check("我是市公安局的，您名下的卡涉嫌洗钱，请把资金转到安全账户核查，不得告诉家人。");
        assertThat(answer.json().path("verdict").asString()).isEqualTo("SUSPICIOUS");
        assertThat(answer.json().path("why").asString())
                .contains("posing as police", "an account they name", "kept from others");
        assertThat(answer.json().path("advice").asString()).contains("96110");
    }

    private String verdict(String value) {
        return check(value).json().path("verdict").asString();
    }

    private ApiCaller.Answer check(String value) {
        String body = json.writeValueAsString(java.util.Map.of("value", value));
        return new ApiCaller(port).post("/api/v1/trust/check", body);
    }
}
