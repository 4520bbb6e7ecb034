package io.xiaohu.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.AtOnce;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real processes on one external database whose owner is no superuser. */
class ExternalDatabaseTests {

    private static final Map<String, String> OWNER =
            Map.of("XIAOHU_DB_USER", "wallet_owner", "XIAOHU_DB_PASSWORD", "owner-of-the-tests");

    @TempDir private Path folder = Path.of("");

    @Test
    void twoServersShareItAndTheOtherModeRefusesIt() {
        String url = TestPostgres.newDatabaseOf("wallet_owner", "owner-of-the-tests");
        int port = RealProcess.freePort();
        int other = RealProcess.freePort();
        try (RealProcess first = start(url, port, "--demo");
                RealProcess second = start(url, other, "--demo")) {
            first.ready();
            second.ready();
            TestCustomer chen = TestCustomer.register(port).withMoney("20.00");
            ApiCaller elsewhere = new ApiCaller(other);
            ApiCaller.Answer signedIn =
                    elsewhere.post(
                            "/api/v1/sessions",
                            "{\"phone\":\"%s\",\"password\":\"%s\"}"
                                    .formatted(chen.phone(), TestCustomer.PASSWORD));
            assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(201);
            assertThat(elsewhere.get("/api/v1/balances").text()).contains("20.00");
            assertThatGuessesAtBothAreBounded(chen.withPin(), elsewhere, port, other);
        }
        RealProcess real = start(url, RealProcess.freePort(), "--host=127.0.0.1");
        assertThat(real.exit()).isEqualTo(2);
        assertThat(real.output().strip().lines()).hasSize(1);
    }

    /** Fifty wrong PINs at once at both: each server compares one at a time. */
    private static void assertThatGuessesAtBothAreBounded(
            TestCustomer chen, ApiCaller elsewhere, int port, int other) {
        List<ApiCaller> servers = List.of(chen.api(), elsewhere);
        List<String> answers =
                AtOnce.times(50, n -> changePin(servers.get(n % 2), "%06d".formatted(200_000 + n)));
        assertThat(answers).containsOnly("PIN_WRONG", "PIN_LOCKED");
        assertThat(compared(port) + compared(other)).isBetween(5.0, 6.0);
        assertThat(servers)
                .allMatch(server -> changePin(server, TestCustomer.PIN).equals("PIN_LOCKED"));
    }

    private static String changePin(ApiCaller server, String current) {
        return server.put(
                        "/api/v1/me/payment-pin",
                        "{\"pin\":\"271828\",\"currentPin\":\"" + current + "\"}")
                .code();
    }

    /** Wrong PINs a server has compared. */
    private static double compared(int port) {
        return new ApiCaller(port)
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith("xiaohu_pin_comparisons_total{outcome=\"wrong\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    private RealProcess start(String url, int port, String more) {
        return RealProcess.start(
                folder,
                OWNER,
                "run",
                more,
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString(),
                "--db",
                url);
    }
}
