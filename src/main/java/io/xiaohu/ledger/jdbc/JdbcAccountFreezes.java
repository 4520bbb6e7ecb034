package io.xiaohu.ledger.jdbc;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.AccountFreezes;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.Partition;
import io.xiaohu.ledger.core.AccountState;
import io.xiaohu.ledger.core.Entry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Freezes in the caller's transaction; each change is an entry like any other. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class JdbcAccountFreezes implements AccountFreezes {

    private final LedgerRows rows;

    JdbcAccountFreezes(LedgerRows rows) {
        this.rows = rows;
    }

    @Override
    public void freeze(UUID owner, boolean creditsToo) {
        set(owner, creditsToo ? "ALL" : "DEBITS", Entry.Step.FREEZE);
    }

    @Override
    public void unfreeze(UUID owner) {
        set(owner, null, Entry.Step.UNFREEZE);
    }

    private void set(UUID owner, @Nullable String frozen, Entry.Step step) {
        AccountRef wallet = AccountRef.wallet(owner, Asset.CNY);
        rows.open(wallet);
        List<AccountRef> refs = rows.accountsOf(Partition.of(owner), owner);
        for (AccountState account : rows.lock(refs)) {
            Instant now = rows.clock();
            Instant at = now.isAfter(account.bookedAt()) ? now : account.bookedAt();
            AccountState after =
                    new AccountState(
                            account.ref(),
                            account.posted(),
                            account.held(),
                            account.seq() + 1,
                            at,
                            frozen,
                            account.closed());
            rows.insertEntry(new Entry(after, step, 0, 0), null);
            rows.setFreeze(after, frozen);
        }
    }
}
