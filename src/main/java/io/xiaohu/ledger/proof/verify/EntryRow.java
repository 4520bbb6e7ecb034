package io.xiaohu.ledger.proof.verify;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.core.Chain;
import io.xiaohu.ledger.core.Change;
import io.xiaohu.ledger.jdbc.rows.LedgerJson;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry with what its operation's row says about it.
 *
 * @param operationDigest what the hash covers of the operation, made anew from its row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record EntryRow(
        int partition,
        UUID account,
        long seq,
        Change.Step step,
        @Nullable UUID operation,
        long amount,
        long heldChange,
        long postedAfter,
        long heldAfter,
        long bookedAtMicros,
        byte[] hash,
        byte[] operationDigest) {

    static final String QUERY =
            """
            select e.p, e.account, e.seq, e.step, e.operation, e.amount, e.held_change,
                e.posted_after, e.held_after, e.booked_at, e.hash,
                o.id, o.owner, o.outcome, o.kind, o.amount, o.asset, o.counterparty, o.original,
                o.metadata, o.salt, o.text_digest, o.reference, o.memo, o.booked_at
            from ledger.entry e
            left join ledger.operation o
                on o.p = ledger.partition_of(e.operation)
                and o.id = e.operation
            order by e.p, e.account, e.seq
            """;

    private static final Map<String, Change.Step> STEPS = new HashMap<>();

    static {
        for (Change.Step step : Change.Step.values()) {
            STEPS.put(step.name(), step);
        }
    }

    static EntryRow read(CopyRows rows, Chain chain, LedgerJson json) {
        int partition = rows.smallint();
        UUID account = rows.uuid();
        long seq = rows.bigint();
        Change.Step step = STEPS.get(rows.text());
        UUID operation = rows.nullableUuid();
        if (step == null || step.freezes() != (operation == null)) {
            throw BreakFoundException.of(
                    "Entry %d of account %s is of no known step.", seq, account);
        }
        long amount = rows.bigint();
        long heldChange = rows.bigint();
        long postedAfter = rows.bigint();
        long heldAfter = rows.bigint();
        long bookedAt = rows.micros();
        byte[] hash = rows.bytes();
        return new EntryRow(
                partition,
                account,
                seq,
                step,
                operation,
                amount,
                heldChange,
                postedAfter,
                heldAfter,
                bookedAt,
                hash,
                operation == null
                        ? Chain.NO_ENTRY
                        : digest(rows, chain, json, account, seq, bookedAt, operation));
    }

    boolean follows(Running before) {
        return seq == before.seq() + 1;
    }

    /** Whether the hash is that of what the row says, after the entry before. */
    boolean isHashedAfter(byte[] before, Chain chain) {
        Chain.EntryFacts facts =
                new Chain.EntryFacts(
                        account,
                        seq,
                        step,
                        amount,
                        heldChange,
                        postedAfter,
                        heldAfter,
                        bookedAtMicros);
        return Arrays.equals(hash, chain.entryHash(before, operationDigest, facts));
    }

    /** An erased text has left its digest; another's is made from the text and its salt. */
    private static byte[] digest(
            CopyRows rows,
            Chain chain,
            LedgerJson json,
            UUID account,
            long seq,
            long bookedAt,
            UUID operation) {
        UUID id = rows.nullableUuid();
        if (id == null) {
            throw BreakFoundException.of(
                    "Entry %d of account %s belongs to operation %s, which is missing.",
                    seq, account, operation);
        }
        UUID owner = rows.uuid();
        if (!rows.text().equals("POSTED")) {
            throw BreakFoundException.of(
                    "Entry %d of account %s belongs to operation %s, which was refused.",
                    seq, account, operation);
        }
        String kind = rows.text();
        long amount = rows.bigint();
        Asset asset = Asset.ofCode(rows.text()).orElse(null);
        UUID counterparty = rows.nullableUuid();
        UUID original = rows.nullableUuid();
        String metadata = rows.nullableJsonb();
        byte[] salt = rows.nullableBytes();
        byte[] erased = rows.nullableBytes();
        String reference = rows.text();
        String memo = rows.nullableText();
        if (asset == null || rows.micros() != bookedAt) {
            throw BreakFoundException.of(
                    "Operation %s has another booking time or asset than entry %d of account %s.",
                    operation, seq, account);
        }
        byte[] text =
                salt != null
                        ? chain.textDigest(salt, reference, memo)
                        : erased != null ? erased : new byte[0];
        return chain.operationDigest(
                operation,
                owner,
                kind,
                amount,
                asset,
                counterparty,
                original,
                metadata == null ? Map.of() : json.readMetadata(metadata),
                text);
    }
}
