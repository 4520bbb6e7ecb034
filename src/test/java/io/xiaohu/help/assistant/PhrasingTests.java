package io.xiaohu.help.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.xiaohu.kernel.Languages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A model that phrases answers, played by a server of our own. */
class PhrasingTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ANSWER =
            "小狐助手查了您的记录：充值 · 建设银行 ¥200.03（11月29日 16:14），还在等银行。收款人 林**，见 /help/top-up-not-arrived。";

    private record Asked(String body, String authorization) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile String says = "";
    private volatile int status = 200;
    private volatile CountDownLatch holdUntil = new CountDownLatch(0);

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/v1/chat/completions",
                exchange -> {
                    asked.add(
                            new Asked(
                                    new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8),
                                    String.valueOf(
                                            exchange.getRequestHeaders()
                                                    .getFirst("Authorization"))));
                    try {
                        holdUntil.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    byte[] body =
                            JSON.writeValueAsBytes(
                                    Map.of(
                                            "choices",
                                            List.of(
                                                    Map.of(
                                                            "message",
                                                            Map.of(
                                                                    "role",
                                                                    "assistant",
                                                                    "content",
                                                                    says)))));
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        holdUntil.countDown();
        server.stop(0);
    }

    private Phrasing phrasing(Duration patience) {
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        return new Phrasing(url, "small-model", "secret-key", patience, JSON);
    }

    private String phrased() {
        return phrasing(Duration.ofSeconds(30)).of(ANSWER, Languages.CHINESE);
    }

    @Test
    void anAnswerIsSaidInTheModelsWordsWithOurValuesInThem() {
        says = "我帮您看过了，[B][C]的这笔充值[A]还在等建设银行答复，收款人是[D]，可以看看[E]。";
        assertThat(phrased())
                .isEqualTo(
                        "我帮您看过了，11月29日16:14的这笔充值¥200.03还在等建设银行答复，收款人是林**，可以看看/help/top-up-not-arrived。");
    }

    @Test
    void theModelSeesNoAmountNoTimeNoNameAndNoLink() {
        says = "好的";
        phrased();
        assertThat(asked).hasSize(1);
        String sent = JSON.readTree(asked.getFirst().body()).at("/messages/1/content").asString();
        assertThat(sent).isEqualTo("小狐助手查了您的记录：充值 · 建设银行 [A]（[B] [C]），还在等银行。收款人 [D]，见 [E]。");
        assertThat(asked.getFirst().authorization()).isEqualTo("Bearer secret-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[B][C]的充值还在等银行，收款人[D]，见[E]。",
                "[A][A][B][C]的充值还在等银行，收款人[D]，见[E]。",
                "[A][B][C]的充值还在等银行，2 小时内到账，收款人[D]，见[E]。",
                "[A][B][C]的充值还在等银行，收款人[D]，见[E]，详情 www.help.example。",
                "[A] of [B] [C] is with the bank, to [D], see [E]."
            })
    void whatIsChangedInSubstanceIsNotUsed(String changed) {
        says = changed;
        assertThat(phrased()).isEqualTo(ANSWER);
    }

    @Test
    void whatGrewIsNotUsed() {
        says = "[A][B][C][D][E]" + "很抱歉让您久等".repeat(30);
        assertThat(phrased()).isEqualTo(ANSWER);
    }

    @Test
    void aModelThatFailsLeavesTheAnswerAsItIs() {
        status = 500;
        assertThat(phrased()).isEqualTo(ANSWER);
    }

    @Test
    void aModelThatTakesTooLongLeavesTheAnswerAsItIs() {
        holdUntil = new CountDownLatch(1);
        assertThat(phrasing(Duration.ofMillis(200)).of(ANSWER, Languages.CHINESE))
                .isEqualTo(ANSWER);
    }

    @Test
    void withoutAnAddressNobodyIsAsked() {
        Phrasing off = new Phrasing("", "", "", Duration.ofSeconds(1), JSON);
        assertThat(off.of(ANSWER, Languages.CHINESE)).isEqualTo(ANSWER);
        assertThat(asked).isEmpty();
    }

    @Test
    void anAddressWithoutAModelStopsTheStart() {
        assertThatThrownBy(() -> new Phrasing("http://x", "", "", Duration.ofSeconds(1), JSON))
                .hasMessageContaining("which model");
    }
}
