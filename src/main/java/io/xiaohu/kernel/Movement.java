package io.xiaohu.kernel;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a customer's bills, in the customer's language.
 *
 * @param kind TOP_UP, WITHDRAWAL, TRANSFER_OUT, TRANSFER_IN and what came later
 * @param counterparty the other person, masked
 * @param amount signed as the customer sees it
 * @param fee what it cost, included in the amount; null where nothing
 * @param balanceAfter what the customer had after it; null while nothing has moved
 * @param failure why it failed, when it did
 * @param progress where the money is when it takes longer than usual
 */
public record Movement(
        UUID id,
        String kind,
        String title,
        @Nullable String counterparty,
        @Nullable String memo,
        Instant at,
        Money amount,
        @Nullable Money fee,
        @Nullable Money balanceAfter,
        State state,
        @Nullable Failure failure,
        @Nullable Failure progress,
        SubjectRef subject) {

    /** Where it stands in the list. */
    public MovementSource.Place place() {
        return new MovementSource.Place(at, id);
    }

    /** How a movement stands. */
    public enum State {
        SUCCEEDED,
        FAILED,
        PROCESSING
    }

    /**
     * One thing that happened to a movement: what, when, and whether it went well.
     *
     * @param movement another of the same customer's movements by which it happened
     */
    public record Step(Instant at, String title, State state, @Nullable UUID movement) {

        public Step(Instant at, String title, State state) {
            this(at, title, state, null);
        }
    }
}
