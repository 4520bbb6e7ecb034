package io.xiaohu.support.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Complaints of a year, as the operator publishes them each January. Every request that is marked
 * as a complaint counts in the year it was submitted; it is closed once it was resolved.
 *
 * @param closedPercent whole percent, rounded down; null when there were none
 * @param medianDays from submission to resolution, to a tenth of a day
 */
public record Disclosure(
        int year,
        int total,
        int closed,
        @Nullable Integer closedPercent,
        @Nullable Double medianDays,
        List<Kind> kinds) {

    /** Of one topic. */
    public record Kind(
            String topic,
            int total,
            int closed,
            @Nullable Integer closedPercent,
            @Nullable Double medianDays) {}
}
