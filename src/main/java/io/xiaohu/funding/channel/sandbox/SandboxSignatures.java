package io.xiaohu.funding.channel.sandbox;

import io.xiaohu.funding.channel.PaymentChannel.Callback;
import io.xiaohu.funding.channel.PaymentChannel.SignedCallback;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Signs what a simulated bank sends by itself, HMAC-SHA-256 over time and body, and checks it. */
@Component
@Profile("demo")
class SandboxSignatures {

    private static final Duration NEWEST = Duration.ofMinutes(5);

    private static final Pattern BODY =
            Pattern.compile("\\{\"order\":\"([0-9a-f-]{36})\",\"result\":\"(DONE|FAILED)\"}");

    private final SandboxSteering steering;
    private final Clock clock;

    SandboxSignatures(SandboxSteering steering, Clock clock) {
        this.steering = steering;
        this.clock = clock;
    }

    SignedCallback sign(String channel, Callback callback) {
        String body =
                "{\"order\":\"%s\",\"result\":\"%s\"}"
                        .formatted(callback.order(), callback.done() ? "DONE" : "FAILED");
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        return new SignedCallback(body, timestamp, signature(channel, timestamp, body));
    }

    Optional<Callback> verify(String channel, SignedCallback signed) {
        boolean right =
                MessageDigest.isEqual(
                        signature(channel, signed.timestamp(), signed.body())
                                .getBytes(StandardCharsets.UTF_8),
                        signed.signature().getBytes(StandardCharsets.UTF_8));
        Matcher body = BODY.matcher(signed.body());
        return right && isNew(signed.timestamp()) && body.matches()
                ? Optional.of(
                        new Callback(UUID.fromString(body.group(1)), body.group(2).equals("DONE")))
                : Optional.empty();
    }

    private boolean isNew(String timestamp) {
        if (!timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(at, clock.instant()).abs().compareTo(NEWEST) <= 0;
    }

    private String signature(String channel, String timestamp, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(steering.callbackKey(channel), "HmacSHA256"));
            byte[] message = (timestamp + "\n" + body).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
