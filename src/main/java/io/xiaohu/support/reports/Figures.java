package io.xiaohu.support.reports;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What support did in a period. A conversation and a request belong to the day they began; a median
 * is null where there is nothing to take it of. Waits are as the customer had them, by the wall
 * clock; service levels count open time.
 */
public record Figures(
        List<Day> days,
        List<ByTopic> topics,
        List<ByChannel> channels,
        Waits waits,
        List<Level> levels,
        Ratings ratings,
        List<Agent> agents,
        Requests requests) {

    public record Day(LocalDate day, int conversations, int requests, int calls, int closed) {}

    public record ByTopic(String topic, int conversations, int requests) {}

    public record ByChannel(String channel, int conversations) {}

    /**
     * How long a first answer took, of conversations alone.
     *
     * @param unanswered closed without one
     * @param waiting still without one
     */
    public record Waits(
            int answered,
            int unanswered,
            int waiting,
            @Nullable Long medianSeconds,
            @Nullable Long p90Seconds) {}

    public record Level(
            String kind,
            int met,
            int missed,
            @Nullable Integer metPercent,
            @Nullable Long medianSeconds) {}

    /**
     * @param stars how many gave one star to five, in this order
     */
    public record Ratings(int count, @Nullable Double average, List<Integer> stars) {}

    /**
     * @param answered conversations begun in the period that this agent had last and that were
     *     answered
     * @param callSeconds on the phone
     */
    public record Agent(
            UUID id,
            String name,
            int answered,
            @Nullable Long medianSeconds,
            int requests,
            int calls,
            long callSeconds,
            int ratings,
            @Nullable Double average) {}

    /**
     * @param late whose due time passed
     */
    public record Requests(
            int submitted,
            int solved,
            int open,
            int late,
            int reopened,
            int complaints,
            @Nullable Double medianDays) {}
}
