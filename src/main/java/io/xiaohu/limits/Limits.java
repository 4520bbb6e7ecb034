package io.xiaohu.limits;

import io.xiaohu.identity.CoolDown;
import io.xiaohu.identity.CoolDowns;
import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.Allowance.Period;
import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Periods;
import io.xiaohu.ledger.Statements;
import io.xiaohu.limits.core.Policy;
import io.xiaohu.limits.core.Policy.Threshold;
import io.xiaohu.limits.core.Rule;
import io.xiaohu.limits.jdbc.OverrideRows;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The limit policy, applied: allowances for the ledger, and what is left for the customer to see.
 */
@Service
public class Limits {

    private static final Texts TEXTS = Texts.of("limits");

    private final PolicyInForce policy;
    private final AccountClasses classes;
    private final Statements statements;
    private final CoolDowns coolDowns;
    private final OverrideRows overrides;
    private final Clock clock;

    Limits(
            PolicyInForce policy,
            AccountClasses classes,
            Statements statements,
            CoolDowns coolDowns,
            OverrideRows overrides,
            Clock clock) {
        this.overrides = overrides;
        this.policy = policy;
        this.classes = classes;
        this.statements = statements;
        this.coolDowns = coolDowns;
        this.clock = clock;
    }

    /** What the ledger has to check and advance with a payment to somebody. */
    public List<Allowance> forPayment(UUID customer, Money amount, Confirmation confirmation) {
        return forPayment(customer, amount, confirmation, coolDowns.running(customer));
    }

    /** The same where the cool-downs that run were read already. */
    public List<Allowance> forPayment(
            UUID customer, Money amount, Confirmation confirmation, List<CoolDown> running) {
        return allowances(
                customer,
                amount,
                running,
                rule ->
                        rule.countsPayments()
                                && (!rule.oneFactorOnly()
                                        || confirmation == Confirmation.ONE_FACTOR));
    }

    /** What the ledger has to check and advance with a withdrawal to the customer's own bank. */
    public List<Allowance> forWithdrawal(UUID customer, Money amount) {
        return allowances(customer, amount, coolDowns.running(customer), Rule::countsWithdrawals);
    }

    /** Whether this amount needs more than the payment PIN. */
    public boolean needsTwoFactors(Money amount) {
        return amount.compareTo(policy.get().threshold(Threshold.ONE_FACTOR)) > 0;
    }

    /** Why a pay code, which is one factor, cannot confirm this amount; empty when it can. */
    public Optional<Problem> byPayCode(Money amount) {
        Policy now = policy.get();
        return needsTwoFactors(amount)
                ? Optional.of(
                        Problem.of(Reason.SINGLE_LIMIT)
                                .with("case", "PAY_CODE")
                                .with("min", now.threshold(Threshold.SMALLEST))
                                .with("max", now.threshold(Threshold.ONE_FACTOR)))
                : Optional.empty();
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException ASSET_NOT_SUPPORTED, AMOUNT_INVALID: nothing that
     *     could be moved
     */
    public void requireMovable(Money amount) {
        if (amount.asset() != Asset.CNY) {
            throw Problem.of(Reason.ASSET_NOT_SUPPORTED).field("amount.asset").exception();
        }
        if (!amount.isPositive()) {
            throw Problem.of(Reason.AMOUNT_INVALID).field("amount").exception();
        }
    }

    /** Why one operation of this amount cannot be; empty when it can. */
    public Optional<Problem> single(Money amount) {
        Policy now = policy.get();
        return single(amount, now.threshold(Threshold.SMALLEST), now.threshold(Threshold.LARGEST));
    }

    /** The same where a payment channel has bounds of its own, the narrower of which count. */
    public Optional<Problem> single(Money amount, Money smallest, Money largest) {
        Policy now = policy.get();
        Money min = Collections.max(List.of(smallest, now.threshold(Threshold.SMALLEST)));
        Money max = Collections.min(List.of(largest, now.threshold(Threshold.LARGEST)));
        return amount.compareTo(min) < 0 || amount.compareTo(max) > 0
                ? Optional.of(Problem.of(Reason.SINGLE_LIMIT).with("min", min).with("max", max))
                : Optional.empty();
    }

    /**
     * What an account can do with its money while its name is not verified; empty once it is. Only
     * an allowance that never begins anew can leave money stuck.
     */
    public Optional<BeforeName> beforeName(UUID customer) {
        return rules(customer, Asset.CNY).stream()
                .filter(rule -> rule.period() == Period.LIFETIME && rule.countsWithdrawals())
                .findFirst()
                .map(rule ->
                        new BeforeName(
                                available(customer),
                                left(customer, rule),
                                policy.get().threshold(Threshold.CLASS_I_HOLDING)));
    }

    /**
     * Why this much may not come in; empty when it may.
     *
     * @param in what would reach the balance
     */
    public Optional<Problem> holding(UUID customer, Money in) {
        return beforeName(customer)
                .filter(now -> !now.admits(in))
                .map(now -> holding(now.mayHold()));
    }

    /** The same about a top-up that was stopped for it. */
    public Problem stoppedByHolding() {
        return holding(policy.get().threshold(Threshold.CLASS_I_HOLDING));
    }

    /** All limits of a customer, with what is used and left at this moment. */
    public List<LimitShown> shown(UUID customer, Locale locale) {
        Instant now = clock.instant();
        Money oneFactor = policy.get().threshold(Threshold.ONE_FACTOR);
        return rules(customer, Asset.CNY).stream()
                .map(rule -> {
                    Money used =
                            statements.used(
                                    customer,
                                    rule.counter(),
                                    rule.period(),
                                    rule.cap().asset(),
                                    now);
                    long left = Math.max(0, rule.cap().minor() - used.minor());
                    return new LimitShown(
                            rule.code(),
                            TEXTS.get(locale, rule.code() + "." + rule.period()),
                            rule.period().name(),
                            rule.cap(),
                            used,
                            new Money(left, rule.cap().asset()),
                            resetsAt(rule.period(), now),
                            rule.countsPayments(),
                            rule.countsWithdrawals(),
                            rule.oneFactorOnly() ? oneFactor : null);
                })
                .toList();
    }

    /** What a cool-down holds back now; empty while none runs. */
    public Optional<CoolDownShown> coolDown(UUID customer, Locale locale) {
        List<CoolDown> running = coolDowns.running(customer);
        if (running.isEmpty()) {
            return Optional.empty();
        }
        CoolDown last = running.getLast();
        Money left =
                running.stream()
                        .map(one -> left(one, clock.instant()))
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
        Map<String, Object> args =
                Map.of("until", last.until(), "atMost", last.atMost(), "left", left);
        return Optional.of(
                new CoolDownShown(
                        last.cause(),
                        last.until(),
                        last.atMost(),
                        left,
                        TEXTS.get(locale, "coolDown." + last.cause()),
                        TEXTS.get(locale, "coolDown.detail", args)));
    }

    /** What a class gives, for whoever considers raising theirs. */
    public List<CapShown> ofClass(AccountClass accountClass, Locale locale) {
        return policy.get().rules(accountClass, Asset.CNY).stream()
                .map(rule ->
                        new CapShown(
                                rule.code(),
                                TEXTS.get(locale, "cap." + rule.code() + "." + rule.period()),
                                rule.period().name(),
                                rule.cap()))
                .toList();
    }

    public AccountClass classOf(UUID customer) {
        return classes.of(customer);
    }

    private List<Allowance> allowances(
            UUID customer, Money amount, List<CoolDown> running, Predicate<Rule> counts) {
        return Stream.concat(
                        running.stream().map(coolDown -> allowance(coolDown, amount)),
                        rules(customer, amount.asset()).stream()
                                .filter(counts)
                                .map(rule -> rule.allowance(amount)))
                .toList();
    }

    /** Of several cool-downs each counts what left since it began: the strictest refuses. */
    private static Allowance allowance(CoolDown coolDown, Money amount) {
        return new Allowance(
                counter(coolDown), Period.LIFETIME, coolDown.atMost(), amount, Reason.COOLING_DOWN);
    }

    private Money left(CoolDown coolDown, Instant now) {
        Money cap = coolDown.atMost();
        Money used =
                statements.used(
                        coolDown.customerId(),
                        counter(coolDown),
                        Period.LIFETIME,
                        cap.asset(),
                        now);
        return new Money(Math.max(0, cap.minor() - used.minor()), cap.asset());
    }

    private static String counter(CoolDown coolDown) {
        return "cool-down." + coolDown.id();
    }

    private static Problem holding(Money mayHold) {
        return Problem.of(Reason.REAL_NAME_REQUIRED).with("case", "HOLDING").with("most", mayHold);
    }

    private Money available(UUID customer) {
        return statements.balances(customer).stream()
                .filter(balance -> balance.asset() == Asset.CNY)
                .map(Balance::available)
                .findFirst()
                .orElse(Money.cny(0));
    }

    private Money left(UUID customer, Rule rule) {
        Asset asset = rule.cap().asset();
        Money used =
                statements.used(customer, rule.counter(), rule.period(), asset, clock.instant());
        return new Money(Math.max(0, rule.cap().minor() - used.minor()), asset);
    }

    private List<Rule> rules(UUID customer, Asset asset) {
        return overrides.raise(customer, policy.get().rules(classes.known(customer), asset));
    }

    private static @Nullable Instant resetsAt(Period period, Instant now) {
        return period == Period.LIFETIME ? null : Periods.resetsAt(period, now);
    }
}
