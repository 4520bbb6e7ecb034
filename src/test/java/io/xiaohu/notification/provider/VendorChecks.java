package io.xiaohu.notification.provider;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The vendors' side of signing, written from their documentation, with the keys of the tests. */
public final class VendorChecks {

    public static final String ALIYUN_SECRET = "aliyun-secret-of-the-tests";
    public static final String TENCENT_SECRET = "tencent-secret-of-the-tests";
    public static final String TWILIO_TOKEN = "twilio-token-of-the-tests";

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);
    private static final Pattern ACS3 =
            Pattern.compile(
                    "ACS3-HMAC-SHA256"
                        + " Credential=test-key-id,SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})");
    private static final Pattern TC3 =
            Pattern.compile(
                    "TC3-HMAC-SHA256"
                            + " Credential=test-secret-id/(\\d{4}-\\d\\d-\\d\\d)/sms/tc3_request,"
                            + " SignedHeaders=content-type;host, Signature=([0-9a-f]{64})");

    private final Set<String> nonces = new HashSet<>();

    /** Date within 15 minutes, nonce new, every x-acs-* header and host signed. */
    boolean aliyun(HttpExchange call) {
        Matcher given = ACS3.matcher(header(call, "Authorization"));
        boolean fresh;
        synchronized (nonces) {
            fresh = nonces.add(header(call, "x-acs-signature-nonce"));
        }
        if (!given.matches()
                || !fresh
                || !isNear(Instant.parse(header(call, "x-acs-date")))
                || !Set.of("SendSms", "SingleCallByTts").contains(header(call, "x-acs-action"))
                || !header(call, "x-acs-version").equals("2017-05-25")
                || !given.group(1)
                        .equals(
                                "host;x-acs-action;x-acs-content-sha256;x-acs-date;"
                                        + "x-acs-signature-nonce;x-acs-version")) {
            return false;
        }
        StringBuilder request = new StringBuilder("POST\n/\n");
        request.append(canonical(VendorServer.form(call.getRequestURI().getRawQuery())));
        request.append('\n');
        for (String name : given.group(1).split(";")) {
            request.append(name).append(':').append(header(call, name)).append('\n');
        }
        request.append('\n').append(given.group(1)).append('\n').append(hash(""));
        String toSign = "ACS3-HMAC-SHA256\n" + hash(request.toString());
        return hex(hmac(ALIYUN_SECRET.getBytes(StandardCharsets.UTF_8), toSign))
                .equals(given.group(2));
    }

    boolean tencent(HttpExchange call, String body) {
        Matcher given = TC3.matcher(header(call, "Authorization"));
        long at = Long.parseLong(header(call, "X-TC-Timestamp"));
        String day = Instant.ofEpochSecond(at).atOffset(ZoneOffset.UTC).toLocalDate().toString();
        if (!given.matches()
                || !given.group(1).equals(day)
                || !isNear(Instant.ofEpochSecond(at))
                || !header(call, "X-TC-Action").equals("SendSms")
                || !header(call, "X-TC-Version").equals("2021-01-11")
                || header(call, "X-TC-Region").isEmpty()) {
            return false;
        }
        String request =
                "POST\n/\n\ncontent-type:%s\nhost:%s\n\ncontent-type;host\n%s"
                        .formatted(header(call, "Content-Type"), header(call, "Host"), hash(body));
        String toSign =
                "TC3-HMAC-SHA256\n%d\n%s/sms/tc3_request\n%s".formatted(at, day, hash(request));
        byte[] key = ("TC3" + TENCENT_SECRET).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {day, "sms", "tc3_request"}) {
            key = hmac(key, part);
        }
        return hex(hmac(key, toSign)).equals(given.group(2));
    }

    boolean twilio(HttpExchange call) {
        String expected =
                Base64.getEncoder()
                        .encodeToString(
                                ("AC-test:" + TWILIO_TOKEN).getBytes(StandardCharsets.UTF_8));
        return call.getRequestURI().getPath().equals("/2010-04-01/Accounts/AC-test/Messages.json")
                && header(call, "Authorization").equals("Basic " + expected);
    }

    private static boolean isNear(Instant time) {
        return Duration.between(time, Instant.now()).abs().compareTo(CLOCKS_DIFFER) < 0;
    }

    private static String header(HttpExchange call, String name) {
        String value = call.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static String canonical(Map<String, String> query) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(query)
                .forEach((name, value) ->
                        all.append(all.isEmpty() ? "" : "&")
                                .append(encode(name))
                                .append('=')
                                .append(encode(value)));
        return all.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String text) {
        try {
            return hex(
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
