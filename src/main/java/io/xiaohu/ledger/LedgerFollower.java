package io.xiaohu.ledger;

/**
 * Follows what the ledger commits. Every event is handed over in the order of its partition, from
 * the beginning, by one server at a time and in a transaction that also notes how far it is: what
 * {@link #follow} writes to the database happens once.
 */
public interface LedgerFollower {

    /** What it is called for good: how far it is, is kept under this name. */
    String name();

    void follow(LedgerEvents.Event event);
}
