package io.xiaohu.identity;

import io.xiaohu.kernel.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts what was put right in words, for whoever it was put right for. */
public final class RecoveryWords {

    private static final Texts TEXTS = Texts.of("identity");

    private RecoveryWords() {}

    /** What was done, who proposed and approved it, when, why, and what was checked. */
    public static String of(AccessRecovered event, Locale locale) {
        return TEXTS.get(
                locale,
                "recovered",
                Map.of(
                        "what", TEXTS.get(locale, "recovered." + event.what()),
                        "proposer", event.proposedBy(),
                        "approver", event.approvedBy(),
                        "at", event.at(),
                        "why", event.why(),
                        "checks", checks(event.checks(), locale)));
    }

    static String checks(List<PersonCheck> checks, Locale locale) {
        return checks.stream()
                .map(check -> TEXTS.get(locale, "check." + check))
                .collect(Collectors.joining(TEXTS.get(locale, "check.separator")));
    }
}
