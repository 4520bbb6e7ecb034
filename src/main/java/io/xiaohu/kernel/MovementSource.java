package io.xiaohu.kernel;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Told by a module that moves money: its part of a customer's bills. The bills put the parts
 * together.
 */
public interface MovementSource {

    /** A place in the list, which is ordered by time and id, the latest first. */
    record Place(Instant at, UUID id) {}

    /**
     * @param before where to go on; null for the latest
     */
    List<Movement> movements(UUID customer, @Nullable Place before, int most, Locale locale);

    /** One movement of this customer; empty when it is not theirs or not of this source. */
    Optional<Movement> movement(UUID customer, UUID id, Locale locale);

    /** What happened to a movement, in order. */
    List<Movement.Step> steps(UUID customer, UUID id, Locale locale);
}
