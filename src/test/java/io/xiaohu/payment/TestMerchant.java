package io.xiaohu.payment;

import java.io.IOException;
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
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant's own server, signing by what the description says and nothing else. */
final class TestMerchant {

    static final String ORDERS = "/api/v1/merchant/orders";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String id;
    private final String secret;

    String nonce = "";
    Instant at = Instant.EPOCH;

    record Answer(int status, JsonNode json) {
        String code() {
            return json.path("code").asString("");
        }
    }

    TestMerchant(int port, String id, String secret) {
        this.base = "http://localhost:" + port;
        this.id = id;
        this.secret = secret;
    }

    String id() {
        return id;
    }

    String secret() {
        return secret;
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer order(String number, String amount) {
        return post(
                ORDERS,
                "{\"orderNumber\":\"%s\",\"amount\":{\"amount\":\"%s\",\"asset\":\"CNY\"},\"subject\":\"Tea\"}"
                        .formatted(number, amount));
    }

    Answer charge(String number, String amount, String payCode) {
        return post(
                ORDERS,
                "{\"orderNumber\":\"%s\",\"amount\":{\"amount\":\"%s\",\"asset\":\"CNY\"},\"subject\":\"Tea\",\"payCode\":\"%s\"}"
                        .formatted(number, amount, payCode));
    }

    Answer refund(String number, String refundNumber, String amount) {
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
    Answer send(String method, String path, String body, String signed) {
        String timestamp = Long.toString(at.getEpochSecond());
        try {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(base + path))
                                    .header("Content-Type", "application/json")
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
