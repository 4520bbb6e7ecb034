package io.xiaohu.ledger.proof;

import static io.xiaohu.ledger.proof.SealJson.bytes;
import static io.xiaohu.ledger.proof.SealJson.micros;
import static io.xiaohu.ledger.proof.SealJson.text;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import io.xiaohu.ledger.AccountRef;
import io.xiaohu.ledger.StatementCheck;
import io.xiaohu.ledger.StatementCheck.Broken;
import io.xiaohu.ledger.StatementCheck.Foreign;
import io.xiaohu.ledger.StatementCheck.Whole;
import io.xiaohu.ledger.core.Chain;
import io.xiaohu.ledger.core.Micros;
import io.xiaohu.ledger.proof.SealJson.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Checks a statement's proof with nothing but the document itself. */
public final class ProofCheck {

    private final Chain chain = new Chain();

    private ProofCheck() {}

    public static StatementCheck check(String document) {
        try {
            JsonNode proof = SealJson.JSON.readTree(document);
            return proof.path("format").asString("").equals(ProofJson.FORMAT)
                    ? new ProofCheck().check(proof)
                    : new Foreign("The proof does not hold: its format is unknown.");
        } catch (JacksonException e) {
            return new Foreign("The proof is no JSON.");
        } catch (MalformedException e) {
            return new Broken("The proof does not hold: " + e.getMessage() + ".");
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Broken("The proof does not hold: a value in it cannot be.");
        }
    }

    private StatementCheck check(JsonNode proof) {
        AccountRef account = account(proof.path("account"));
        long from = micros(proof, "from");
        long to = micros(proof, "to");
        List<ProofEntry> entries = new ArrayList<>();
        byte[] head = walk(proof, account, from, to, entries);
        ProofEntry last = entries.getLast();
        Seal seal = SealJson.read(proof.path("seal"));
        require(
                last.bookedAtMicros() <= seal.horizonMicros() && to - 1 <= seal.horizonMicros(),
                "the seal is older than what it should cover");
        byte[] leaf = MerkleTree.leaf(account.partition(), account.id(), last.seq(), head);
        require(
                Arrays.equals(MerkleTree.rootOf(leaf, path(proof)), seal.root()),
                "the path does not lead to the seal's root");
        require(seal.isSigned(), "the seal's signature is not right");
        return whole(account, from, to, entries, seal);
    }

    /** Recomputes the account's chain; gives the hash it ends with. */
    private byte[] walk(
            JsonNode proof, AccountRef account, long from, long to, List<ProofEntry> entries) {
        byte[] before = bytes(proof, "before");
        @Nullable ProofEntry previous = null;
        for (JsonNode node : proof.path("entries")) {
            ProofEntry entry = ProofJson.readEntry(node);
            boolean shown = entry.bookedAtMicros() >= from && entry.bookedAtMicros() < to;
            require(
                    !shown || !node.has("operationDigest"),
                    "entry " + entry.seq() + " does not say what it was about");
            byte[] digest =
                    node.has("operationDigest")
                            ? bytes(node, "operationDigest")
                            : entry.operationDigest(chain);
            require(
                    entry.isHashedAfter(before, digest, account.id(), chain),
                    "entry " + entry.seq() + " is not what was hashed");
            if (previous == null) {
                checkFirst(entry, before, from);
            } else {
                checkNext(previous, entry);
            }
            before = entry.hash();
            previous = entry;
            entries.add(entry);
        }
        require(previous != null, "it shows no entry");
        return before;
    }

    private static void checkFirst(ProofEntry entry, byte[] before, long from) {
        boolean isFirstEver =
                entry.seq() == 1
                        && Arrays.equals(before, Chain.NO_ENTRY)
                        && entry.postedAfter() == entry.amount()
                        && entry.heldAfter() == entry.heldChange();
        require(
                isFirstEver || (entry.seq() > 1 && entry.bookedAtMicros() < from),
                "it may leave out entries at its beginning");
    }

    private static void checkNext(ProofEntry previous, ProofEntry entry) {
        require(
                entry.seq() == previous.seq() + 1
                        && entry.bookedAtMicros() >= previous.bookedAtMicros()
                        && entry.postedAfter()
                                == Math.addExact(previous.postedAfter(), entry.amount())
                        && entry.heldAfter()
                                == Math.addExact(previous.heldAfter(), entry.heldChange()),
                "entry " + entry.seq() + " does not follow the one before it");
    }

    private static AccountRef account(JsonNode node) {
        Asset asset =
                Asset.ofCode(text(node, "asset"))
                        .orElseThrow(() -> new MalformedException("its asset is unknown"));
        AccountRef ref =
                new AccountRef(
                        Math.toIntExact(SealJson.number(node, "partition")),
                        ProofJson.id(node, "owner"),
                        AccountRef.Purpose.valueOf(text(node, "purpose")),
                        asset);
        require(
                ref.id().equals(ProofJson.id(node, "id")),
                "the account is not the one of this owner");
        return ref;
    }

    private static List<MerkleTree.Step> path(JsonNode proof) {
        List<MerkleTree.Step> path = new ArrayList<>();
        for (JsonNode step : proof.path("path")) {
            String side = text(step, "side");
            require(side.equals("left") || side.equals("right"), "a side is left or right");
            path.add(new MerkleTree.Step(bytes(step, "hash"), side.equals("left")));
        }
        return path;
    }

    private static Whole whole(
            AccountRef account, long from, long to, List<ProofEntry> entries, Seal seal) {
        long opening = entries.getFirst().postedAfter() - entries.getFirst().amount();
        long closing = opening;
        int shown = 0;
        int moved = 0;
        for (ProofEntry entry : entries) {
            if (entry.bookedAtMicros() < from) {
                opening = entry.postedAfter();
            }
            if (entry.bookedAtMicros() < to) {
                closing = entry.postedAfter();
                boolean within = entry.bookedAtMicros() >= from;
                shown += within ? 1 : 0;
                moved += within && entry.amount() != 0 ? 1 : 0;
            }
        }
        return new Whole(
                account.id(),
                account.owner(),
                Micros.toInstant(from),
                Micros.toInstant(to),
                new Money(opening, account.asset()),
                new Money(closing, account.asset()),
                shown,
                moved,
                seal.number(),
                Micros.toInstant(seal.horizonMicros()),
                HexFormat.of().formatHex(seal.publicKey()));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new MalformedException(otherwise);
        }
    }
}
