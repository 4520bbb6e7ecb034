package io.xiaohu.limits.core;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.verification.AccountClass;
import java.util.List;
import java.util.Map;

/**
 * The policy as it is in force.
 *
 * @param thresholds what a single operation is measured by
 */
public record Policy(List<Rule> rules, Map<Threshold, Money> thresholds) {

    /**
     * The smallest and the largest single amount; up to where one factor confirms; how much an
     * account may hold whose name is not verified.
     */
    public enum Threshold {
        SMALLEST,
        LARGEST,
        ONE_FACTOR,
        CLASS_I_HOLDING
    }

    public Policy {
        rules = List.copyOf(rules);
        thresholds = Map.copyOf(thresholds);
    }

    /**
     * @throws IllegalStateException when the database lacks one: the migration made all
     */
    public Money threshold(Threshold which) {
        Money amount = thresholds.get(which);
        if (amount == null) {
            throw new IllegalStateException("no threshold " + which);
        }
        return amount;
    }

    /** The rules for accounts of a class, the longest period and the largest cap first. */
    public List<Rule> rules(AccountClass accountClass, Asset asset) {
        return rules.stream()
                .filter(rule -> rule.accountClass() == accountClass && rule.cap().asset() == asset)
                .toList();
    }
}
