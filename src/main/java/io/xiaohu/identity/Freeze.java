package io.xiaohu.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an account is, or was, frozen.
 *
 * @param reason what staff wrote for the customer to read; empty when the customer froze it
 * @param eventId what the customer said was not them
 * @param frozenBy the member of staff; null when the customer froze it
 * @param liftedAt null while it holds
 */
public record Freeze(
        UUID id,
        UUID customerId,
        Cause cause,
        String reason,
        @Nullable UUID eventId,
        @Nullable UUID frozenBy,
        Instant since,
        @Nullable Instant liftedAt) {

    /** On whose account it was frozen, the weakest first. */
    public enum Cause {
        CUSTOMER,
        RISK,
        LAW
    }

    public boolean holds() {
        return liftedAt == null;
    }

    /** Whether it held at that moment. */
    public boolean heldAt(Instant at) {
        return !since.isAfter(at) && (liftedAt == null || liftedAt.isAfter(at));
    }
}
