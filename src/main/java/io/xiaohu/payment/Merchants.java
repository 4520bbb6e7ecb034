package io.xiaohu.payment;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Tokens;
import io.xiaohu.payment.jdbc.MerchantRows;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Merchants and the requests they sign. A signature is the HMAC-SHA-256, as hex, of five lines:
 * method, path, timestamp (seconds since 1970), nonce, and the SHA-256 of the body as hex. It is
 * good for five minutes on either side of its timestamp, and once.
 */
@Service
public class Merchants {

    private static final Duration GOOD_FOR = Duration.ofMinutes(5);
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    /** What a request says of itself. */
    public record Signed(
            String method,
            String path,
            @Nullable String merchant,
            @Nullable String timestamp,
            @Nullable String nonce,
            @Nullable String signature,
            byte[] body) {
        /** Says nothing of what was sent. */
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** A new merchant: the secret is told once. */
    public record Opened(UUID id, String secret) {
        /** Says nothing of the secret. */
        @Override
        public String toString() {
            return "merchant " + id;
        }
    }

    private final MerchantRows rows;
    private final Clock clock;

    Merchants(MerchantRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Opens an account; empty when there is a merchant of this name. */
    public Optional<Opened> open(String name) {
        String secret = Tokens.create();
        return rows.insert(name, secret).map(id -> new Opened(id, secret));
    }

    /** What a merchant is called; empty when there is none. */
    public Optional<String> name(UUID id) {
        return rows.name(id);
    }

    /**
     * Whose request this is. The nonce is used up by a right signature alone.
     *
     * @throws io.xiaohu.kernel.ProblemException SIGNATURE_WRONG, also for an unknown merchant;
     *     SIGNATURE_STALE; REQUEST_REPLAYED
     */
    public UUID require(Signed request) {
        UUID merchant = id(request.merchant());
        byte[] secret = rows.secret(merchant).orElseThrow(Merchants::wrong);
        String timestamp = request.timestamp();
        String nonce = request.nonce();
        String signature = request.signature();
        if (timestamp == null
                || nonce == null
                || signature == null
                || !SECONDS.matcher(timestamp).matches()
                || !NONCE.matcher(nonce).matches()) {
            throw wrong();
        }
        String text =
                String.join(
                        "\n",
                        request.method(),
                        request.path(),
                        timestamp,
                        nonce,
                        HexFormat.of().formatHex(Tokens.sha256(request.body())));
        byte[] expected =
                HexFormat.of().formatHex(hmac(secret, text)).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
            throw wrong();
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(signed, clock.instant()).abs().compareTo(GOOD_FOR) > 0) {
            throw Problem.of(Reason.SIGNATURE_STALE).exception();
        }
        if (!rows.useNonce(merchant, nonce)) {
            throw Problem.of(Reason.REQUEST_REPLAYED).exception();
        }
        return merchant;
    }

    private static UUID id(@Nullable String text) {
        try {
            return UUID.fromString(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static byte[] hmac(byte[] secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is part of every Java", e);
        }
    }

    private static ProblemException wrong() {
        return Problem.of(Reason.SIGNATURE_WRONG).exception();
    }
}
