package io.xiaohu.ledger;

import java.util.List;

/**
 * Follows what the ledger commits. Every event is handed over in the order of its partition, from
 * the beginning, by one server at a time and in a transaction that also notes how far it is: what
 * {@link #follow} writes to the database happens once.
 */
public interface LedgerFollower {

    /** What it is called for good: how far it is, is kept under this name. */
    String name();

    /** Takes what follows, in its order; never nothing. */
    void follow(List<LedgerEvents.Event> events);
}
