package io.xiaohu.ledger.model;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.LedgerCommand;
import io.xiaohu.ledger.Leg;
import io.xiaohu.ledger.PostingId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All the model knows, in maps of values that never change; what was done can be taken back. */
final class ModelState {

    /** An account; frozen is DEBITS, ALL or null. */
    record Account(
            BigInteger posted,
            BigInteger held,
            long entries,
            @Nullable String frozen,
            boolean closed) {

        static final Account NEW = new Account(BigInteger.ZERO, BigInteger.ZERO, 0, null, false);

        BigInteger available() {
            return posted.subtract(held);
        }

        Account moved(BigInteger more, BigInteger moreHeld) {
            return new Account(posted.add(more), held.add(moreHeld), entries + 1, frozen, closed);
        }

        Account frozenAs(@Nullable String freeze) {
            return new Account(posted, held, entries + 1, freeze, closed);
        }

        Account closedNow() {
            return new Account(posted, held, entries + 1, frozen, true);
        }
    }

    /** A counter in one period. */
    record Counter(UUID owner, String name, String period, Asset asset) {}

    /** How much a command advanced a counter. */
    record Advance(Counter counter, long amount) {}

    /** A hold; state is HELD, CAPTURED, RELEASED or EXPIRED. */
    record Hold(
            AccountRef account,
            long amount,
            long captured,
            String state,
            @Nullable Instant expiresAt,
            List<Advance> advanced) {

        Hold ended(String as, long moved) {
            return new Hold(account, amount, moved, as, expiresAt, advanced);
        }
    }

    /** What is kept under an id. */
    record Kept(LedgerCommand command, Answer answer, Instant at) {}

    final Map<AccountRef, Account> accounts = new HashMap<>();
    final Map<PostingId, Hold> holds = new HashMap<>();
    final Map<Counter, Long> counters = new HashMap<>();
    final Map<PostingId, List<Advance>> advanced = new HashMap<>();
    final Map<PostingId, Long> givenBack = new HashMap<>();
    final Map<PostingId, Kept> kept = new HashMap<>();
    final Map<PostingId, List<Leg>> moved = new HashMap<>();
    final Map<UUID, String> frozenOwners = new HashMap<>();

    private final Deque<Runnable> undo = new ArrayDeque<>();

    Account account(AccountRef ref) {
        return accounts.getOrDefault(ref, Account.NEW);
    }

    boolean isDone(PostingId id) {
        Kept found = kept.get(id);
        return found != null && found.answer() instanceof Answer.Done;
    }

    /** Sets a value so that it can be taken back. */
    <K, V> void set(Map<K, V> map, K key, V value) {
        V before = map.put(key, value);
        undo.push(() -> {
            if (before == null) {
                map.remove(key);
            } else {
                map.put(key, before);
            }
        });
    }

    /** From here on what is set can be taken back. */
    void begin() {
        undo.clear();
    }

    /** Takes back what was set since the beginning. */
    void takeBack() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }
}
