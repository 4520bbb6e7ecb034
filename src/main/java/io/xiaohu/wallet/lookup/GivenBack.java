package io.xiaohu.wallet.lookup;

import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.ledger.Bookings;
import io.xiaohu.ledger.Bookings.Booking;
import io.xiaohu.ledger.PostingId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What was given back of a movement, and what a movement gives back. */
@Service
public class GivenBack {

    private static final Texts TEXTS = Texts.of("wallet");

    private final List<MovementSource> sources;
    private final Bookings bookings;
    private final BookedMovements booked;

    GivenBack(List<MovementSource> sources, Bookings bookings, BookedMovements booked) {
        this.sources = sources;
        this.bookings = bookings;
        this.booked = booked;
    }

    /** Another movement that gives something of this one back, or what this one gives back. */
    public record Linked(Movement movement, boolean givesBack) {}

    /** All a movement was booked under, in the order of its life. */
    List<Booking> bookings(UUID movement) {
        return sources.stream()
                .flatMap(source -> source.bookings(movement).stream())
                .distinct()
                .flatMap(one -> bookings.find(new PostingId(one)).stream())
                .sorted((one, next) -> one.at().compareTo(next.at()))
                .toList();
    }

    /**
     * @param found all a movement was booked under
     * @param look the movement a posting belongs to; empty where it is not to be shown
     */
    List<Linked> linked(List<Booking> found, Function<UUID, Optional<Movement>> look) {
        Stream<Linked> later =
                booked.givingBack(found.stream().map(it -> it.id().value()).toList()).stream()
                        .flatMap(id -> look.apply(id).stream())
                        .map(movement -> new Linked(movement, true));
        Stream<Linked> earlier =
                found.stream()
                        .map(Booking::original)
                        .flatMap(id -> Optional.ofNullable(id).stream())
                        .filter(id -> found.stream().noneMatch(it -> it.id().value().equals(id)))
                        .flatMap(id -> look.apply(id).stream())
                        .map(movement -> new Linked(movement, false));
        return Stream.concat(earlier, later).toList();
    }

    /** As its customer may see it: by movements in their own bills. */
    public List<Linked> of(UUID customer, UUID movement, Locale locale) {
        return linked(bookings(movement), posting -> own(customer, posting, locale));
    }

    /** How much came or went back in all; null when nothing did. */
    public static @Nullable Money total(List<Linked> linked) {
        return linked.stream()
                .filter(Linked::givesBack)
                .map(one -> one.movement().amount().abs())
                .reduce(Money::plus)
                .orElse(null);
    }

    /** As a step of the other movement's timeline. */
    public static Movement.Step step(Linked linked, Locale locale) {
        Movement other = linked.movement();
        return new Movement.Step(
                other.at(),
                TEXTS.get(
                        locale,
                        linked.givesBack() ? "givenBack." + other.kind() : "givesBack",
                        Map.of(
                                "title", other.title(),
                                "amount", Written.money(other.amount().abs()))),
                Movement.State.SUCCEEDED,
                other.id());
    }

    /** By a posting's own number, or that of the movement it belongs to. */
    private Optional<Movement> own(UUID customer, UUID posting, Locale locale) {
        return one(customer, posting, locale)
                .or(() ->
                        bookings.find(new PostingId(posting))
                                .flatMap(found -> MovementSearch.uuid(found.reference()))
                                .flatMap(id -> one(customer, id, locale)));
    }

    private Optional<Movement> one(UUID customer, UUID id, Locale locale) {
        return sources.stream()
                .flatMap(source -> source.movement(customer, id, locale).stream())
                .findFirst();
    }
}
