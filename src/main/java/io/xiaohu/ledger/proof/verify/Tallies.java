package io.xiaohu.ledger.proof.verify;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * What the walk over the entries adds up, to be compared with what operations and events say about
 * the same entries.
 */
final class Tallies {

    private final SecureRandom random = new SecureRandom();
    private final WeighedSum legs = new WeighedSum(random);
    private final WeighedSum named = new WeighedSum(random);
    private final WeighedSum told = new WeighedSum(random);
    private final Totals totals = new Totals();
    private long accounts;
    private long postings;
    private long entries;

    void account(AccountRow account) {
        accounts++;
        totals.add(account.asset(), account.posted());
    }

    void entry(AccountRow account, EntryRow entry) {
        entries++;
        told.add(entry.account(), entry.account(), entry.seq(), 1);
        UUID operation = entry.operation();
        if (operation != null) {
            named.add(operation, entry.account(), entry.seq(), 1);
            legs.add(operation, operation, account.asset().ordinal(), entry.amount());
        }
    }

    /** An operation says that it made this entry. */
    void named(UUID operation, UUID account, long seq) {
        named.add(operation, account, seq, -1);
    }

    /** An event says that this entry was new. */
    void told(UUID account, long seq) {
        told.add(account, account, seq, -1);
    }

    void posting() {
        postings++;
    }

    boolean everyOperationSumsToZero() {
        return legs.isZero();
    }

    boolean operationsNameExactlyTheEntries() {
        return named.isZero();
    }

    boolean eventsTellExactlyTheEntries() {
        return told.isZero();
    }

    Totals totals() {
        return totals;
    }

    long accounts() {
        return accounts;
    }

    long postings() {
        return postings;
    }

    long entries() {
        return entries;
    }
}
