package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.Direction;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A difference as comparing finds it, in minor units, theirs less ours.
 *
 * @param theirs what their line says; null when they have none
 * @param ours what our books say; null when they have nothing
 */
record Found(
        Difference.Kind kind,
        UUID order,
        Direction direction,
        long amount,
        long fee,
        @Nullable Side theirs,
        @Nullable Side ours,
        @Nullable UUID flow) {

    record Side(long amount, long fee) {}

    /** What makes two the same: found again, it is no news. */
    record Identity(Difference.Kind kind, UUID order, Direction direction, long amount, long fee) {

        /** What takes it back. */
        Identity reversed() {
            Difference.Kind reverse =
                    amount == 0 ? Difference.Kind.FEE_DIFFERS : Difference.Kind.AMOUNT_DIFFERS;
            return new Identity(
                    reverse, order, direction, Math.negateExact(amount), Math.negateExact(fee));
        }
    }

    Identity identity() {
        return new Identity(kind, order, direction, amount, fee);
    }
}
