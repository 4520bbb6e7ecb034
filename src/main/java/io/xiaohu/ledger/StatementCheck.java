package io.xiaohu.ledger;

import io.xiaohu.kernel.Money;
import java.time.Instant;
import java.util.UUID;

/** What the check of a statement's proof came to. */
public sealed interface StatementCheck {

    /**
     * Everything fits together and is signed.
     *
     * @param opening the balance before the period, and {@code closing} the one after it
     * @param entries how many changes the period has
     * @param moved how many of them changed the balance
     * @param publicKey whose signature it is, hexadecimal; compare it with the published one
     */
    record Whole(
            UUID account,
            UUID owner,
            Instant from,
            Instant to,
            Money opening,
            Money closing,
            int entries,
            int moved,
            long seal,
            Instant sealedUpTo,
            String publicKey)
            implements StatementCheck {}

    /** It is a proof, but something does not fit; this sentence says what. */
    record Broken(String sentence) implements StatementCheck {}

    /** It is no proof of a statement at all. */
    record Foreign(String sentence) implements StatementCheck {}
}
