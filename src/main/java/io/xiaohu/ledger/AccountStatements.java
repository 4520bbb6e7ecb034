package io.xiaohu.ledger;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads accounts as the books have them: what is in them, what was in them at any moment, and every
 * change. Each read costs a few look-ups by key, however long the history is.
 */
public interface AccountStatements {

    Optional<Account> account(UUID id);

    /** All accounts of an owner, in the order of asset and purpose. */
    List<Account> accountsOf(UUID owner);

    /**
     * What was in an account at a moment, everything booked up to then included. Nothing will be
     * booked before it afterwards, so the answer never changes.
     *
     * @throws IllegalArgumentException when the moment has not come yet
     */
    Balance balanceAt(Account account, Instant at);

    /**
     * Changes of an account in the order they were booked.
     *
     * @param from from this moment on
     * @param to before this moment
     * @param after only what is numbered higher: the place to go on from, or 0
     */
    List<Line> lines(Account account, Instant from, Instant to, long after, int most);

    /**
     * What came to and left an account on each day, by kind of operation, in the order of days. It
     * reads what was booked in the period once.
     *
     * @param first the first day, in the zone of statements
     * @param end the day after the last
     */
    List<DaySum> daySums(Account account, LocalDate first, LocalDate end);

    /**
     * A day's changes of one kind.
     *
     * @param out what left, not negative
     */
    record DaySum(LocalDate day, String kind, Money in, Money out, long count) {}

    /**
     * An account.
     *
     * @param entries how many changes it has seen
     * @param bookedAt when it was changed last
     * @param frozen DEBITS, ALL or null
     */
    record Account(
            int partition,
            UUID id,
            UUID owner,
            AccountRef.Purpose purpose,
            Asset asset,
            Balance balance,
            long entries,
            Instant bookedAt,
            @Nullable String frozen,
            boolean closed) {}

    /**
     * One change of an account.
     *
     * @param step what kind of change
     * @param operation what made it; a freeze belongs to none
     * @param amount by how much the total changed
     * @param heldChange by how much what is held changed
     */
    record Line(
            long seq,
            String step,
            @Nullable PostingId operation,
            @Nullable String kind,
            Money amount,
            Money heldChange,
            Balance after,
            Instant bookedAt,
            @Nullable String reference,
            @Nullable String memo,
            @Nullable UUID counterparty) {}
}
