package io.xiaohu.limits.core;

import io.xiaohu.limits.RiskOutcome;
import java.util.Map;

/**
 * One risk rule as it is in force.
 *
 * @param parameters by {@link RiskParameter#key()}, each of its code's and no other
 * @param version grows with every change
 */
public record RiskRule(
        RiskCode code,
        boolean enabled,
        RiskOutcome outcome,
        Map<String, Long> parameters,
        int version) {

    public RiskRule {
        parameters = Map.copyOf(parameters);
    }

    /**
     * @throws IllegalStateException when the rule has none: the migration gave each its own
     */
    public long parameter(RiskParameter which) {
        Long value = parameters.get(which.key());
        if (value == null) {
            throw new IllegalStateException(code + " has no " + which);
        }
        return value;
    }

    /** Whether these are the parameters the code asks for, each within its bounds. */
    public boolean fits() {
        return parameters.size() == code.parameters().size()
                && code.parameters().stream()
                        .allMatch(each -> {
                            Long value = parameters.get(each.key());
                            return value != null && each.allows(value);
                        });
    }

    /** The same in everything a change can touch. */
    public boolean saysTheSame(RiskRule other) {
        return enabled == other.enabled
                && outcome == other.outcome
                && parameters.equals(other.parameters);
    }
}
