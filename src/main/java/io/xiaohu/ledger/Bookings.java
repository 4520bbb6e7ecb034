package io.xiaohu.ledger;

import io.xiaohu.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the books have under an id, both sides of it: for members of staff and whoever answers
 * for the books, never for a customer.
 */
public interface Bookings {

    Optional<Booking> find(PostingId id);

    /** Whether anything of a posting was given back. */
    boolean isGivenBack(PostingId id);

    /**
     * A posting, a hold or a refusal.
     *
     * @param amount what it was about, never negative
     * @param reference what it belongs to, such as a flow's id
     * @param original the posting it gives something of back
     * @param refused whether nothing came of it
     * @param changes what it did to each account, in the order it did it
     * @param hold what it set aside, as that stands now
     */
    record Booking(
            PostingId id,
            UUID owner,
            @Nullable UUID counterparty,
            String kind,
            Money amount,
            String reference,
            Instant at,
            @Nullable UUID original,
            boolean refused,
            List<Change> changes,
            @Nullable Hold hold) {}

    /**
     * One entry.
     *
     * @param amount by how much the total changed
     * @param heldChange by how much what is held changed
     */
    record Change(
            AccountRef account,
            long seq,
            String step,
            Money amount,
            Money heldChange,
            Balance after) {}

    /**
     * What is or was set aside.
     *
     * @param state HELD, CAPTURED, RELEASED or EXPIRED
     */
    record Hold(String state, Money amount, Money captured, @Nullable Instant expiresAt) {}
}
