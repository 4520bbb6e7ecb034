package io.xiaohu.wallet;

import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.MovementSource.Looked;
import io.xiaohu.kernel.MovementSource.Place;
import io.xiaohu.wallet.BillNotes.Note;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** A customer's bills: what all sources tell, in one list, the latest first. */
@Service
public class Bills {

    /**
     * How many movements of each source one call looks at, a stretch after the other. The first is
     * a page and a few: of the last moment a source looked at it may not have seen all.
     */
    private static final int[] STRETCHES = {24, 200, 1_000, 4_000};

    private final List<MovementSource> sources;
    private final BillNotes notes;

    Bills(List<MovementSource> sources, BillNotes notes) {
        this.sources = sources;
        this.notes = notes;
    }

    /** A line with what its customer wrote beside it. */
    public record Bill(Movement movement, @Nullable Note note) {}

    /**
     * The latest that pass the filter. It looks on, in stretches that grow, until the page is full
     * or a bounded number of movements was looked at: then the page is short and says where to go
     * on.
     *
     * @param words what title, memo, amount or note must contain; null for anything
     * @return the lines, and where to go on; null on the last page
     */
    public Result latest(
            UUID customer,
            MovementFilter filter,
            @Nullable String words,
            @Nullable Place before,
            int most,
            Locale locale) {
        List<Bill> page = new ArrayList<>();
        Place place = start(before, filter.to());
        for (int stretch : STRETCHES) {
            Stretch read = read(customer, filter, place, stretch, locale);
            for (Bill bill : noted(customer, read.movements())) {
                if (words == null || contains(bill, words.toLowerCase(Locale.ROOT))) {
                    page.add(bill);
                }
                if (page.size() == most) {
                    return new Result(page, bill.movement().place());
                }
            }
            place = read.upTo();
            if (place == null || (filter.from() != null && place.at().isBefore(filter.from()))) {
                return new Result(page, null);
            }
        }
        return new Result(page, place);
    }

    public Optional<Bill> one(UUID customer, UUID id, Locale locale) {
        return sources.stream()
                .flatMap(source -> source.movement(customer, id, locale).stream())
                .findFirst()
                .map(movement -> noted(customer, List.of(movement)).getFirst());
    }

    private List<Bill> noted(UUID customer, List<Movement> movements) {
        Map<UUID, Note> written = notes.of(customer, movements.stream().map(Movement::id).toList());
        return movements.stream().map(it -> new Bill(it, written.get(it.id()))).toList();
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
        List<Movement> found = new ArrayList<>();
        Place upTo = null;
        for (MovementSource source : sources) {
            if (upTo != null && source.beginsAfter(customer, upTo)) {
                continue;
            }
            Looked part = source.look(customer, filter, place, stretch, locale);
            found.addAll(part.found());
            upTo = Place.first(upTo, part.upTo());
        }
        Place last = upTo;
        return new Stretch(
                found.stream()
                        .filter(it -> last == null || it.place().compareTo(last) <= 0)
                        .sorted(Comparator.comparing(Movement::place))
                        .toList(),
                upTo);
    }

    /** What is before a moment begins before the first movement of that moment. */
    private static @Nullable Place start(@Nullable Place before, @Nullable Instant to) {
        Place first = to == null ? null : new Place(to, new UUID(0, 0));
        if (before == null || first == null) {
            return before == null ? first : before;
        }
        return before.compareTo(first) > 0 ? before : first;
    }

    private static boolean contains(Bill bill, String words) {
        Movement movement = bill.movement();
        Note note = bill.note();
        String memo = movement.memo();
        String text =
                String.join(
                        "\n",
                        movement.title(),
                        memo == null ? "" : memo,
                        movement.amount().toString(),
                        note == null ? "" : note.text());
        return text.toLowerCase(Locale.ROOT).contains(words);
    }

    private record Stretch(List<Movement> movements, @Nullable Place upTo) {}

    /** Lines with the place to go on from. */
    public record Result(List<Bill> bills, @Nullable Place next) {}
}
