package io.xiaohu.ledger;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the ledger: balances, what happened, how much of an allowance is used. */
public interface Statements {

    /** What the owner has; zero in CNY when there is no account yet. */
    List<Balance> balances(UUID owner);

    /** One operation as its owner or its counterparty sees it; empty for anyone else. */
    Optional<Operation> operation(PostingId id, UUID reader);

    /**
     * Operations that concern a customer, the latest first.
     *
     * @param own the kinds to show of those the customer is owner of
     * @param received the kinds to show of others' that changed the customer's accounts
     * @param before the place to go on from; null for the beginning
     */
    List<Operation> operations(
            UUID customer,
            List<String> own,
            List<String> received,
            @Nullable Place before,
            int most);

    /**
     * Looks through a stretch of what concerns a customer, the latest first: the operations of
     * these kinds they made and those that came to them. The work is bounded however few there are.
     *
     * @param own the kinds wanted of what they made; none when empty
     * @param received the kinds wanted of what came to them; none when empty
     * @param most how many of each to look at
     */
    Stretch stretch(
            UUID customer,
            List<String> own,
            List<String> received,
            MovementSource.@Nullable Place before,
            int most);

    /**
     * A part of a list.
     *
     * @param upTo down to here nothing is missing; null when down to the end
     */
    record Stretch(List<Operation> operations, MovementSource.@Nullable Place upTo) {}

    /** How much of a counter is used in the period of this moment. */
    Money used(UUID owner, String counter, Allowance.Period period, Asset asset, Instant at);

    /** A place in a list ordered by time and id. */
    record Place(Instant at, UUID id) {}

    /**
     * One posting or refusal.
     *
     * @param amount as the reader sees it: negative when it left them
     * @param refusal why it was refused; null when it was posted
     * @param balanceAfter the reader's balance after it; null when nothing moved
     */
    record Operation(
            PostingId id,
            UUID owner,
            @Nullable UUID counterparty,
            String kind,
            Money amount,
            String reference,
            @Nullable String memo,
            Instant at,
            @Nullable Problem refusal,
            @Nullable Money balanceAfter) {

        /** The same with the reader's balance after it, in minor units. */
        public Operation withBalanceAfter(@Nullable Long minor) {
            return new Operation(
                    id,
                    owner,
                    counterparty,
                    kind,
                    amount,
                    reference,
                    memo,
                    at,
                    refusal,
                    minor == null ? null : new Money(minor, amount.asset()));
        }
    }
}
