package io.xiaohu.limits.core;

import io.xiaohu.ledger.PaymentHistory.Seen;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures one payment by one rule: first by what needs no look anywhere, then by what was found.
 *
 * @param amountMinor how much, in CNY
 * @param hour of the day in Asia/Shanghai
 * @param listed whether the payee is on the list
 * @param toSomebody whether it goes to a payee rather than to the customer's own bank
 */
public record RiskCheck(long amountMinor, int hour, boolean listed, boolean toSomebody) {

    /**
     * What was looked up, as far as some rule could need it.
     *
     * @param history null when no rule needed it
     * @param deviceAge how long the device is known; null when it was not looked up, or is as old
     *     as the account
     */
    public record Known(@Nullable Seen history, @Nullable Duration deviceAge) {}

    /** Whether the rule can fire at all, given the amount, the hour and the list. */
    public boolean couldFire(RiskRule rule) {
        if (!rule.enabled()) {
            return false;
        }
        return switch (rule.code()) {
            case REPORTED_PAYEE -> listed;
            case NEW_PAYEES, FIRST_PAYMENT -> toSomebody && isEnough(rule);
            case MANY_PAYMENTS, NEW_DEVICE, ABOVE_LARGEST -> isEnough(rule);
            case NIGHT -> isEnough(rule) && isNight(rule);
        };
    }

    /** What a rule that could fire says now that the facts are there. */
    public Optional<Fired> fire(RiskRule rule, Known known) {
        Seen seen = known.history();
        Duration age = known.deviceAge();
        return switch (rule.code()) {
            case REPORTED_PAYEE -> fired(rule, true, Map.of());
            case NEW_DEVICE ->
                    age == null
                            ? Optional.empty()
                            : fired(
                                    rule,
                                    age.compareTo(Duration.ofHours(of(rule, RiskParameter.HOURS)))
                                            < 0,
                                    Map.of("minutes", age.toMinutes()));
            case NEW_PAYEES -> seen == null ? Optional.empty() : newPayees(rule, seen);
            case MANY_PAYMENTS -> seen == null ? Optional.empty() : manyPayments(rule, seen);
            case FIRST_PAYMENT -> fired(rule, seen != null && seen.payeeIsNew(), Map.of());
            case NIGHT ->
                    seen == null
                            ? Optional.empty()
                            : fired(
                                    rule,
                                    isHabit(rule, seen) && isTimes(rule, seen.usual().minor()),
                                    Map.of("hour", (long) hour, "usual", seen.usual().minor()));
            case ABOVE_LARGEST ->
                    seen == null
                            ? Optional.empty()
                            : fired(
                                    rule,
                                    isHabit(rule, seen) && isTimes(rule, seen.largest().minor()),
                                    Map.of("largest", seen.largest().minor()));
        };
    }

    private Optional<Fired> newPayees(RiskRule rule, Seen seen) {
        long payees = seen.newPayees() + 1;
        return fired(
                rule,
                seen.payeeIsNew() && payees >= of(rule, RiskParameter.COUNT),
                Map.of("count", payees, "minutes", of(rule, RiskParameter.MINUTES)));
    }

    private Optional<Fired> manyPayments(RiskRule rule, Seen seen) {
        long count = seen.burstCount() + 1;
        long sum = Math.addExact(seen.burstSum().minor(), amountMinor);
        return fired(
                rule,
                count >= of(rule, RiskParameter.COUNT) && sum >= of(rule, RiskParameter.SUM),
                Map.of("count", count, "sum", sum, "minutes", of(rule, RiskParameter.MINUTES)));
    }

    private static Optional<Fired> fired(RiskRule rule, boolean fires, Map<String, Long> facts) {
        return fires
                ? Optional.of(new Fired(rule.code(), rule.outcome(), facts))
                : Optional.empty();
    }

    private boolean isEnough(RiskRule rule) {
        return amountMinor >= of(rule, RiskParameter.AMOUNT);
    }

    /** The night may go over midnight; from and to alike are the whole day. */
    private boolean isNight(RiskRule rule) {
        long from = of(rule, RiskParameter.FROM);
        long to = of(rule, RiskParameter.TO);
        return from < to ? hour >= from && hour < to : hour >= from || hour < to;
    }

    private static boolean isHabit(RiskRule rule, Seen seen) {
        return seen.habitCount() >= of(rule, RiskParameter.PAYMENTS);
    }

    private boolean isTimes(RiskRule rule, long earlier) {
        return amountMinor >= Math.multiplyExact(earlier, of(rule, RiskParameter.TIMES));
    }

    private static long of(RiskRule rule, RiskParameter which) {
        return rule.parameter(which);
    }
}
