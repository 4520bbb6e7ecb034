package io.xiaohu.ledger;

import io.xiaohu.kernel.Tokens;
import java.util.UUID;

/**
 * The id of a posting or a refusal: a UUIDv8 with the owner's partition in its first six bits and
 * the beginning of a SHA-256 of owner, operation and cause after it. The same cause always gives
 * the same id, on every server and after every restart; there is no key in it, since a rotated or
 * lost key must never pay twice.
 */
public record PostingId(UUID value) {

    /**
     * @param owner whose act it is: a customer, a merchant, never one of their accounts
     * @param operation what is done, such as {@code transfer} or {@code withdrawal.capture}
     * @param cause why: for a call the caller's idempotency key, for a flow's step the flow's id
     */
    public static PostingId of(UUID owner, String operation, String cause) {
        byte[] hash = Tokens.hash(owner + "\n" + operation + "\n" + cause);
        return new PostingId(Partition.uuidIn(Partition.of(owner), hash));
    }

    /** Where the posting lies. */
    public int partition() {
        return Partition.in(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
