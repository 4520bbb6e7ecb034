package io.xiaohu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestCustomer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The real process is killed in the middle of a top-up and in the middle of a chat. */
class KilledServerTests {

    private static final int LINES = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir private Path folder = Path.of("");

    @Test
    void afterARestartTheTopUpBecomesFinalNothingIsLostOrDoubledAndTheLedgerSumsToZero()
            throws Exception {
        int port = RealProcess.freePort();
        RealProcess first = start(port);
        TestCustomer chen = TestCustomer.register(port);
        String topUp = id(chen.api().post("/api/v1/top-ups", topUp("50.04")));
        String talk =
                id(
                        chen.api()
                                .post(
                                        "/api/v1/conversations",
                                        "{\"topic\":\"TOP_UP\",\"message\":\"还没到账\"}"));
        CompletableFuture<Void> talking =
                CompletableFuture.runAsync(() -> sendAll(chen.api(), talk));
        LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        first.kill();
        try (RealProcess second = start(port)) {
            talking.join();
            assertThat(untilFinal(chen, topUp)).isEqualTo("SUCCEEDED");
            assertThat(chen.available()).isEqualTo("50.04");
            assertThatEveryLineIsThereOnce(chen, talk);
            assertThat(sumOfTheLedger()).isZero();
            assertThat(second.output()).contains("is ready");
        }
    }

    private RealProcess start(int port) {
        return RealProcess.start(
                        folder,
                        Map.of(),
                        "run",
                        "--demo",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        folder.resolve("data").toString())
                .ready();
    }

    /**
     * Sends each line until it is answered, as the wallet does: the same client id is the same
     * line.
     */
    private static void sendAll(ApiCaller api, String talk) {
        for (int n = 0; n < LINES; n++) {
            String line = "{\"clientId\":\"c%d\",\"text\":\"line %d\"}".formatted(n, n);
            Instant until = Instant.now().plus(PATIENCE);
            while (!isDelivered(api, talk, line)) {
                assertThat(Instant.now()).isBefore(until);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private static boolean isDelivered(ApiCaller api, String talk, String line) {
        try {
            return api.post("/api/v1/conversations/" + talk + "/messages", line, null).status()
                    == 201;
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    private static void assertThatEveryLineIsThereOnce(TestCustomer chen, String talk) {
        JsonNode lines =
                chen.api().get("/api/v1/conversations/" + talk + "/messages").json().path("items");
        List<Long> seqs = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        lines.forEach(line -> {
            seqs.add(line.path("seq").asLong());
            if (line.path("text").asString().startsWith("line ")) {
                texts.add(line.path("text").asString());
            }
        });
        // The house may have answered in between.
        assertThat(seqs)
                .hasSizeGreaterThanOrEqualTo(LINES + 2)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
        assertThat(texts)
                .containsExactlyElementsOf(
                        LongStream.range(0, LINES).mapToObj(n -> "line " + n).toList());
    }

    private static String untilFinal(TestCustomer chen, String topUp) {
        Instant until = Instant.now().plus(PATIENCE);
        String state = "";
        while (!List.of("SUCCEEDED", "FAILED").contains(state)) {
            assertThat(Instant.now()).isBefore(until);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            state = chen.api().get("/api/v1/top-ups/" + topUp).json().path("state").asString();
        }
        return state;
    }

    private long sumOfTheLedger() throws Exception {
        try (Connection connection = DriverManager.getConnection(databaseUrl());
                var statement = connection.createStatement();
                ResultSet sum =
                        statement.executeQuery(
                                "select sum(posted) from ledger.account where asset = 'CNY'")) {
            sum.next();
            return sum.getLong(1);
        }
    }

    private String databaseUrl() throws IOException {
        return Files.readString(folder.resolve("data/running.properties"))
                .strip()
                .replaceFirst("url=", "");
    }

    private static String id(ApiCaller.Answer answer) {
        return answer.json().path("id").asString();
    }

    private static String topUp(String amount) {
        return "{\"channel\":\"sandbox\",\"amount\":{\"amount\":\""
                + amount
                + "\",\"asset\":\"CNY\"}}";
    }
}
