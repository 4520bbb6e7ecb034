package io.xiaohu.ledger.core;

import io.xiaohu.ledger.AccountRef;
import org.jspecify.annotations.Nullable;

/**
 * An account as read under lock.
 *
 * @param bookedAtMicros booking time of its last entry, in microseconds since 1970
 * @param frozen DEBITS, ALL or null
 * @param head the hash of its last entry; {@link Chain#NO_ENTRY} before the first
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared as a whole
public record AccountState(
        AccountRef ref,
        long posted,
        long held,
        long seq,
        long bookedAtMicros,
        @Nullable String frozen,
        boolean closed,
        byte[] head) {

    long available() {
        return Math.subtractExact(posted, held);
    }

    boolean refusesDebits() {
        return frozen != null;
    }

    boolean refusesCredits() {
        return "ALL".equals(frozen);
    }

    /**
     * The account after a change, all but its hash.
     *
     * @throws ArithmeticException when a balance would not fit
     */
    AccountState changed(Change change) {
        long nowPosted = Math.addExact(posted, change.amount());
        long nowHeld = Math.addExact(held, change.heldChange());
        Math.subtractExact(nowPosted, nowHeld);
        return new AccountState(
                ref,
                nowPosted,
                nowHeld,
                seq + 1,
                bookedAtMicros,
                change.step().freezes() ? change.step().freeze() : frozen,
                closed || change.step() == Change.Step.CLOSE,
                head);
    }

    AccountState bookedAs(long atMicros, byte[] hash) {
        return new AccountState(ref, posted, held, seq, atMicros, frozen, closed, hash);
    }
}
