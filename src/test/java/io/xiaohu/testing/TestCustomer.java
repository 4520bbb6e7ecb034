package io.xiaohu.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A customer who really registered, signed in and, when asked, set a PIN and topped up. */
public final class TestCustomer {

    public static final String PASSWORD = "a-long-enough-passphrase";
    public static final String PIN = "314159";

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final AtomicLong NEXT =
            new AtomicLong(ThreadLocalRandom.current().nextLong(10_000_000, 90_000_000));

    private final ApiCaller api;
    private final String phone;
    private final UUID id;

    private TestCustomer(ApiCaller api, String phone, UUID id) {
        this.api = api;
        this.phone = phone;
        this.id = id;
    }

    /** A mobile number nobody has used in this run. */
    public static String newPhone() {
        return "139%08d".formatted(NEXT.getAndIncrement() % 100_000_000);
    }

    public static TestCustomer register(int port) {
        return register(port, "");
    }

    public static TestCustomer register(int port, String name) {
        return register(port, newPhone(), name);
    }

    /** With a number that was chosen before, such as one that money waits for. */
    public static TestCustomer register(int port, String phone, String name) {
        ApiCaller api = new ApiCaller(port);
        ask(api, phone, "REGISTER");
        // It may have been told other things meanwhile.
        String code = codeSaying(api, phone, "");
        ApiCaller.Answer answer =
                api.post(
                        "/api/v1/customers",
                        """
                        {"phone":"%s","password":"%s","code":"%s","displayName":"%s"}\
                        """
                                .formatted(phone, PASSWORD, code, name));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new TestCustomer(api, phone, UUID.fromString(answer.json().path("id").asString()));
    }

    public TestCustomer withPin() {
        ApiCaller.Answer answer = api.put("/api/v1/me/payment-pin", "{\"pin\":\"" + PIN + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        return this;
    }

    public TestCustomer withMoney(String amount) {
        ApiCaller.Answer answer =
                api.post(
                        "/api/v1/top-ups",
                        """
                        {"channel":"sandbox","amount":{"amount":"%s","asset":"CNY"}}\
                        """
                                .formatted(amount));
        assertThat(answer.json().path("state").asString()).as(answer.text()).isEqualTo("SUCCEEDED");
        return this;
    }

    public ApiCaller api() {
        return api;
    }

    public String phone() {
        return phone;
    }

    public UUID id() {
        return id;
    }

    public String available() {
        JsonNode items = api.get("/api/v1/balances").json().path("items");
        return items.path(0).path("available").path("amount").asString();
    }

    /** Reads the code of a text whose words contain this; it may not be the latest yet. */
    public static String codeSaying(ApiCaller api, String phone, String words) {
        Instant until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            for (JsonNode item : api.get("/demo/outbox?to=" + phone).json().path("items")) {
                Matcher code = CODE.matcher(item.path("text").asString());
                if (item.path("text").asString().contains(words) && code.find()) {
                    return code.group(1);
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("no text for " + phone + " says " + words);
    }

    /** Asks for a code and reads it from the demo's outbox. */
    public static String code(ApiCaller api, String phone, String purpose) {
        ask(api, phone, purpose);
        return latestCode(api, phone);
    }

    private static void ask(ApiCaller api, String phone, String purpose) {
        ApiCaller.Answer asked =
                api.post(
                        "/api/v1/codes",
                        """
                        {"phone":"%s","purpose":"%s"}\
                        """
                                .formatted(phone, purpose));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    }

    public static String latestCode(ApiCaller api, String phone) {
        String to = URLEncoder.encode(phone, StandardCharsets.UTF_8);
        Instant until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            JsonNode items = api.get("/demo/outbox?to=" + to).json().path("items");
            if (items.size() > 0) {
                Matcher code = CODE.matcher(items.path(0).path("text").asString());
                return code.find() ? code.group(1) : "";
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("no text came for " + phone);
    }
}
