package io.xiaohu.ledger.proof;

import static io.xiaohu.ledger.proof.SealJson.MalformedException;

import io.xiaohu.kernel.Asset;
import io.xiaohu.ledger.core.Chain;
import io.xiaohu.ledger.core.Change;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as a proof shows it.
 *
 * @param operation what made it; null for a freeze
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record ProofEntry(
        long seq,
        String step,
        long amount,
        long heldChange,
        long postedAfter,
        long heldAfter,
        long bookedAtMicros,
        byte[] hash,
        @Nullable Operation operation) {

    /**
     * What the hash covers of an operation.
     *
     * @param salt hexadecimal; null when the text was erased
     * @param textDigest hexadecimal; what an erased text left
     */
    record Operation(
            UUID id,
            UUID owner,
            String kind,
            long amount,
            String asset,
            @Nullable UUID counterparty,
            @Nullable UUID original,
            Map<String, String> metadata,
            String reference,
            @Nullable String memo,
            @Nullable String salt,
            @Nullable String textDigest) {

        byte[] digest(Chain chain) {
            HexFormat hex = HexFormat.of();
            byte[] text =
                    salt != null
                            ? chain.textDigest(hex.parseHex(salt), reference, memo)
                            : hex.parseHex(textDigest == null ? "" : textDigest);
            Asset known =
                    Asset.ofCode(asset)
                            .orElseThrow(() -> new MalformedException(asset + " is no asset"));
            return chain.operationDigest(
                    id, owner, kind, amount, known, counterparty, original, metadata, text);
        }
    }

    /** What the hash covers of the operation; nothing made a freeze. */
    byte[] operationDigest(Chain chain) {
        return operation == null ? Chain.NO_ENTRY : operation.digest(chain);
    }

    boolean isHashedAfter(byte[] before, byte[] operationDigest, UUID account, Chain chain) {
        Chain.EntryFacts facts =
                new Chain.EntryFacts(
                        account,
                        seq,
                        knownStep(),
                        amount,
                        heldChange,
                        postedAfter,
                        heldAfter,
                        bookedAtMicros);
        return Arrays.equals(hash, chain.entryHash(before, operationDigest, facts));
    }

    private Change.Step knownStep() {
        return Arrays.stream(Change.Step.values())
                .filter(known -> known.name().equals(step))
                .findFirst()
                .orElseThrow(() -> new MalformedException(step + " is no step"));
    }
}
