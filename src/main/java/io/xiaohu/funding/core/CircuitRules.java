package io.xiaohu.funding.core;

import java.time.Duration;

/** When a channel is called what, from how its latest calls went. */
public final class CircuitRules {

    /** Calls older than this say nothing about now. */
    public static final Duration WINDOW = Duration.ofMinutes(2);

    /** In a half-open circuit one order may try in this time. */
    static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    private static final int ENOUGH_CALLS = 5;
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 6;

    private CircuitRules() {}

    /** How a channel's calls went in the window. */
    public record Recent(int good, int bad, long millis) {

        public int calls() {
            return good + bad;
        }

        /** In percent; an idle channel has not failed. */
        public int successRate() {
            return calls() == 0 ? 100 : (int) Math.round(good * 100.0 / calls());
        }

        public long averageMillis() {
            return calls() == 0 ? 0 : millis / calls();
        }
    }

    /** Whether so many failed that the channel is better left alone: half of five or more. */
    static boolean opens(Recent recent) {
        return recent.calls() >= ENOUGH_CALLS && recent.bad() * 2 >= recent.calls();
    }

    /** Whether customers are better told before they choose it: a fifth failed, or it is slow. */
    static boolean isDegraded(Recent recent) {
        return recent.calls() >= ENOUGH_CALLS
                && (recent.bad() * 5 >= recent.calls() || recent.averageMillis() > SLOW.toMillis());
    }

    /** How long an open circuit rests before the channel is looked at again: 5 s, doubled. */
    static Duration pause(int openedInARow) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(openedInARow, MOST_DOUBLINGS));
    }
}
