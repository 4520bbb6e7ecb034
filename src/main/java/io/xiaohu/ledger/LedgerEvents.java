package io.xiaohu.ledger;

import io.xiaohu.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was committed, in the order it was: events are numbered without gaps in each partition, an
 * account's entries keep their order, and an event is there as soon as its number is. Anybody can
 * read again from any number.
 */
public interface LedgerEvents {

    /**
     * The events that follow a number in each of some partitions, those of a partition in order.
     *
     * @param after the number by partition; 0 for the beginning
     * @param most how many of each at the most
     */
    List<Event> read(Map<Integer, Long> after, int most);

    /** One commit, as far as it concerns one partition. */
    record Event(int partition, long number, List<Entry> entries) {}

    /**
     * One change of one account.
     *
     * @param seq the account's own number of it
     * @param operation what changed it; null for a freeze
     * @param amount what moved, negative when it left the account; zero when only the hold changed
     */
    record Entry(
            AccountRef account,
            long seq,
            @Nullable Operation operation,
            Money amount,
            Balance after,
            Instant at) {}

    /**
     * The operation an entry belongs to.
     *
     * @param amount what it is about, never negative
     * @param original the posting it gives something of back
     */
    record Operation(
            PostingId id,
            UUID owner,
            String kind,
            @Nullable UUID counterparty,
            Money amount,
            @Nullable UUID original) {}
}
