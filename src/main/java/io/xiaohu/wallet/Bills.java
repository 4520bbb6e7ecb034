package io.xiaohu.wallet;

import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.MovementSource.Looked;
import io.xiaohu.kernel.MovementSource.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A customer's bills: what all sources tell, in one list, the latest first. */
@Service
public class Bills {

    /** How many movements of each source one call looks at, a stretch after the other. */
    private static final int[] STRETCHES = {40, 200, 1_000, 4_000};

    private final List<MovementSource> sources;

    Bills(List<MovementSource> sources) {
        this.sources = sources;
    }

    /**
     * The latest that pass the filter. It looks on, in stretches that grow, until the page is full
     * or a bounded number of movements was looked at: then the page is short and says where to go
     * on.
     *
     * @param words what title, memo or amount must contain; null for anything
     * @return the lines, and where to go on; null on the last page
     */
    public Result latest(
            UUID customer,
            MovementFilter filter,
            @Nullable String words,
            @Nullable Place before,
            int most,
            Locale locale) {
        List<Movement> page = new ArrayList<>();
        Place place = start(before, filter.to());
        for (int stretch : STRETCHES) {
            Stretch read = read(customer, filter, place, stretch, locale);
            for (Movement movement : read.movements()) {
                if (words == null || contains(movement, words.toLowerCase(Locale.ROOT))) {
                    page.add(movement);
                }
                if (page.size() == most) {
                    return new Result(page, movement.place());
                }
            }
            place = read.upTo();
            if (place == null || (filter.from() != null && place.at().isBefore(filter.from()))) {
                return new Result(page, null);
            }
        }
        return new Result(page, place);
    }

    public Optional<Movement> one(UUID customer, UUID id, Locale locale) {
        return sources.stream()
                .flatMap(source -> source.movement(customer, id, locale).stream())
                .findFirst();
    }

    public List<Movement.Step> steps(UUID customer, UUID id, Locale locale) {
        return sources.stream()
                .flatMap(source -> source.steps(customer, id, locale).stream())
                .toList();
    }

    /** A stretch of the list as far down as every source has looked. */
    private Stretch read(
            UUID customer,
            MovementFilter filter,
            @Nullable Place place,
            int stretch,
            Locale locale) {
        List<Looked> parts =
                sources.stream()
                        .map(source -> source.look(customer, filter, place, stretch, locale))
                        .toList();
        @Nullable Place upTo =
                parts.stream()
                        .map(Looked::upTo)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        List<Movement> found =
                parts.stream()
                        .flatMap(part -> part.found().stream())
                        .filter(it -> upTo == null || it.place().compareTo(upTo) <= 0)
                        .sorted(Comparator.comparing(Movement::place))
                        .toList();
        return new Stretch(found, upTo);
    }

    /** What is before a moment begins before the first movement of that moment. */
    private static @Nullable Place start(@Nullable Place before, @Nullable Instant to) {
        Place first = to == null ? null : new Place(to, new UUID(0, 0));
        if (before == null || first == null) {
            return before == null ? first : before;
        }
        return before.compareTo(first) > 0 ? before : first;
    }

    private static boolean contains(Movement movement, String words) {
        String memo = movement.memo();
        String text = movement.title() + " " + (memo == null ? "" : memo) + " " + movement.amount();
        return text.toLowerCase(Locale.ROOT).contains(words);
    }

    private record Stretch(List<Movement> movements, @Nullable Place upTo) {}

    /** Lines with the place to go on from. */
    public record Result(List<Movement> movements, @Nullable Place next) {}
}
