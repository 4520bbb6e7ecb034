package io.xiaohu.ledger.core;

import io.xiaohu.kernel.Asset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The hashes that make a changed, missing or reordered entry show. Each account's entries are a
 * chain: an entry's hash covers the one before it, what its operation was, its amounts, both
 * balances and the booking time. Reference and memo go in as a salted digest, so that a memo can be
 * erased together with the salt and the chain still holds. For one thread.
 */
public final class Chain {

    /** Stands before an account's first entry, and for the operation of a freeze. */
    public static final byte[] NO_ENTRY = new byte[32];

    private final Canonical canonical = new Canonical();

    /**
     * What an operation was, as its entries cover it.
     *
     * @param original the posting it gave something of back
     * @param textDigest from {@link #textDigest}
     */
    public byte[] operationDigest(
            UUID id,
            UUID owner,
            String kind,
            long amount,
            Asset asset,
            @Nullable UUID counterparty,
            @Nullable UUID original,
            Map<String, String> metadata,
            byte[] textDigest) {
        canonical
                .put(id)
                .put(owner)
                .put(kind)
                .put(amount)
                .put(asset.name())
                .put(counterparty)
                .put(original)
                .put(metadata.size());
        if (!metadata.isEmpty()) {
            new TreeMap<>(metadata).forEach((name, value) -> canonical.put(name).put(value));
        }
        return canonical.put(textDigest).hash();
    }

    /** The digest of reference and memo under the posting's own salt. */
    public byte[] textDigest(byte[] salt, String reference, @Nullable String memo) {
        return canonical.put(salt).put(reference).put(memo).hash();
    }

    /** The hash of an entry. */
    public byte[] entryHash(byte[] before, byte[] operationDigest, EntryFacts entry) {
        return canonical
                .put(before)
                .put(operationDigest)
                .put(entry.account())
                .put(entry.seq())
                .put(entry.step().code())
                .put(entry.amount())
                .put(entry.heldChange())
                .put(entry.postedAfter())
                .put(entry.heldAfter())
                .put(entry.bookedAtMicros())
                .hash();
    }

    /** What an entry's hash covers beside its operation. */
    public record EntryFacts(
            UUID account,
            long seq,
            Change.Step step,
            long amount,
            long heldChange,
            long postedAfter,
            long heldAfter,
            long bookedAtMicros) {

        static EntryFacts of(Change change, AccountState after, long atMicros) {
            return new EntryFacts(
                    after.ref().id(),
                    after.seq(),
                    change.step(),
                    change.amount(),
                    change.heldChange(),
                    after.posted(),
                    after.held(),
                    atMicros);
        }
    }
}
