package io.xiaohu.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords, RFC 6238 with SHA-1, 30 seconds and six digits, as every
 * authenticator app has them. A neighbouring step is accepted for clocks that drift; a step that
 * was used, or is older, never again.
 */
public final class Totp {

    private static final long STEP_SECONDS = 30;
    private static final int DIGITS = 1_000_000;
    private static final int SECRET_BYTES = 20;
    private static final String ISSUER = "Xiaohu%20Wallet";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /** A secret as long as the hash it is used with, as RFC 4226 recommends. */
    public static byte[] newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /**
     * @param lastStep the last step that was accepted
     * @return the step this code belongs to, to be stored; empty when the code is not right now
     */
    public static OptionalLong accept(byte[] secret, String code, Instant now, long lastStep) {
        long current = now.getEpochSecond() / STEP_SECONDS;
        for (long step = current - 1; step <= current + 1; step++) {
            if (step > lastStep
                    && MessageDigest.isEqual(
                            at(secret, step).getBytes(UTF_8), code.getBytes(UTF_8))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** The code of a step. */
    public static String at(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xF;
            int binary = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7FFF_FFFF;
            return "%06d".formatted(binary % DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is not available", e);
        }
    }

    /** A secret as authenticator apps read it (RFC 4648, without padding). */
    public static String base32(byte[] secret) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : secret) {
            buffer = buffer << 8 | b & 0xFF;
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32.charAt(buffer >>> bits - 5 & 31));
                bits -= 5;
            }
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE32.charAt(buffer << 5 - bits & 31)).toString();
    }

    /**
     * The key URI that authenticator apps read from a QR code.
     *
     * @param account what the app shows beside our name
     * @param secret as {@link #base32} gives it
     */
    public static String uri(String account, String secret) {
        return "otpauth://totp/"
                + ISSUER
                + ":"
                + URLEncoder.encode(account, UTF_8).replace("+", "%20")
                + "?secret="
                + secret
                + "&issuer="
                + ISSUER
                + "&algorithm=SHA1&digits=6&period=30";
    }
}
