package io.xiaohu.limits.core;

import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Reason;
import io.xiaohu.ledger.Allowance;
import io.xiaohu.ledger.Allowance.Period;
import io.xiaohu.verification.AccountClass;
import java.util.Locale;

/**
 * One line of the policy: how much accounts of a class may pay in a period.
 *
 * @param oneFactorOnly whether only payments count that one factor confirmed
 * @param reason what a payment is refused with that would pass it
 */
public record Rule(
        String code,
        AccountClass accountClass,
        Period period,
        Money cap,
        boolean countsPayments,
        boolean countsWithdrawals,
        boolean oneFactorOnly,
        Reason reason) {

    /** The ledger's counter it is measured by. */
    public String counter() {
        return code + "." + period.name().toLowerCase(Locale.ROOT);
    }

    /** The same with another cap. */
    public Rule withCap(Money other) {
        return new Rule(
                code,
                accountClass,
                period,
                other,
                countsPayments,
                countsWithdrawals,
                oneFactorOnly,
                reason);
    }

    /** What the ledger has to check and advance for this amount. */
    public Allowance allowance(Money amount) {
        return new Allowance(counter(), period, cap, amount, reason);
    }
}
