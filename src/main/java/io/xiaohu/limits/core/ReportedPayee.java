package io.xiaohu.limits.core;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody money must not go to.
 *
 * @param customerId null for a card, and for a phone nobody has registered
 * @param hash a keyed hash of the number; null for a customer
 * @param shown what staff may read of it
 * @param listedAt null while it is only proposed
 */
public record ReportedPayee(
        UUID id,
        Kind kind,
        @Nullable UUID customerId,
        byte @Nullable [] hash,
        String shown,
        String why,
        Instant draftedAt,
        @Nullable Instant listedAt,
        @Nullable Instant removedAt) {

    /** What it is known by. */
    public enum Kind {
        CUSTOMER,
        CARD,
        PHONE
    }

    public boolean isListed() {
        return listedAt != null && removedAt == null;
    }
}
