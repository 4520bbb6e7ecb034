package io.xiaohu.payment.web;

import io.xiaohu.ledger.Balance;
import io.xiaohu.ledger.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A payment that was made; its id finds it in the bills. */
record Paid(UUID id, String state, Instant at, List<Balance> balances) {

    static Paid of(Outcome.Posted posted) {
        return new Paid(posted.id().value(), "SUCCEEDED", posted.at(), posted.balances());
    }
}
