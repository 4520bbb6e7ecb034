package io.xiaohu.verification.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Aliyun's Cloudauth on a local port: checks each signature with what the documentation of
 * signature V3 says and nothing of the server's, and answers what it is told to.
 */
final class CloudauthServer implements AutoCloseable {

    static final String SECRET = "cloudauth-secret-of-the-tests";

    private static final Pattern ACS3 =
            Pattern.compile(
                    "ACS3-HMAC-SHA256"
                        + " Credential=test-key-id,SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})");
    private static final Set<String> SIGNED =
            Set.of(
                    "content-type",
                    "host",
                    "x-acs-action",
                    "x-acs-content-sha256",
                    "x-acs-date",
                    "x-acs-signature-nonce",
                    "x-acs-version");

    /** A call that was signed as it should be. */
    record Call(String action, Map<String, String> form) {}

    private final HttpServer server;
    private final Set<String> nonces = new HashSet<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = "";
    private volatile Duration pause = Duration.ZERO;

    CloudauthServer() {
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

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void answers(int withStatus, String withBody) {
        this.status = withStatus;
        this.body = withBody;
        this.pause = Duration.ZERO;
    }

    void answersAfter(Duration howLong) {
        this.pause = howLong;
    }

    Call last() {
        return calls.getLast();
    }

    private void handle(HttpExchange call) throws IOException {
        String form = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!isSigned(call, form)) {
            send(call, 400, "{\"Code\":\"SignatureDoesNotMatch\",\"Message\":\"x\"}");
            return;
        }
        calls.add(new Call(header(call, "x-acs-action"), fields(form)));
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        send(call, status, body);
    }

    private boolean isSigned(HttpExchange call, String form) {
        Matcher given = ACS3.matcher(header(call, "Authorization"));
        if (!given.matches()
                || !Set.of(given.group(1).split(";")).equals(SIGNED)
                || !isFresh(call)
                || call.getRequestURI().getRawQuery() != null
                || !header(call, "x-acs-version").equals("2019-03-07")
                || !header(call, "x-acs-content-sha256").equals(hash(form))) {
            return false;
        }
        StringBuilder request = new StringBuilder("POST\n/\n\n");
        for (String name : given.group(1).split(";")) {
            request.append(name).append(':').append(header(call, name)).append('\n');
        }
        request.append('\n').append(given.group(1)).append('\n').append(hash(form));
        String toSign = "ACS3-HMAC-SHA256\n" + hash(request.toString());
        return hmac(toSign).equals(given.group(2));
    }

    private synchronized boolean isFresh(HttpExchange call) {
        Instant at = Instant.parse(header(call, "x-acs-date"));
        return Duration.between(at, Instant.now()).abs().toMinutes() < 15
                && nonces.add(header(call, "x-acs-signature-nonce"));
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            int at = pair.indexOf('=');
            fields.put(
                    pair.substring(0, at),
                    URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static String header(HttpExchange call, String name) {
        String value = call.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void send(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }

    private static String hmac(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
