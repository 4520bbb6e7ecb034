package io.xiaohu.limits;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.Allowance.Period;
import io.xiaohu.ledger.Periods;
import io.xiaohu.ledger.Statements;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The limit policy, applied: allowances for the ledger, and what is left for the customer to see.
 */
@Service
public class Limits {

    private static final Texts TEXTS = Texts.of("limits");

    /** Above this a PIN alone does not confirm. */
    private static final long ONE_FACTOR_MINOR = 1_000_00;

    private static final long SMALLEST_MINOR = 1;
    private static final long LARGEST_MINOR = 50_000_00;

    private static final String POLICY =
            """
            select code, period, cap, asset, counts_payments, counts_withdrawals, one_factor_only,
                reason
            from limits.policy
            where class = :class
            and asset = :asset
            order by period desc, cap desc
            """;

    /** One line of the policy. */
    private record Rule(
            String code,
            Period period,
            Money cap,
            boolean countsPayments,
            boolean countsWithdrawals,
            boolean oneFactorOnly,
            Reason reason) {

        String counter() {
            return code + "." + period.name().toLowerCase(Locale.ROOT);
        }

        Allowance allowance(Money amount) {
            return new Allowance(counter(), period, cap, amount, reason);
        }
    }

    private final JdbcClient sql;
    private final AccountClasses classes;
    private final Statements statements;
    private final Clock clock;

    Limits(JdbcClient sql, AccountClasses classes, Statements statements, Clock clock) {
        this.sql = sql;
        this.classes = classes;
        this.statements = statements;
        this.clock = clock;
    }

    /** What the ledger has to check and advance with a payment to somebody. */
    public List<Allowance> forPayment(UUID customer, Money amount, Confirmation confirmation) {
        return allowances(
                customer,
                amount,
                rule ->
                        rule.countsPayments()
                                && (!rule.oneFactorOnly()
                                        || confirmation == Confirmation.ONE_FACTOR));
    }

    /** What the ledger has to check and advance with a withdrawal to the customer's own bank. */
    public List<Allowance> forWithdrawal(UUID customer, Money amount) {
        return allowances(customer, amount, Rule::countsWithdrawals);
    }

    /** Whether this amount needs more than the payment PIN. */
    public boolean needsTwoFactors(Money amount) {
        return amount.minor() > ONE_FACTOR_MINOR;
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
        return single(amount, Money.cny(SMALLEST_MINOR), Money.cny(LARGEST_MINOR));
    }

    /** The same where a payment channel has bounds of its own, the narrower of which count. */
    public Optional<Problem> single(Money amount, Money smallest, Money largest) {
        Money min = Money.cny(Math.max(smallest.minor(), SMALLEST_MINOR));
        Money max = Money.cny(Math.min(largest.minor(), LARGEST_MINOR));
        return amount.compareTo(min) < 0 || amount.compareTo(max) > 0
                ? Optional.of(Problem.of(Reason.SINGLE_LIMIT).with("min", min).with("max", max))
                : Optional.empty();
    }

    /** All limits of a customer, with what is used and left at this moment. */
    public List<LimitShown> shown(UUID customer, Locale locale) {
        Instant now = clock.instant();
        return policy(customer, Asset.CNY).stream()
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
                            resetsAt(rule.period(), now));
                })
                .toList();
    }

    /** What a class gives, for whoever considers raising theirs. */
    public List<CapShown> ofClass(AccountClass accountClass, Locale locale) {
        return policy(accountClass, Asset.CNY).stream()
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

    private List<Allowance> allowances(UUID customer, Money amount, Predicate<Rule> counts) {
        return policy(customer, amount.asset()).stream()
                .filter(counts)
                .map(rule -> rule.allowance(amount))
                .toList();
    }

    private List<Rule> policy(UUID customer, Asset asset) {
        return policy(classes.of(customer), asset);
    }

    private List<Rule> policy(AccountClass accountClass, Asset asset) {
        return sql.sql(POLICY)
                .param("class", accountClass.name())
                .param("asset", asset.name())
                .query((row, n) ->
                        new Rule(
                                row.getString("code"),
                                Period.valueOf(row.getString("period")),
                                new Money(
                                        row.getLong("cap"), Asset.valueOf(row.getString("asset"))),
                                row.getBoolean("counts_payments"),
                                row.getBoolean("counts_withdrawals"),
                                row.getBoolean("one_factor_only"),
                                Reason.valueOf(row.getString("reason"))))
                .list();
    }

    private static @Nullable Instant resetsAt(Period period, Instant now) {
        return period == Period.LIFETIME ? null : Periods.resetsAt(period, now);
    }
}
