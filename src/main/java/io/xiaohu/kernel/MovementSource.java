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
    record Place(Instant at, UUID id) implements Comparable<Place> {

        /** Earlier in the list, which is later in time, comes first; ids as a database has them. */
        @Override
        public int compareTo(Place other) {
            int byTime = other.at.compareTo(at);
            if (byTime != 0) {
                return byTime;
            }
            int byHigh =
                    Long.compareUnsigned(
                            other.id.getMostSignificantBits(), id.getMostSignificantBits());
            return byHigh != 0
                    ? byHigh
                    : Long.compareUnsigned(
                            other.id.getLeastSignificantBits(), id.getLeastSignificantBits());
        }

        /** The one that comes first in the list; where one is missing, the other. */
        public static @Nullable Place first(@Nullable Place one, @Nullable Place other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.compareTo(other) <= 0 ? one : other;
        }
    }

    /**
     * What a stretch of the list has of what was looked for.
     *
     * @param found in the order of the list
     * @param upTo how far everything was looked at; null when to the end
     */
    record Looked(List<Movement> found, @Nullable Place upTo) {
        public static final Looked NOTHING = new Looked(List.of(), null);
    }

    /**
     * @param before where to go on; null for the latest
     */
    List<Movement> movements(UUID customer, @Nullable Place before, int most, Locale locale);

    /**
     * Looks through a stretch of the list and gives what passes the filter: bounded work, however
     * little passes.
     *
     * @param most how many movements to look at, about
     */
    default Looked look(
            UUID customer, MovementFilter filter, @Nullable Place before, int most, Locale locale) {
        List<Movement> read = movements(customer, before, most, locale);
        List<Movement> found =
                read.stream()
                        .filter(it -> filter.accepts(it.kind(), it.state(), it.amount(), it.at()))
                        .filter(it -> filter.names(it.counterparty(), null))
                        .toList();
        return new Looked(found, read.size() < most ? null : read.getLast().place());
    }

    /**
     * Whether it is known, without looking, that every movement of the customer comes after this
     * place: then a page that ends there needs none of them.
     */
    default boolean beginsAfter(UUID customer, Place place) {
        return false;
    }

    /**
     * Whose movement an id is.
     *
     * @param customer in whose bills it is looked at
     * @param other the other one's, who need not be a customer
     */
    record Parties(UUID customer, @Nullable UUID other) {}

    /** Whose movement it is, for members of staff; empty when it is not of this source. */
    default Optional<Parties> parties(UUID id) {
        return Optional.empty();
    }

    /** The ids the ledger may have booked a movement under, in order of its life. */
    default List<UUID> bookings(UUID id) {
        return List.of();
    }

    /** One movement of this customer; empty when it is not theirs or not of this source. */
    Optional<Movement> movement(UUID customer, UUID id, Locale locale);

    /** What happened to a movement, in order. */
    List<Movement.Step> steps(UUID customer, UUID id, Locale locale);
}
