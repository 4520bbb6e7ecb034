package io.xiaohu.support.hours.core;

import java.time.Duration;

/** What a new question can expect to wait, from what a queue is like or answers were lately. */
public final class ExpectedWait {

    /** Fewer than these say nothing about the next one. */
    private static final int ENOUGH = 5;

    private ExpectedWait() {}

    /**
     * The queue at a moment.
     *
     * @param waiting questions nobody has taken yet
     * @param agents people who are online now
     * @param capacity how many conversations they can have at once, all together
     * @param room how many of these are free
     * @param handled conversations handled lately, from which the medians are
     * @param handling the median time somebody is busy with one
     * @param reaction the median time from taking one to the first answer
     */
    public record Queue(
            int waiting,
            int agents,
            int capacity,
            int room,
            int handled,
            Duration handling,
            Duration reaction) {}

    /**
     * First answers over the last weeks.
     *
     * @param usual the median time one took, nights and holidays included
     */
    public record Lately(int answered, Duration usual) {}

    /** A wait, or why it is not known. */
    public sealed interface Answer {}

    public record Known(Duration expected) implements Answer {}

    public record Unknown(Why why) implements Answer {}

    public enum Why {
        NOBODY_AT_THE_DESK,
        TOO_FEW_TO_MEASURE,
        TOO_FEW_IN_WEEKS,
        NOT_MEASURED_HERE
    }

    /**
     * While there is room for those ahead and one more, somebody reacts as usual. Otherwise those
     * ahead fill what is free, and places come free in rounds of as many as there are, each round
     * as long as one is usually handled.
     */
    public static Answer of(Queue queue) {
        if (queue.agents() == 0) {
            return new Unknown(Why.NOBODY_AT_THE_DESK);
        }
        if (queue.handled() < ENOUGH) {
            return new Unknown(Why.TOO_FEW_TO_MEASURE);
        }
        int over = queue.waiting() - queue.room();
        int rounds = over < 0 ? 0 : over / queue.capacity() + 1;
        return new Known(queue.handling().multipliedBy(rounds).plus(queue.reaction()));
    }

    /** What the last weeks say, when there is enough of it. */
    public static Answer of(Lately lately) {
        return lately.answered() < ENOUGH
                ? new Unknown(Why.TOO_FEW_IN_WEEKS)
                : new Known(lately.usual());
    }
}
