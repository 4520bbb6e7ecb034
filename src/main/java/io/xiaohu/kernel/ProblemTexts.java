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
                REASONS.get(locale, detailKey(problem), problem.args()),
                problem.money() == null ? reason.money() : problem.money(),
                problem.arrivesBy(),
                problem.answerBy(),
                reason.retry(),
                actions,
                problem.subject(),
                reason.support());
    }

    /** What a reason is called, without what one case of it names. */
    public static String title(Reason reason, Locale locale) {
        return REASONS.get(locale, reason.name() + ".title");
    }

    /** A reason may have a sentence for each {@code case} its problem names. */
    private static String detailKey(Problem problem) {
        String key = problem.reason().name() + ".detail";
        Object which = problem.args().get("case");
        return which != null && REASONS.has(key + "." + which) ? key + "." + which : key;
    }
}
