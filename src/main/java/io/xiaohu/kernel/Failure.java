package io.xiaohu.kernel;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure told to a person, in that person's language: what happened, where the money is, what to
 * do next. The same fields stand in a problem answer, in a flow's {@code failure} and in a late
 * flow's {@code progress}.
 *
 * @param code the reason's name, stable
 * @param retry whether trying the same thing again can help
 * @param support whether a human is offered
 */
public record Failure(
        String code,
        String title,
        String detail,
        MoneyState money,
        @Nullable Instant arrivesBy,
        @Nullable Instant answerBy,
        boolean retry,
        List<Action> actions,
        @Nullable SubjectRef subject,
        boolean support) {

    /** A next step; {@code href} is a path in the wallet, empty when it is done on the spot. */
    public record Action(Act kind, String href, String label) {}
}
