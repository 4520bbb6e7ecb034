package io.xiaohu.verification.web;

import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemTexts;
import io.xiaohu.kernel.Texts;
import io.xiaohu.verification.CheckKind;
import io.xiaohu.verification.IdentityCheck;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A check as its customer sees it.
 *
 * @param documentUntil the last day of the identity card
 * @param failure why it failed
 * @param progress what it waits for, when that is late or takes people
 */
record CheckShown(
        UUID id,
        CheckKind kind,
        String title,
        IdentityCheck.State state,
        Instant askedAt,
        @Nullable Instant validUntil,
        @Nullable String cardTail,
        @Nullable LocalDate documentUntil,
        @Nullable Failure failure,
        @Nullable Failure progress) {

    private static final Texts TEXTS = Texts.of("verification");

    static CheckShown of(IdentityCheck check, Locale locale) {
        Problem problem = check.problem().orElse(null);
        Failure why = problem == null ? null : ProblemTexts.render(problem, locale);
        boolean failed = check.state() == IdentityCheck.State.FAILED;
        return new CheckShown(
                check.id(),
                check.kind(),
                title(check.kind(), locale),
                check.state(),
                check.askedAt(),
                check.validUntil(),
                check.cardTail(),
                check.documentUntil(),
                failed ? why : null,
                failed ? null : why);
    }

    static String title(CheckKind kind, Locale locale) {
        return TEXTS.get(locale, "kind." + kind);
    }
}
