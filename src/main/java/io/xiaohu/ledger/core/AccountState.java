package io.xiaohu.ledger.core;

import io.xiaohu.ledger.AccountRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as read under lock.
 *
 * @param frozen DEBITS, ALL or null
 */
public record AccountState(
        AccountRef ref,
        long posted,
        long held,
        long seq,
        Instant bookedAt,
        @Nullable String frozen,
        boolean closed) {

    long available() {
        return Math.subtractExact(posted, held);
    }

    boolean refusesDebits() {
        return frozen != null;
    }

    boolean refusesCredits() {
        return "ALL".equals(frozen);
    }

    AccountState moved(long amount, long heldChange, Instant at) {
        return new AccountState(
                ref,
                Math.addExact(posted, amount),
                Math.addExact(held, heldChange),
                seq + 1,
                at,
                frozen,
                closed);
    }
}
