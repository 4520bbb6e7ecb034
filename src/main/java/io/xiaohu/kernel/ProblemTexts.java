package io.xiaohu.kernel;

import java.util.List;
import java.util.Locale;

/** Puts problems in words. The words are in {@code messages/reasons_*.properties}. */
public final class ProblemTexts {

    private static final Texts REASONS = Texts.of("reasons");

    private ProblemTexts() {}

    public static Failure render(Problem problem, Locale locale) {
        Reason reason = problem.reason();
        List<Failure.Action> actions =
                reason.acts().stream()
                        .map(act ->
                                new Failure.Action(
                                        act, act.href(), REASONS.get(locale, "act." + act.name())))
                        .toList();
        return new Failure(
                reason.name(),
                REASONS.get(locale, reason.name() + ".title", problem.args()),
                REASONS.get(locale, reason.name() + ".detail", problem.args()),
                problem.money() == null ? reason.money() : problem.money(),
                problem.arrivesBy(),
                problem.answerBy(),
                reason.retry(),
                actions,
                problem.subject(),
                reason.support());
    }
}
