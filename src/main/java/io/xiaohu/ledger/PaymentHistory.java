package io.xiaohu.ledger;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an owner's own payments were like, read in one statement of bounded work. */
public interface PaymentHistory {

    /**
     * What to look at.
     *
     * @param payee whose earlier payments count as known; null when it goes to nobody we know
     * @param moving kinds that take money from the owner's wallet; what was set aside and given
     *     back has taken none
     * @param heldFirst those of them that begin by setting money aside: only that counts, and what
     *     follows is the same payment
     * @param arriving kinds that only say to whom something that was held has gone
     * @param payeesWithin how long ago somebody was paid for the first time to be new
     * @param burst how far back payments are summed
     */
    record Asked(
            UUID owner,
            @Nullable UUID payee,
            Asset asset,
            List<String> moving,
            List<String> heldFirst,
            List<String> arriving,
            Duration payeesWithin,
            Duration burst) {
        public Asked {
            moving = List.copyOf(moving);
            heldFirst = List.copyOf(heldFirst);
            arriving = List.copyOf(arriving);
        }
    }

    /**
     * What was found, of the last 90 days.
     *
     * @param newPayees how many others were paid for the first time lately
     * @param payeeIsNew whether this payee was never paid
     * @param burstCount how many payments the burst has
     * @param habitCount how many payments are older than a day
     * @param largest the largest of those
     * @param usual the median of those
     */
    record Seen(
            long newPayees,
            boolean payeeIsNew,
            long burstCount,
            Money burstSum,
            long habitCount,
            Money largest,
            Money usual) {}

    Seen look(Asked asked);
}
