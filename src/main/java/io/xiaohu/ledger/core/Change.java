package io.xiaohu.ledger.core;

import io.xiaohu.ledger.AccountRef;
import org.jspecify.annotations.Nullable;

/** One change of one account, before it is booked. */
public record Change(AccountRef account, Step step, long amount, long heldChange) {

    /** What changed the account; the code stands in the entry's hash and never changes. */
    public enum Step {
        LEG(1),
        RESERVE(2),
        CAPTURE(3),
        RELEASE(4),
        EXPIRE(5),
        FREEZE_DEBITS(6),
        FREEZE_ALL(7),
        UNFREEZE(8),
        CLOSE(9);

        private final int code;

        Step(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        /** Whether it sets the account's freeze, or lifts it. */
        public boolean freezes() {
            return this == FREEZE_DEBITS || this == FREEZE_ALL || this == UNFREEZE;
        }

        /** The freeze it sets; null when it lifts one. */
        public @Nullable String freeze() {
            return switch (this) {
                case FREEZE_DEBITS -> "DEBITS";
                case FREEZE_ALL -> "ALL";
                case UNFREEZE, LEG, RESERVE, CAPTURE, RELEASE, EXPIRE, CLOSE -> null;
            };
        }
    }

    /** Whether it lowers what is available. */
    boolean takes() {
        return amount < 0 || heldChange > 0;
    }
}
