package io.xiaohu.funding.reconciliation;

import io.xiaohu.funding.Direction;
import io.xiaohu.funding.core.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lays a day's two sides beside each other. What it finds adds up to their total less ours, to the
 * cent, whatever the two sides are.
 */
final class Matching {

    /**
     * Something one side has.
     *
     * @param amount positive
     * @param fee negative when it is given back
     */
    record Item(UUID order, Direction direction, long amount, long fee) {

        long signed() {
            return direction == Direction.TOP_UP ? amount : Math.negateExact(amount);
        }
    }

    private record Key(UUID order, Direction direction) {}

    private static final class Both {
        private final List<Item> theirs = new ArrayList<>();
        private final List<Item> ours = new ArrayList<>();
    }

    private final Map<UUID, Flow> flows;
    private final Set<UUID> seenBefore;
    private final List<Found> found = new ArrayList<>();

    private Matching(Map<UUID, Flow> flows, Set<UUID> seenBefore) {
        this.flows = flows;
        this.seenBefore = seenBefore;
    }

    /**
     * @param flows the flows of all orders we know
     * @param seenBefore orders that statements of earlier days have in their own direction
     */
    static List<Found> match(
            List<Item> theirs, List<Item> ours, Map<UUID, Flow> flows, Set<UUID> seenBefore) {
        Map<Key, Both> all = new LinkedHashMap<>();
        theirs.forEach(item -> both(all, item).theirs.add(item));
        ours.forEach(item -> both(all, item).ours.add(item));
        Matching matching = new Matching(flows, seenBefore);
        all.values().forEach(matching::match);
        return matching.found;
    }

    private static Both both(Map<Key, Both> all, Item item) {
        return all.computeIfAbsent(new Key(item.order(), item.direction()), key -> new Both());
    }

    private void match(Both both) {
        int pairs = Math.min(both.theirs.size(), both.ours.size());
        for (int i = 0; i < pairs; i++) {
            differ(both.theirs.get(i), both.ours.get(i), both.ours.get(i));
        }
        for (Item extra : both.ours.subList(pairs, both.ours.size())) {
            add(Difference.Kind.MISSING_THERE, extra, -extra.signed(), -extra.fee(), null, extra);
        }
        for (int i = pairs; i < both.theirs.size(); i++) {
            Item extra = both.theirs.get(i);
            if (i > 0 || wasBefore(extra)) {
                add(Difference.Kind.DUPLICATE, extra, extra.signed(), extra.fee(), extra, null);
            } else {
                missingHere(extra);
            }
        }
    }

    /** What the bank sends back has its order's number too, and is no second line of it. */
    private boolean wasBefore(Item line) {
        Flow flow = flows.get(line.order());
        return flow != null
                && flow.direction() == line.direction()
                && seenBefore.contains(line.order());
    }

    /** What we should have is what the flow says; what the line has beyond that only differs. */
    private void missingHere(Item line) {
        Flow flow = flows.get(line.order());
        Item expected = line;
        if (flow != null) {
            long fee = flow.fee().minor();
            expected =
                    new Item(
                            line.order(),
                            line.direction(),
                            flow.amount().minor(),
                            flow.direction() == line.direction() ? fee : -fee);
        }
        add(Difference.Kind.MISSING_HERE, line, expected.signed(), expected.fee(), line, null);
        differ(line, expected, null);
    }

    private void differ(Item line, Item expected, @Nullable Item ours) {
        long amount = line.signed() - expected.signed();
        long fee = line.fee() - expected.fee();
        if (amount != 0) {
            add(Difference.Kind.AMOUNT_DIFFERS, line, amount, 0, line, ours);
        }
        if (fee != 0) {
            add(Difference.Kind.FEE_DIFFERS, line, 0, fee, line, ours);
        }
    }

    private void add(
            Difference.Kind kind,
            Item item,
            long amount,
            long fee,
            @Nullable Item theirs,
            @Nullable Item ours) {
        Flow flow = flows.get(item.order());
        found.add(
                new Found(
                        kind,
                        item.order(),
                        item.direction(),
                        amount,
                        fee,
                        side(theirs),
                        side(ours),
                        flow == null ? null : flow.id()));
    }

    private static Found.@Nullable Side side(@Nullable Item item) {
        return item == null ? null : new Found.Side(item.amount(), item.fee());
    }
}
