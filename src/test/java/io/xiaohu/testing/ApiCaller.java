package io.xiaohu.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who calls the API over a real socket, as a browser would: keeps cookies, sends the CSRF
 * token back, gives every mutation an idempotency key unless told which.
 */
public final class ApiCaller {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .connectTimeout(Duration.ofSeconds(5))
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
    private String csrfToken = "";
    private String language = "en";
    private @Nullable String address;
    private final Map<String, String> headers = new HashMap<>();

    public ApiCaller(int port) {
        this.base = "http://localhost:" + port;
    }

    /** What came back; {@code json} is a missing node when the body is no JSON. */
    public record Answer(int status, JsonNode json, String text, HttpResponse<String> raw) {

        public String code() {
            return json.path("code").asString("");
        }
    }

    public ApiCaller speaking(String tag) {
        this.language = tag;
        return this;
    }

    /** Calls through a proxy that says where the caller is. */
    public ApiCaller from(String ipAddress) {
        this.address = ipAddress;
        return this;
    }

    /** Sends a header with every call from now on, in place of the one it would send. */
    public ApiCaller with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** What a cookie of this browser holds; empty when there is none. */
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** Forgets the CSRF token, as a foreign page would never know it. */
    public ApiCaller withoutCsrfToken() {
        csrfToken = "";
        return this;
    }

    /** As a browser opens a page. */
    public Answer page(String path) {
        return send(request(path).setHeader("Accept", "text/html,application/xhtml+xml").build());
    }

    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** Follows live events from a place on. Closing the stream drops the connection. */
    public HttpResponse<Stream<String>> stream(String path, long lastEventId) {
        try {
            HttpRequest.Builder request =
                    request(path).header("Last-Event-ID", Long.toString(lastEventId)).GET();
            headers.forEach(request::setHeader);
            return http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks for a file. */
    public HttpResponse<byte[]> file(String path, String body) {
        try {
            HttpRequest request =
                    request(path)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build();
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a file as a browser's form does. */
    public Answer upload(String path, String name, byte[] content) {
        return upload(path, name, content, UUID.randomUUID().toString());
    }

    public Answer upload(String path, String name, byte[] content, String key) {
        String boundary = "xiaohu-boundary";
        byte[] head =
                ("--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                                + name
                                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(head, content, tail)))
                        .build());
    }

    /** A file in a form. */
    public record Sent(String field, String name, byte[] content) {}

    /** Sends a form with files and words, as a browser does. */
    public Answer form(String path, Map<String, byte[]> files, Map<String, String> words) {
        return form(
                path,
                files.entrySet().stream()
                        .map(file -> new Sent(file.getKey(), "f", file.getValue()))
                        .toList(),
                words);
    }

    public Answer form(String path, List<Sent> files, Map<String, String> words) {
        String boundary = "xiaohu-boundary";
        List<byte[]> all = new ArrayList<>();
        words.forEach((name, value) ->
                all.add(
                        ("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n")
                                .formatted(boundary, name, value)
                                .getBytes(StandardCharsets.UTF_8)));
        for (Sent file : files) {
            all.add(
                    ("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                                    + "Content-Type: application/octet-stream\r\n\r\n")
                            .formatted(boundary, file.field(), file.name())
                            .getBytes(StandardCharsets.UTF_8));
            all.add(file.content());
            all.add("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        all.add(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofByteArrays(all))
                        .build());
    }

    public Answer post(String path, String body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    /**
     * @param key the idempotency key; null sends none
     */
    public Answer post(String path, String body, @Nullable String key) {
        return change("POST", path, body, key);
    }

    public Answer put(String path, String body) {
        return change("PUT", path, body, UUID.randomUUID().toString());
    }

    public Answer delete(String path) {
        return change("DELETE", path, "", null);
    }

    public Answer change(String method, String path, String body, @Nullable String key) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return send(request.build());
    }

    /** Takes over the CSRF token of an answer that carries one. */
    private Answer send(HttpRequest asked) {
        HttpRequest.Builder changed = HttpRequest.newBuilder(asked, (name, value) -> true);
        headers.forEach(changed::setHeader);
        HttpRequest request = headers.isEmpty() ? asked : changed.build();
        try {
            HttpResponse<String> raw = http.send(request, HttpResponse.BodyHandlers.ofString());
            String type = raw.headers().firstValue("Content-Type").orElse("");
            boolean isJson = type.contains("json") && !type.contains("ndjson");
            JsonNode json = isJson ? JSON.readTree(raw.body()) : JSON.missingNode();
            if (json.path("csrfToken").isString()) {
                csrfToken = json.path("csrfToken").stringValue();
            }
            return new Answer(raw.statusCode(), json, raw.body(), raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(90))
                        .header("Accept-Language", language);
        if (!csrfToken.isEmpty()) {
            request.header("X-CSRF-Token", csrfToken);
        }
        if (address != null) {
            request.header("X-Forwarded-For", address);
        }
        return request;
    }
}
