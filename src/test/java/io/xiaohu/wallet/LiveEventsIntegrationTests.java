package io.xiaohu.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.wallet.feed.Feed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Live events over a real connection that is cut again and again. */
@IntegrationTest
class LiveEventsIntegrationTests {

    private static final int EVENTS = 120;

    @LocalServerPort private int port;
    @Autowired private Feed feed;

    @Test
    void aReaderWhoIsCutOffAgainAndAgainMissesNothingAndGetsNothingTwice() {
        TestCustomer chen = TestCustomer.register(port);
        long before = feed.head(chen.id());
        CompletableFuture<Void> writing =
                CompletableFuture.runAsync(() -> {
                    for (int n = 0; n < EVENTS; n++) {
                        feed.append(chen.id(), "notice", "test:" + n, Map.of("n", n));
                    }
                });
        List<Long> got = new ArrayList<>();
        AtomicLong last = new AtomicLong(before);
        while (got.size() < EVENTS) {
            got.addAll(readSome(chen.api(), last, Math.min(17, EVENTS - got.size())));
        }
        writing.join();
        assertThat(got)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(before + 1, before + EVENTS).boxed().toList());
    }

    /** The desk's streams end like a customer's do; a stream looks every fifteen seconds. */
    @Test
    void whoIsSignedOutHearsNothingMore() {
        TestCustomer chen = TestCustomer.register(port);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        try (Stream<String> wallet = chen.api().stream("/api/v1/events", 0).body();
                Stream<String> desk = agent.stream("/api/v1/desk/events", 0).body()) {
            assertThat(chen.api().delete("/api/v1/session").status()).isEqualTo(204);
            assertThat(agent.delete("/api/v1/desk/session").status()).isEqualTo(204);
            // Both end by themselves, or this would never come back.
            assertThat(wallet.count()).isPositive();
            assertThat(desk.count()).isPositive();
        }
    }

    @Test
    void anEventToldTwiceIsOneEvent() {
        TestCustomer chen = TestCustomer.register(port);
        long before = feed.head(chen.id());
        feed.append(chen.id(), "notice", "once", Map.of("n", 1));
        feed.append(chen.id(), "notice", "once", Map.of("n", 1));
        assertThat(feed.head(chen.id())).isEqualTo(before + 1);
    }

    @Test
    void aTransferIsToldToWhoeverReceivesIt() {
        TestCustomer chen = TestCustomer.register(port).withPin().withMoney("20.00");
        TestCustomer lin = TestCustomer.register(port);
        AtomicLong last = new AtomicLong(feed.head(lin.id()));
        chen.api()
                .post(
                        "/api/v1/transfers",
                        """
                        {"toPhone":"%s","amount":{"amount":"5.00","asset":"CNY"},"pin":"%s"}\
                        """
                                .formatted(lin.phone(), TestCustomer.PIN));
        assertThat(readSome(lin.api(), last, 1)).hasSize(1);
    }

    /** Connects, reads some events, and drops the connection. */
    private static List<Long> readSome(ApiCaller api, AtomicLong last, int most) {
        HttpResponse<Stream<String>> response = api.stream("/api/v1/events", last.get());
        List<Long> got = new ArrayList<>();
        try (Stream<String> lines = response.body()) {
            // The greeting repeats the place.
            lines.filter(line -> line.startsWith("id: "))
                    .skip(1)
                    .limit(most)
                    .forEach(line -> {
                        long seq = Long.parseLong(line.substring(4));
                        got.add(seq);
                        last.set(seq);
                    });
        } catch (UncheckedIOException e) {
            assertThat(e.getCause()).isInstanceOf(IOException.class);
        }
        return got;
    }
}
