package io.xiaohu.notification.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Aliyun, Tencent Cloud and Twilio on one local port: checks each request's signature with what the
 * vendor's documentation says and nothing of the server's, and answers as the vendor does.
 */
public final class VendorServer implements AutoCloseable {

    /** What a vendor does with the next texts; anything else is the code it refuses them with. */
    public static final String ACCEPT = "accept";

    public static final String DOWN = "down";

    /** A text a vendor was asked to send. */
    public record Sent(String vendor, String reference, Map<String, String> fields) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final VendorChecks checks = new VendorChecks();
    private final Map<String, String> behaviour = new ConcurrentHashMap<>();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private volatile Consumer<Sent> beforeAnswer = text -> {};

    public VendorServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void behave(String vendor, String how) {
        behaviour.put(vendor, how);
    }

    /** Everybody accepts again, nothing was sent. */
    public void reset() {
        behaviour.clear();
        sent.clear();
        asked.clear();
        beforeAnswer = text -> {};
    }

    /** Done with a text after it was taken and before that is answered. */
    public void beforeAnswer(Consumer<Sent> what) {
        beforeAnswer = what;
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    public int asked(String vendor) {
        return asked.getOrDefault(vendor, new AtomicInteger()).get();
    }

    private void handle(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (call.getRequestHeaders().containsKey("x-acs-action")) {
            aliyun(call);
        } else if (call.getRequestHeaders().containsKey("X-TC-Action")) {
            tencent(call, body);
        } else {
            twilio(call, body);
        }
    }

    private void aliyun(HttpExchange call) throws IOException {
        boolean voice = call.getRequestHeaders().getFirst("x-acs-action").startsWith("Single");
        String vendor = voice ? "aliyun-calls" : "aliyun";
        String how = how(vendor);
        if (how.equals(DOWN)) {
            answer(call, 503, "Service Unavailable");
        } else if (!checks.aliyun(call)) {
            answer(call, 400, "{\"Code\":\"SignatureDoesNotMatch\",\"Message\":\"x\"}");
        } else if (!how.equals(ACCEPT)) {
            answer(call, 200, "{\"Code\":\"" + how + "\",\"Message\":\"x\",\"RequestId\":\"r\"}");
        } else {
            Sent text = take(vendor, form(call.getRequestURI().getRawQuery()));
            answer(
                    call,
                    200,
                    "{\"Code\":\"OK\",\"Message\":\"OK\",\"RequestId\":\"r\",\"%s\":\"%s\"}"
                            .formatted(voice ? "CallId" : "BizId", text.reference()));
        }
    }

    private void tencent(HttpExchange call, String body) throws IOException {
        String how = how("tencent");
        if (how.equals(DOWN)) {
            answer(call, 502, "");
        } else if (!checks.tencent(call, body)) {
            answer(
                    call,
                    200,
                    "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.SignatureFailure\","
                            + "\"Message\":\"x\"},\"RequestId\":\"r\"}}");
        } else {
            Map<String, String> fields = new LinkedHashMap<>();
            JsonNode asked = JSON.readTree(body);
            asked.properties().forEach(each -> fields.put(each.getKey(), flat(each.getValue())));
            boolean taken = how.equals(ACCEPT);
            String serial = taken ? take("tencent", fields).reference() : "";
            answer(
                    call,
                    200,
                    "{\"Response\":{\"SendStatusSet\":[{\"SerialNo\":\"%s\",\"Code\":\"%s\"}],\"RequestId\":\"r\"}}"
                            .formatted(serial, taken ? "Ok" : how));
        }
    }

    private void twilio(HttpExchange call, String body) throws IOException {
        String how = how("twilio");
        if (how.equals(DOWN)) {
            answer(call, 500, "");
        } else if (!checks.twilio(call)) {
            answer(call, 401, "{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}");
        } else if (!how.equals(ACCEPT)) {
            answer(call, 400, "{\"code\":" + how + ",\"message\":\"x\",\"status\":400}");
        } else {
            Sent text = take("twilio", form(body));
            answer(call, 201, "{\"sid\":\"" + text.reference() + "\",\"status\":\"queued\"}");
        }
    }

    private String how(String vendor) {
        asked.computeIfAbsent(vendor, each -> new AtomicInteger()).incrementAndGet();
        return behaviour.getOrDefault(vendor, ACCEPT);
    }

    private Sent take(String vendor, Map<String, String> fields) {
        Sent text = new Sent(vendor, vendor + "-" + java.util.UUID.randomUUID(), fields);
        beforeAnswer.accept(text);
        sent.add(text);
        return text;
    }

    private static String flat(JsonNode value) {
        return value.isArray() ? value.path(0).asString("") : value.asString("");
    }

    static Map<String, String> form(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            int at = pair.indexOf('=');
            fields.put(
                    URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void answer(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
