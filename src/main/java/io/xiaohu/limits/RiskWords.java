package io.xiaohu.limits;

import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.limits.core.Fired;
import io.xiaohu.limits.core.RiskCode;
import io.xiaohu.limits.core.RiskParameter;
import io.xiaohu.limits.core.RiskRule;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The risk rules in words, for staff. */
final class RiskWords {

    private static final Texts TEXTS = Texts.of("limits");

    private static final Set<String> MONEY_FACTS = Set.of("sum", "usual", "largest");

    private RiskWords() {}

    static String title(RiskCode code, Locale locale) {
        return TEXTS.get(locale, "risk." + code);
    }

    /** Such as "11 people paid for the first time within 60 minutes". */
    static String facts(Fired fired, Locale locale) {
        Map<String, Object> args = new HashMap<>();
        fired.facts()
                .forEach((name, value) ->
                        args.put(
                                name,
                                MONEY_FACTS.contains(name)
                                        ? Written.money(Money.cny(value))
                                        : value));
        return TEXTS.get(locale, "risk.fact." + fired.rule(), args);
    }

    /** What a rule says, with its parameters, outcome, and whether it is on. */
    static String says(RiskRule rule, Locale locale) {
        Map<String, Object> args = new HashMap<>();
        for (RiskParameter each : rule.code().parameters()) {
            long value = rule.parameter(each);
            args.put(each.key(), each.isMoney() ? Money.cny(value) : value);
        }
        args.put("outcome", TEXTS.get(locale, "risk.outcome." + rule.outcome()));
        String words = TEXTS.get(locale, "risk.says." + rule.code(), args);
        return rule.enabled() ? words : TEXTS.get(locale, "risk.off", Map.of("rule", words));
    }

    static String get(Locale locale, String key, Map<String, ?> args) {
        return TEXTS.get(locale, key, args);
    }
}
