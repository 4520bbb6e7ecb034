package io.xiaohu.ledger.core;

import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.PostingId;
import java.util.List;
import java.util.UUID;

/**
 * A hold as read under its account's lock.
 *
 * @param expiresAtMicros from when it can only be given back; {@link #NEVER} when only its flow
 *     ends it
 * @param uses the counters it advanced, to be given back when it is released
 */
public record HoldState(
        PostingId id,
        UUID account,
        long amount,
        long captured,
        State state,
        String purpose,
        long expiresAtMicros,
        List<CounterUse> uses) {

    public static final long NEVER = Long.MAX_VALUE;

    /** HELD until it ends, once. */
    public enum State {
        HELD,
        CAPTURED,
        RELEASED,
        EXPIRED
    }

    /** Whether its time is over without anybody having used it, swept or not. */
    boolean isExpired(long atMicros) {
        return state == State.EXPIRED || (state == State.HELD && atMicros >= expiresAtMicros);
    }

    HoldState ended(State as, long capturedAmount) {
        return new HoldState(
                id, account, amount, capturedAmount, as, purpose, expiresAtMicros, uses);
    }

    static HoldState begun(
            PostingId id,
            AccountRef account,
            long amount,
            String purpose,
            long expiresAtMicros,
            List<CounterUse> uses) {
        return new HoldState(
                id, account.id(), amount, 0, State.HELD, purpose, expiresAtMicros, uses);
    }
}
