package io.xiaohu.ledger.core;

import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.PostingId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a batch read under lock, and how it changes while its commands are applied one after
 * another. For one thread.
 */
public final class Book {

    private final Map<AccountRef, AccountState> accounts = new HashMap<>();
    private final Map<AccountRef, AccountState> changedAccounts = new LinkedHashMap<>();
    private final Map<PostingId, HoldState> holds = new HashMap<>();
    private final Map<PostingId, HoldState> changedHolds = new LinkedHashMap<>();
    private final Map<CounterUse.Key, Long> counters = new HashMap<>();
    private final Map<CounterUse.Key, Long> changedCounters = new LinkedHashMap<>();
    private final Map<PostingId, GivenBack> givenBack = new HashMap<>();
    private final Map<PostingId, GivenBack> changedGivenBack = new LinkedHashMap<>();

    public void put(AccountState account) {
        accounts.put(account.ref(), account);
    }

    public void put(HoldState hold) {
        holds.put(hold.id(), hold);
    }

    public void put(CounterUse.Key counter, long used) {
        counters.put(counter, used);
    }

    public void put(GivenBack given) {
        givenBack.put(given.original(), given);
    }

    public boolean has(AccountRef ref) {
        return accounts.containsKey(ref);
    }

    /**
     * @throws MissingAccountException when the command did not say that it touches it
     */
    public AccountState account(AccountRef ref) {
        AccountState found = accounts.get(ref);
        if (found == null) {
            throw new MissingAccountException(ref);
        }
        return found;
    }

    /** The latest time any of the accounts was changed at. */
    public long latestBookingMicros() {
        return accounts.values().stream()
                .mapToLong(AccountState::bookedAtMicros)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** The counters a hold advanced; none when there is no such hold. */
    public List<CounterUse> usesOf(PostingId hold) {
        return hold(hold).map(HoldState::uses).orElse(List.of());
    }

    /** The counters an operation advanced that may be counted again; none when there is none. */
    public List<CounterUse> usesOfOriginal(PostingId original) {
        return givenBack(original).map(GivenBack::uses).orElse(List.of());
    }

    Optional<HoldState> hold(PostingId id) {
        return Optional.ofNullable(holds.get(id));
    }

    long used(CounterUse.Key counter) {
        return counters.getOrDefault(counter, 0L);
    }

    Optional<GivenBack> givenBack(PostingId original) {
        return Optional.ofNullable(givenBack.get(original));
    }

    /**
     * Books what was accepted.
     *
     * @param operationDigest what the entries' hashes cover of the operation
     * @return the entries, in the order of the changes
     */
    public List<Entry> apply(
            Decision.Accept accept, byte[] operationDigest, long atMicros, Chain chain) {
        List<Entry> entries = new ArrayList<>(accept.changes().size());
        for (Change change : accept.changes()) {
            entries.add(apply(change, operationDigest, atMicros, chain));
        }
        for (CounterUse use : accept.uses()) {
            long now = Math.max(0, Math.addExact(used(use.key()), use.amount()));
            counters.put(use.key(), now);
            changedCounters.put(use.key(), now);
        }
        if (accept.hold() != null) {
            holds.put(accept.hold().id(), accept.hold());
            changedHolds.put(accept.hold().id(), accept.hold());
        }
        if (accept.givenBack() != null) {
            givenBack.put(accept.givenBack().original(), accept.givenBack());
            changedGivenBack.put(accept.givenBack().original(), accept.givenBack());
        }
        return entries;
    }

    /** Books one change. */
    public Entry apply(Change change, byte[] operationDigest, long atMicros, Chain chain) {
        AccountState before = account(change.account());
        AccountState changed = before.changed(change);
        Chain.EntryFacts facts = Chain.EntryFacts.of(change, changed, atMicros);
        byte[] hash = chain.entryHash(before.head(), operationDigest, facts);
        AccountState after = changed.bookedAs(atMicros, hash);
        accounts.put(after.ref(), after);
        changedAccounts.put(after.ref(), after);
        return new Entry(change, after);
    }

    public Collection<AccountState> changedAccounts() {
        return changedAccounts.values();
    }

    public Collection<HoldState> changedHolds() {
        return changedHolds.values();
    }

    public Map<CounterUse.Key, Long> changedCounters() {
        return changedCounters;
    }

    public Collection<GivenBack> changedGivenBack() {
        return changedGivenBack.values();
    }

    /** Says which account has to be locked too before the command can be decided. */
    public static final class MissingAccountException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient AccountRef missing;

        MissingAccountException(AccountRef missing) {
            super("not locked: " + missing, null, false, false);
            this.missing = missing;
        }

        public AccountRef missing() {
            return missing;
        }
    }
}
