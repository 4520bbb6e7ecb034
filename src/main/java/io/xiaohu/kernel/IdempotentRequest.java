package io.xiaohu.kernel;

import java.util.Arrays;

/**
 * A call that can be sent twice.
 *
 * @param key what the caller sent as {@code Idempotency-Key}
 * @param content the body in canonical form without PIN, password, code, challenge and proof
 */
public record IdempotentRequest(String key, Digest content) {

    /**
     * A keyed digest of a request's content, and the means to compare it with one stored under an
     * older key.
     */
    public static final class Digest {
        private final Keyring keyring;
        private final byte[] canonical;

        public Digest(Keyring keyring, byte[] canonical) {
            this.keyring = keyring;
            this.canonical = canonical.clone();
        }

        /** What to store with the posting or the flow's row. */
        public byte[] value() {
            return keyring.mac(Keyring.Purpose.IDEMPOTENCY, canonical);
        }

        /** Whether this is the same content as the one stored. */
        public boolean matches(byte[] stored) {
            return keyring.macMatches(Keyring.Purpose.IDEMPOTENCY, canonical, stored);
        }

        @Override
        public String toString() {
            return "Digest[" + Arrays.hashCode(canonical) + "]";
        }
    }
}
