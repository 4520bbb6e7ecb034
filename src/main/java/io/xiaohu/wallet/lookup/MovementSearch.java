package io.xiaohu.wallet.lookup;

import io.xiaohu.funding.FlowSearch;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.MovementSource.Parties;
import io.xiaohu.kernel.MovementSource.Place;
import io.xiaohu.ledger.Bookings;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.payment.MerchantOrders;
import io.xiaohu.payment.TransferReturns;
import io.xiaohu.payment.Transfers;
import io.xiaohu.wallet.Bills;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Finds movements of anybody: by a number, of one customer, or by day together with something that
 * few have. What that means is decided here, so that no search reads a whole ledger.
 */
@Service
public class MovementSearch {

    /** The longest period to search without a customer. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private static final int STRETCH = 60;
    private static final int STRETCHES = 8;

    /** What the ledger calls what the bills call so; each movement is looked at from one side. */
    private static final Map<String, String> BOOKED_AS =
            Map.of(
                    "TRANSFER_OUT", Transfers.KIND,
                    "TRANSFER_BACK_OUT", TransferReturns.KIND,
                    "PAYMENT", MerchantOrders.PAYMENT,
                    "REFUND", MerchantOrders.REFUND);

    private final List<MovementSource> sources;
    private final Bookings bookings;
    private final FlowSearch flows;
    private final BookedMovements booked;
    private final Bills bills;

    MovementSearch(
            List<MovementSource> sources,
            Bookings bookings,
            FlowSearch flows,
            BookedMovements booked,
            Bills bills) {
        this.sources = sources;
        this.bookings = bookings;
        this.flows = flows;
        this.booked = booked;
        this.bills = bills;
    }

    /** A movement as its customer sees it, and who that is. */
    public record Hit(Movement movement, UUID customer) {}

    /** Hits, and where to go on from; null on the last page. */
    public record Result(List<Hit> hits, @Nullable Place next) {}

    /** Whose movement it is; empty when there is none. */
    public Optional<Parties> parties(UUID id) {
        return sources.stream().flatMap(source -> source.parties(id).stream()).findFirst();
    }

    /** By its own number, that of a channel's order, or that of a posting which belongs to it. */
    public Optional<Hit> byNumber(UUID number, Locale locale) {
        return one(number, locale)
                .or(() ->
                        bookings.find(new PostingId(number))
                                .flatMap(found -> uuid(found.reference()))
                                .flatMap(id -> one(id, locale)));
    }

    /** One customer's, the latest first. Their notes are nobody else's and are not looked at. */
    public Result of(
            UUID customer, MovementFilter filter, @Nullable Place before, int most, Locale locale) {
        Bills.Result found = bills.latest(customer, filter, null, before, most, locale);
        return new Result(
                found.bills().stream().map(it -> new Hit(it.movement(), customer)).toList(),
                found.next());
    }

    /** Whether a filter leaves so little that everybody's movements can be searched by it. */
    public static boolean isNarrow(MovementFilter filter) {
        return filter.from() != null
                && filter.to() != null
                && Duration.between(filter.from(), filter.to()).compareTo(LONGEST) <= 0
                && (filter.min() != null
                        || filter.state() == Movement.State.FAILED
                        || filter.state() == Movement.State.PROCESSING);
    }

    /**
     * Everybody's, the latest first. A page can be short and still have a next one.
     *
     * @param filter one that {@link #isNarrow}
     */
    public Result ofEverybody(
            MovementFilter filter, @Nullable Place before, int most, Locale locale) {
        List<Hit> hits = new ArrayList<>();
        Place place = before;
        for (int n = 0; n < STRETCHES; n++) {
            Stretch stretch = read(filter, place);
            for (Place found : stretch.places()) {
                one(found.id(), locale)
                        .filter(hit -> accepts(filter, hit.movement()))
                        .ifPresent(hits::add);
                if (hits.size() == most) {
                    return new Result(hits, found);
                }
            }
            place = stretch.upTo();
            if (place == null) {
                return new Result(hits, null);
            }
        }
        return new Result(hits, place);
    }

    private record Stretch(List<Place> places, @Nullable Place upTo) {}

    private Stretch read(MovementFilter filter, @Nullable Place before) {
        List<Place> ofFlows =
                flows.between(filter, before, STRETCH).stream()
                        .map(FlowSearch.Found::place)
                        .toList();
        String kind = filter.kind();
        List<Place> ofLedger =
                kind != null && !BOOKED_AS.containsKey(kind)
                        ? List.of()
                        : booked.between(
                                filter, kind == null ? null : BOOKED_AS.get(kind), before, STRETCH);
        Place upTo =
                Stream.of(ofFlows, ofLedger)
                        .filter(part -> part.size() == STRETCH)
                        .map(List::getLast)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        List<Place> places =
                Stream.of(ofFlows, ofLedger)
                        .flatMap(List::stream)
                        .filter(it -> upTo == null || it.compareTo(upTo) <= 0)
                        .sorted()
                        .toList();
        return new Stretch(places, upTo);
    }

    private Optional<Hit> one(UUID id, Locale locale) {
        return parties(id)
                .map(Parties::customer)
                .flatMap(customer ->
                        sources.stream()
                                .flatMap(it -> it.movement(customer, id, locale).stream())
                                .findFirst()
                                .map(movement -> new Hit(movement, customer)));
    }

    private static boolean accepts(MovementFilter filter, Movement movement) {
        return filter.accepts(movement.kind(), movement.state(), movement.amount(), movement.at());
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(Objects.requireNonNull(text)));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
