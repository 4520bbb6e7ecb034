package io.xiaohu.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.SecondServer;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import io.xiaohu.testing.Waiting;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Two servers on one database; connections are cut and one server goes away. */
@IntegrationTest
class ReachIntegrationTests {

    private static final int LINES = 60;

    @LocalServerPort private int port;
    @Autowired private ApplicationContext here;

    @Test
    void everyLineArrivesOnceAndInOrderThoughConnectionsAreCutAndAServerStops() {
        TestCustomer chen = TestCustomer.register(port);
        ConfigurableApplicationContext second = SecondServer.beside(here);
        try {
            ApiCaller elsewhere = signedIn(chen, SecondServer.portOf(second));
            String id = opened(chen);
            ApiCaller agent = TestStaff.signIn(port, "agent");
            agent.post("/api/v1/desk/conversations/" + id + "/claim", "{}");
            ApiCaller agentElsewhere = TestStaff.signIn(SecondServer.portOf(second), "agent");
            Reader reader = new Reader(id, List.of(chen.api(), elsewhere));
            CompletableFuture<Void> reading = CompletableFuture.runAsync(reader::run);
            long last = 0;
            for (int n = 0; n < LINES; n++) {
                boolean here = n % 2 == 0 || n >= LINES / 2;
                if (n == LINES / 2) {
                    second.close();
                }
                last = write(here ? agent : agentElsewhere, id, n);
            }
            long all = last;
            Waiting.until(() -> reader.got.size() >= all);
            reader.stop();
            reading.join();
            assertThat(reader.got)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, all).boxed().toList());
        } finally {
            second.close();
        }
    }

    @Test
    void aDeskThatWasCutOffIsToldWhatChangedMeanwhile() {
        TestCustomer chen = TestCustomer.register(port);
        String id = opened(chen);
        ApiCaller agent = TestStaff.signIn(port, "agent");
        long place = System.currentTimeMillis();
        String seen = "";
        chen.api()
                .post(
                        "/api/v1/conversations/" + id + "/messages",
                        "{\"clientId\":\"cut\",\"text\":\"还在吗\"}");
        HttpResponse<Stream<String>> response = agent.stream("/api/v1/desk/events", place);
        try (Stream<String> lines = response.body()) {
            seen =
                    lines.filter(line -> line.startsWith("data:") && line.contains(id))
                            .findFirst()
                            .orElse("");
        }
        assertThat(seen).contains(id);
    }

    @Test
    void whoeverIsNamedIsToldAtOnce() {
        String id = opened(TestCustomer.register(port));
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        ApiCaller agent = TestStaff.signIn(port, "agent");
        HttpResponse<Stream<String>> response =
                supervisor.stream("/api/v1/desk/events", System.currentTimeMillis());
        try (Stream<String> lines = response.body()) {
            AtomicLong told = new AtomicLong();
            lines.filter(line -> line.equals("event: mention"))
                    .peek(line -> {
                        if (told.incrementAndGet() == 1) {
                            agent.post(
                                    "/api/v1/desk/conversations/" + id + "/messages",
                                    "{\"clientId\":\"n\",\"text\":\"@刘洋 看\",\"internal\":true}");
                        }
                    })
                    .limit(2)
                    .forEach(line -> {});
            assertThat(told).hasValue(2);
        }
    }

    /**
     * A wallet: follows events, drops the connection after a few, and comes back to either server.
     */
    private static final class Reader {

        private final String id;
        private final List<ApiCaller> servers;
        private final List<Long> got = new CopyOnWriteArrayList<>();
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final AtomicLong place = new AtomicLong();

        Reader(String id, List<ApiCaller> servers) {
            this.id = id;
            this.servers = servers;
        }

        void stop() {
            running.set(false);
        }

        void run() {
            for (int n = 0; running.get(); n++) {
                ApiCaller server = servers.get(n % servers.size());
                try (Stream<String> lines = server.stream("/api/v1/events", place.get()).body()) {
                    catchUp(server);
                    lines.takeWhile(line -> running.get())
                            .filter(line -> line.startsWith("id: "))
                            .limit(5)
                            .forEach(line -> {
                                place.set(Long.parseLong(line.substring(4)));
                                catchUp(server);
                            });
                } catch (UncheckedIOException gone) {
                    // The other server is tried.
                }
            }
        }

        private void catchUp(ApiCaller server) {
            long after = got.isEmpty() ? 0 : got.getLast();
            JsonNode items =
                    server.get("/api/v1/conversations/" + id + "/messages?afterSeq=" + after)
                            .json()
                            .path("items");
            items.forEach(line -> got.add(line.path("seq").asLong()));
        }
    }

    private static long write(ApiCaller agent, String id, int n) {
        return agent.post(
                        "/api/v1/desk/conversations/" + id + "/messages",
                        "{\"clientId\":\"r%d\",\"text\":\"%d\"}".formatted(n, n))
                .json()
                .path("seq")
                .asLong();
    }

    private static String opened(TestCustomer customer) {
        return customer.api()
                .post("/api/v1/conversations", "{\"topic\":\"OTHER\",\"message\":\"你好\"}")
                .json()
                .path("id")
                .asString();
    }

    private static ApiCaller signedIn(TestCustomer customer, int port) {
        ApiCaller api = new ApiCaller(port);
        ApiCaller.Answer answer =
                api.post(
                        "/api/v1/sessions",
                        "{\"phone\":\"%s\",\"password\":\"%s\"}"
                                .formatted(customer.phone(), TestCustomer.PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return api;
    }
}
