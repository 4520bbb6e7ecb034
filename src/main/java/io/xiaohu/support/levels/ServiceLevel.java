package io.xiaohu.support.levels;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is promised for a topic and a priority, in open time; null where nothing is.
 *
 * @param topic empty for every topic without a line of its own
 * @param warnPercent when to warn: this much of the time has passed
 */
public record ServiceLevel(
        String topic,
        Priority priority,
        @Nullable Duration first,
        @Nullable Duration next,
        @Nullable Duration resolution,
        int warnPercent) {

    @Nullable Duration of(ServiceClock.Kind kind) {
        return switch (kind) {
            case FIRST -> first;
            case NEXT -> next;
            case RESOLUTION -> resolution;
        };
    }
}
