package io.xiaohu.funding.reconciliation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What has to be open once a day is compared again. A difference that ended stays what it was:
 * found again it is no news, and when a later version of the statement no longer has it, what its
 * end posted is itself a difference.
 */
final class Standing {

    private Standing() {}

    /**
     * @param found what the two sides differ in, before any end
     * @param settled the differences of the day that have ended, or whose end is being posted
     */
    static List<Found> open(List<Found> found, List<Found> settled) {
        List<Found> open = new ArrayList<>(found);
        List<Found> stale = new ArrayList<>();
        for (Found one : settled) {
            if (!removeSame(open, one.identity())) {
                stale.add(one);
            }
        }
        while (!stale.isEmpty()) {
            Found one = stale.removeLast();
            if (removeSame(stale, one.identity().reversed()) || removeReversedBy(stale, one)) {
                continue;
            }
            Found.Identity reversed = one.identity().reversed();
            open.add(
                    new Found(
                            reversed.kind(),
                            reversed.order(),
                            reversed.direction(),
                            reversed.amount(),
                            reversed.fee(),
                            null,
                            null,
                            one.flow()));
        }
        open.sort(Comparator.comparing(it -> it.kind()));
        return open;
    }

    private static boolean removeSame(List<Found> from, Found.Identity identity) {
        for (int i = 0; i < from.size(); i++) {
            if (from.get(i).identity().equals(identity)) {
                from.remove(i);
                return true;
            }
        }
        return false;
    }

    private static boolean removeReversedBy(List<Found> from, Found one) {
        for (int i = 0; i < from.size(); i++) {
            if (from.get(i).identity().reversed().equals(one.identity())) {
                from.remove(i);
                return true;
            }
        }
        return false;
    }
}
