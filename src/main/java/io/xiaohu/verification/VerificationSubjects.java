package io.xiaohu.verification;

import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.ProblemTexts;
import io.xiaohu.kernel.SubjectDescriber;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.kernel.Texts;
import io.xiaohu.verification.jdbc.CheckRows;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Describes a check to whoever it is about and to staff: how it stands and why, no number. */
@Component
class VerificationSubjects implements SubjectDescriber {

    private static final Texts TEXTS = Texts.of("verification");

    private final CheckRows checks;

    VerificationSubjects(CheckRows checks) {
        this.checks = checks;
    }

    @Override
    public Set<SubjectKind> kinds() {
        return Set.of(SubjectKind.VERIFICATION);
    }

    @Override
    public Optional<SubjectView> describe(
            SubjectRef subject, @Nullable UUID customer, Locale locale) {
        return checks.find(subject.id())
                .filter(check -> check.customer().equals(customer))
                .map(check -> view(check, locale));
    }

    private static SubjectView view(IdentityCheck check, Locale locale) {
        Optional<Failure> why =
                check.problem().map(problem -> ProblemTexts.render(problem, locale));
        String kind = TEXTS.get(locale, "kind." + check.kind());
        return new SubjectView(
                check.subject(),
                TEXTS.get(locale, "subject.VERIFICATION", Map.of("kind", kind)),
                why.map(Failure::title)
                        .orElseGet(() -> TEXTS.get(locale, "state." + check.state())),
                null,
                state(check.state()),
                check.askedAt(),
                check.state() == IdentityCheck.State.FAILED ? why.orElse(null) : null);
    }

    private static String state(IdentityCheck.State state) {
        return switch (state) {
            case PASSED -> "SUCCEEDED";
            case FAILED -> "FAILED";
            case ASKED, UNKNOWN, UNDER_REVIEW -> "PROCESSING";
        };
    }
}
