package io.xiaohu.kernel;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that are kept beside the data and never in the database. Every purpose has its own keys,
 * numbered; the highest number is used for what is new, and every stored value names the one it was
 * made with, so that keys can be rotated without rewriting anything.
 */
public final class Keyring {

    /** What a key may be used for; a key never serves two purposes. */
    public enum Purpose {
        PHONE_INDEX,
        PERSONAL_DATA,
        OUTGOING_TEXT,
        VERIFICATION_CODE,
        PAYMENT_PIN,
        CSRF,
        IDEMPOTENCY,
        SECOND_FACTOR
    }

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Purpose, NavigableMap<Byte, byte[]>> keys;

    /**
     * @param keys for each purpose its keys by number, 1 to 127
     */
    public Keyring(Map<Purpose, ? extends Map<Byte, byte[]>> keys) {
        this.keys = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            Map<Byte, byte[]> ofPurpose = keys.get(purpose);
            if (ofPurpose == null || ofPurpose.isEmpty()) {
                throw new IllegalArgumentException("no key for " + purpose);
            }
            this.keys.put(purpose, new TreeMap<>(ofPurpose));
        }
    }

    public static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /** HMAC-SHA-256 under the newest key: one byte for the key's number, then 32 bytes. */
    public byte[] mac(Purpose purpose, byte[] message) {
        return mac(purpose, newest(purpose), message);
    }

    /**
     * Whether the stored value is the MAC of this message, under whichever key it was made; in
     * constant time.
     */
    public boolean macMatches(Purpose purpose, byte[] message, byte[] stored) {
        if (stored.length == 0 || !ofPurpose(purpose).containsKey(stored[0])) {
            return false;
        }
        return MessageDigest.isEqual(mac(purpose, stored[0], message), stored);
    }

    /**
     * The MACs of a message under every key of the purpose, newest first: for looking up what an
     * older key filed.
     */
    public byte[][] allMacs(Purpose purpose, byte[] message) {
        return ofPurpose(purpose).descendingKeySet().stream()
                .map(number -> mac(purpose, number, message))
                .toArray(byte[][]::new);
    }

    /**
     * AES-256-GCM under the newest key: key number, nonce, then cipher text.
     *
     * @param context what the value belongs to, such as a row's id: it opens nowhere else
     */
    public byte[] seal(Purpose purpose, byte[] plain, byte[] context) {
        byte number = newest(purpose);
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, purpose, number, nonce, plain, context);
        return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                .put(number)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @throws IllegalStateException when the key is gone or the value was altered or moved
     */
    public byte[] open(Purpose purpose, byte[] sealed, byte[] context) {
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        byte[] body = Arrays.copyOfRange(sealed, 1 + NONCE_BYTES, sealed.length);
        return crypt(Cipher.DECRYPT_MODE, purpose, sealed[0], nonce, body, context);
    }

    private byte[] mac(Purpose purpose, byte number, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(purpose, number), "HmacSHA256"));
            byte[] digest = mac.doFinal(message);
            return ByteBuffer.allocate(1 + digest.length).put(number).put(digest).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is not available", e);
        }
    }

    private byte[] crypt(
            int mode, Purpose purpose, byte number, byte[] nonce, byte[] input, byte[] context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            SecretKeySpec key = new SecretKeySpec(key(purpose, number), "AES");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value sealed for " + purpose + " does not open", e);
        }
    }

    private byte[] key(Purpose purpose, byte number) {
        byte[] key = ofPurpose(purpose).get(number);
        if (key == null) {
            throw new IllegalStateException("key " + number + " for " + purpose + " is gone");
        }
        return key;
    }

    private byte newest(Purpose purpose) {
        return ofPurpose(purpose).lastKey();
    }

    private NavigableMap<Byte, byte[]> ofPurpose(Purpose purpose) {
        NavigableMap<Byte, byte[]> found = keys.get(purpose);
        if (found == null) {
            throw new IllegalStateException("no key for " + purpose);
        }
        return found;
    }
}
