package io.xiaohu.ledger.proof;

import io.xiaohu.kernel.SigningKeys;
import io.xiaohu.ledger.core.Canonical;
import java.util.Arrays;
import java.util.List;

/**
 * What all chains came to at a moment, signed.
 *
 * @param number 1 for the first, without gaps
 * @param horizonMicros every entry booked up to here is in it and none after, in microseconds since
 *     1970
 * @param accounts how many accounts had an entry by then
 * @param root the Merkle root over their heads
 * @param eventNumbers each partition's last event when it was made
 * @param auditNumber the audit trail's last line when it was made
 * @param auditHash that line's hash
 * @param previous the digest of the seal before it; zeros for the first
 * @param publicKey whose signature it is
 */
@SuppressWarnings("ArrayRecordComponent") // compared by digest
public record Seal(
        long number,
        long horizonMicros,
        long accounts,
        byte[] root,
        List<Long> eventNumbers,
        long auditNumber,
        byte[] auditHash,
        byte[] previous,
        byte[] publicKey,
        byte[] signature) {

    static final byte[] NONE_BEFORE = new byte[32];

    private static final String LABEL = "xiaohu ledger seal 1";

    public Seal {
        eventNumbers = List.copyOf(eventNumbers);
    }

    /** What is signed, and what the next seal names. */
    public byte[] digest() {
        Canonical canonical =
                new Canonical()
                        .put(LABEL)
                        .put(number)
                        .put(horizonMicros)
                        .put(accounts)
                        .put(root)
                        .put(eventNumbers.size());
        eventNumbers.forEach(number -> canonical.put(number.longValue()));
        return canonical.put(auditNumber).put(auditHash).put(previous).put(publicKey).hash();
    }

    /** The same seal with a signature. */
    Seal signedBy(SigningKeys keys) {
        return new Seal(
                number,
                horizonMicros,
                accounts,
                root,
                eventNumbers,
                auditNumber,
                auditHash,
                previous,
                publicKey,
                keys.sign(digest()));
    }

    public boolean isSigned() {
        return SigningKeys.isSigned(publicKey, digest(), signature);
    }

    boolean isSameAs(Seal other) {
        return Arrays.equals(digest(), other.digest()) && Arrays.equals(signature, other.signature);
    }
}
