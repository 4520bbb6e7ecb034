package io.xiaohu.ledger;

import java.util.UUID;

/**
 * Freezing, the one change of accounts that is part of the caller's transaction: the caller's own
 * state and the accounts change together, and the next posting already meets it. Call it last,
 * since it locks the accounts.
 */
public interface AccountFreezes {

    /**
     * Refuses new debits and new holds of all the owner's accounts.
     *
     * @param creditsToo whether nothing may be paid in either, as a freeze by law can ask
     * @throws IllegalStateException when there is no transaction
     */
    void freeze(UUID owner, boolean creditsToo);

    /** Lifts any freeze of all the owner's accounts. */
    void unfreeze(UUID owner);
}
