package io.xiaohu.funding;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Steers the second simulated bank as its console does, and moves money through it. */
public final class Sandbox {

    public static final String OTHER = "sandbox-b";

    /** Valid numbers by their check digit, of nobody. */
    public static final String CARD = "6222020000000000000";

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final ApiCaller finance;

    public Sandbox(int port) {
        this.finance = TestStaff.signIn(port, "finance");
    }

    public ApiCaller finance() {
        return finance;
    }

    public void steer(String mode, String fee, String statement) {
        ApiCaller.Answer answer =
                finance.put(
                        "/api/v1/desk/sandbox/" + OTHER,
                        """
                        {"mode":"%s","fee":{"amount":"%s","asset":"CNY"},"statement":"%s"}\
                        """
                                .formatted(mode, fee, statement));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    public void steer(String mode) {
        steer(mode, "0.00", "RIGHT");
    }

    public void rejectWith(String code) {
        ApiCaller.Answer answer =
                finance.put(
                        "/api/v1/desk/sandbox/" + OTHER,
                        """
                        {"mode":"REJECT","fee":{"amount":"0.00","asset":"CNY"},\
                        "statement":"RIGHT","rejectCode":"%s"}\
                        """
                                .formatted(code));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    public static ApiCaller.Answer topUp(TestCustomer customer, String channel, String amount) {
        return customer.api()
                .post(
                        "/api/v1/top-ups",
                        """
                        {"channel":"%s","amount":{"amount":"%s","asset":"CNY"}}\
                        """
                                .formatted(channel, amount));
    }

    public static ApiCaller.Answer withdraw(
            TestCustomer customer, String channel, String destination, String amount) {
        return customer.api()
                .post(
                        "/api/v1/withdrawals",
                        """
                        {"channel":"%s","destination":"%s","pin":"%s",\
                        "amount":{"amount":"%s","asset":"CNY"}}\
                        """
                                .formatted(channel, destination, TestCustomer.PIN, amount));
    }

    public static JsonNode channel(ApiCaller api, String id) {
        for (JsonNode one : api.get("/api/v1/payment-channels").json().path("items")) {
            if (one.path("id").asString().equals(id)) {
                return one;
            }
        }
        throw new AssertionError("no channel " + id);
    }

    /** How much of a limit a customer has used. */
    public static String used(TestCustomer customer, String limit) {
        return customer.api()
                .get("/api/v1/limits")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("code").asString().equals(limit))
                .map(one -> one.path("used").path("amount").asString())
                .findFirst()
                .orElseThrow();
    }

    public static JsonNode untilState(TestCustomer customer, String path, String... states) {
        return until(
                () -> customer.api().get(path).json(),
                node -> List.of(states).contains(node.path("state").asString()));
    }

    public static <T> T until(Supplier<T> look, Predicate<T> condition) {
        Instant limit = Instant.now().plus(PATIENCE);
        T seen = look.get();
        while (!condition.test(seen)) {
            assertThat(Instant.now()).as("last seen: %s", seen).isBefore(limit);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            seen = look.get();
        }
        return seen;
    }
}
