package io.xiaohu.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.ConsoleCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's own server, signing by what the description says and nothing else. */
public final class TestMerchant {

    public static final String ORDERS = "/api/v1/merchant/orders";

    private static final Pattern TOLD =
            Pattern.compile("merchant-id: (\\S+)\\s+merchant-secret: (\\S+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String id;
    private final String secret;

    private String language = "en";

    public String nonce = "";
    public Instant at = Instant.EPOCH;

    public record Answer(int status, JsonNode json) {
        public String code() {
            return json.path("code").asString("");
        }
    }

    public TestMerchant(int port, String id, String secret) {
        this.base = "http://localhost:" + port;
        this.id = id;
        this.secret = secret;
    }

    /** Adds a merchant as an operator does, with the command. */
    public static TestMerchant open(int port, List<ConsoleCommand> commands, String name) {
        ConsoleCommand add =
                commands.stream()
                        .filter(command -> command.name().equals("merchant add"))
                        .findFirst()
                        .orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(add.run(List.of(name), print)).isZero();
        Matcher told = TOLD.matcher(out.toString(StandardCharsets.UTF_8));
        assertThat(told.find()).isTrue();
        return new TestMerchant(port, told.group(1), told.group(2));
    }

    public TestMerchant speaking(String tag) {
        language = tag;
        return this;
    }

    public String id() {
        return id;
    }

    public String secret() {
        return secret;
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer order(String number, String amount) {
        return post(
                ORDERS,
                "{\"orderNumber\":\"%s\",\"amount\":{\"amount\":\"%s\",\"asset\":\"CNY\"},\"subject\":\"Tea\"}"
                        .formatted(number, amount));
    }

    public Answer charge(String number, String amount, String payCode) {
        return post(
                ORDERS,
                "{\"orderNumber\":\"%s\",\"amount\":{\"amount\":\"%s\",\"asset\":\"CNY\"},\"subject\":\"Tea\",\"payCode\":\"%s\"}"
                        .formatted(number, amount, payCode));
    }

    public Answer refund(String number, String refundNumber, String amount) {
        return post(
                ORDERS + "/" + number + "/refunds",
                "{\"refundNumber\":\"%s\",\"amount\":{\"amount\":\"%s\",\"asset\":\"CNY\"}}"
                        .formatted(refundNumber, amount));
    }

    private Answer send(String method, String path, String body) {
        nonce = UUID.randomUUID().toString();
        at = Instant.now();
        return send(method, path, body, body);
    }

    /** Sends one body under the signature of another, with the nonce and the time as they are. */
    public Answer send(String method, String path, String body, String signed) {
        String timestamp = Long.toString(at.getEpochSecond());
        try {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(base + path))
                                    .header("Content-Type", "application/json")
                                    .header("Accept-Language", language)
                                    .header("X-Xiaohu-Merchant", id)
                                    .header("X-Xiaohu-Timestamp", timestamp)
                                    .header("X-Xiaohu-Nonce", nonce)
                                    .header(
                                            "X-Xiaohu-Signature",
                                            signature(method, path, timestamp, signed))
                                    .method(
                                            method,
                                            method.equals("GET")
                                                    ? HttpRequest.BodyPublishers.noBody()
                                                    : HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JsonMapper.shared().readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String signature(String method, String path, String timestamp, String body) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(body.getBytes(StandardCharsets.UTF_8));
            String text =
                    String.join(
                            "\n", method, path, timestamp, nonce, HexFormat.of().formatHex(digest));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
