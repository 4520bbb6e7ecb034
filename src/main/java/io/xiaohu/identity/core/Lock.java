package io.xiaohu.identity.core;

import java.time.Duration;

/**
 * How long a lock lasts: longer each time, so that guessing gets slower and an honest mistake stays
 * cheap.
 */
public final class Lock {

    /** Wrong tries in a row before a lock. */
    public static final int TRIES = 5;

    private static final Duration[] LENGTHS = {
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(6),
        Duration.ofHours(24)
    };

    private Lock() {}

    /**
     * @param locksBefore how many locks there were since the last success
     */
    public static Duration length(int locksBefore) {
        return LENGTHS[Math.min(locksBefore, LENGTHS.length - 1)];
    }
}
