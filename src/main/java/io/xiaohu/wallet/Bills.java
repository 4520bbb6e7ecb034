package io.xiaohu.wallet;

import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.MovementSource.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A customer's bills: what all sources tell, in one list, the latest first. */
@Service
public class Bills {

    private static final int BATCH = 50;
    private static final int MOST_BATCHES = 40;
    private static final Comparator<Movement> LATEST_FIRST =
            Comparator.comparing(Movement::at).thenComparing(Movement::id).reversed();

    private final List<MovementSource> sources;

    Bills(List<MovementSource> sources) {
        this.sources = sources;
    }

    /** What to show; null and empty mean everything. */
    public record Filter(
            @Nullable String asset,
            @Nullable String kind,
            Movement.@Nullable State state,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String words) {

        boolean accepts(Movement movement) {
            return (asset == null || movement.amount().asset().name().equals(asset))
                    && (kind == null || movement.kind().equals(kind))
                    && (state == null || movement.state() == state)
                    && (from == null || !movement.at().isBefore(from))
                    && (to == null || movement.at().isBefore(to))
                    && (words == null || contains(movement, words.toLowerCase(Locale.ROOT)));
        }

        private static boolean contains(Movement movement, String words) {
            String memo = movement.memo();
            String text =
                    movement.title() + " " + (memo == null ? "" : memo) + " " + movement.amount();
            return text.toLowerCase(Locale.ROOT).contains(words);
        }
    }

    /**
     * The latest that pass the filter. It reads on in batches until the page is full or a bounded
     * stretch is read.
     *
     * @return the lines, and where to go on; null on the last page
     */
    public Result latest(
            UUID customer, Filter filter, @Nullable Place before, int most, Locale locale) {
        List<Movement> found = new ArrayList<>();
        Place place = before;
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            List<Movement> read = read(customer, place, locale);
            for (Movement movement : read) {
                if (filter.from() != null && movement.at().isBefore(filter.from())) {
                    return new Result(found, null);
                }
                if (filter.accepts(movement)) {
                    found.add(movement);
                }
                place = new Place(movement.at(), movement.id());
                if (found.size() == most) {
                    return new Result(found, place);
                }
            }
            if (read.size() < BATCH) {
                return new Result(found, null);
            }
        }
        return new Result(found, place);
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

    private List<Movement> read(UUID customer, @Nullable Place before, Locale locale) {
        return sources.stream()
                .flatMap(source -> source.movements(customer, before, BATCH, locale).stream())
                .sorted(LATEST_FIRST)
                .limit(BATCH)
                .toList();
    }

    /** Lines with the place to go on from. */
    public record Result(List<Movement> movements, @Nullable Place next) {}
}
