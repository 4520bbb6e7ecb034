package io.xiaohu.limits.core;

import io.xiaohu.limits.RiskOutcome;
import java.util.Map;

/**
 * A rule that fired, with what it saw.
 *
 * @param facts numbers by name; amounts in minor units of CNY
 */
public record Fired(RiskCode rule, RiskOutcome outcome, Map<String, Long> facts) {
    public Fired {
        facts = Map.copyOf(facts);
    }
}
