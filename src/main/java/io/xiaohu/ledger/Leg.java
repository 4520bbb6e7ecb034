package io.xiaohu.ledger;

import io.xiaohu.kernel.Money;

/** One side of a posting: a credit is positive, a debit negative, never zero. */
public record Leg(AccountRef account, Money amount) {

    public Leg {
        if (amount.isZero() || amount.asset() != account.asset()) {
            throw new IllegalArgumentException("a leg moves some of its account's asset");
        }
    }
}
