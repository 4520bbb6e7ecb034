package io.xiaohu.support.routing.core;

import io.xiaohu.support.Topic;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation nobody has taken.
 *
 * @param since since when the customer waits, also while somebody had it and did not answer
 * @param queuedAt when it last came into the queue
 * @param language {@code zh} or {@code en}
 * @param lastAgent who answered this customer before
 * @param passedOver those who had it and did not answer
 */
public record Waiting(
        UUID id,
        Rank rank,
        Instant since,
        Instant queuedAt,
        Topic topic,
        String language,
        @Nullable UUID lastAgent,
        Set<UUID> passedOver) {

    /** The order of the queue. */
    public static final Comparator<Waiting> FIRST =
            Comparator.comparing(Waiting::rank)
                    .thenComparing(Waiting::since)
                    .thenComparing(Waiting::id);
}
