package io.xiaohu.support.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Somebody signed in who calls over HTTP. */
final class DeskLoad {

    private static final int FIRST_ERROR = 400;

    private final HttpClient http;
    private final JsonMapper json;
    private final String base;
    private String cookies = "";
    private String csrfToken = "";

    DeskLoad(HttpClient http, JsonMapper json, int port) {
        this.http = http;
        this.json = json;
        this.base = "http://127.0.0.1:" + port;
    }

    void signIn(String path, String body) throws IOException {
        HttpResponse<String> answer = send("POST", path, body);
        cookies =
                answer.headers().allValues("set-cookie").stream()
                        .map(cookie -> cookie.split(";", 2)[0])
                        .collect(Collectors.joining("; "));
        csrfToken = json.readTree(answer.body()).path("csrfToken").asString();
    }

    String get(String path) throws IOException {
        return send("GET", path, "").body();
    }

    void post(String path, String body) throws IOException {
        send("POST", path, body);
    }

    static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(String method, String path, String body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "seed-" + System.nanoTime());
        List.of("Cookie:" + cookies, "X-CSRF-Token:" + csrfToken)
                .forEach(header -> {
                    String[] parts = header.split(":", 2);
                    if (!parts[1].isEmpty()) {
                        request.header(parts[0], parts[1]);
                    }
                });
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= FIRST_ERROR) {
                throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
