package io.xiaohu.kernel;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Ed25519 keys that sign what anybody may check. They are kept beside the data and never in the
 * database, so that whoever can rewrite the database cannot sign it. The highest number signs; the
 * public half of an older one stays, so that what it signed is still recognised.
 */
public final class SigningKeys {

    private static final String ALGORITHM = "Ed25519";
    private static final int PUBLIC_BYTES = 32;

    /** What stands before the 32 bytes of a public key in X.509 (RFC 8410). */
    private static final byte[] X509_START = {
        0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
    };

    private final NavigableMap<Integer, Key> keys;

    /**
     * One key.
     *
     * @param publicKey its 32 bytes (RFC 8032)
     * @param privateKey PKCS #8; null when it only recognises what it signed once
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    public record Key(byte[] publicKey, byte @Nullable [] privateKey) {

        public Key {
            if (publicKey.length != PUBLIC_BYTES) {
                throw new IllegalArgumentException("a public key has 32 bytes");
            }
        }
    }

    /**
     * @param keys by number
     * @throws IllegalArgumentException when the newest cannot sign or a pair does not belong
     *     together
     */
    public SigningKeys(Map<Integer, Key> keys) {
        this.keys = new TreeMap<>(keys);
        if (this.keys.isEmpty()) {
            throw new IllegalArgumentException("no key to sign with");
        }
        byte[] nothing = {};
        if (!isSigned(publicKey(), nothing, sign(nothing))) {
            throw new IllegalArgumentException("the newest key's halves do not belong together");
        }
    }

    public static Key newKey() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] x509 = pair.getPublic().getEncoded();
            return new Key(
                    Arrays.copyOfRange(x509, X509_START.length, x509.length),
                    pair.getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** The public half of the key that signs now. */
    public byte[] publicKey() {
        return keys.lastEntry().getValue().publicKey().clone();
    }

    public byte[] sign(byte[] message) {
        byte[] encoded = keys.lastEntry().getValue().privateKey();
        if (encoded == null) {
            throw new IllegalArgumentException("the newest key has no private half");
        }
        try {
            PrivateKey key =
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (java.security.spec.InvalidKeySpecException | java.security.InvalidKeyException e) {
            throw new IllegalArgumentException("the newest key is not one of Ed25519", e);
        } catch (GeneralSecurityException e) {
            throw unavailable(e);
        }
    }

    /** Whether the public key is one of these, present or past. */
    public boolean knows(byte[] publicKey) {
        return keys.values().stream().anyMatch(key -> Arrays.equals(key.publicKey(), publicKey));
    }

    /** Whether the signature is the public key's over the message. */
    public static boolean isSigned(byte[] publicKey, byte[] message, byte[] signature) {
        byte[] x509 = Arrays.copyOf(X509_START, X509_START.length + publicKey.length);
        System.arraycopy(publicKey, 0, x509, X509_START.length, publicKey.length);
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(
                    KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509)));
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException notOne) {
            return false;
        }
    }

    private static IllegalStateException unavailable(GeneralSecurityException e) {
        return new IllegalStateException("Ed25519 is part of every Java", e);
    }
}
