package io.xiaohu.ledger.proof;

import io.xiaohu.kernel.SigningKeys;
import io.xiaohu.ledger.AccountStatements;
import io.xiaohu.ledger.AccountStatements.Account;
import io.xiaohu.ledger.StatementCheck;
import io.xiaohu.ledger.StatementProofs;
import io.xiaohu.ledger.core.Chain;
import io.xiaohu.ledger.core.Micros;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes proofs from the entries and the first seal that covers the period. The entry before the
 * period and those between it and the seal go along without what they were about, so that it shows
 * that nothing was left out.
 */
@Component
class JdbcStatementProofs implements StatementProofs {

    private static final int MOST_ENTRIES = 100_000;

    private final AccountStatements accounts;
    private final SealTable seals;
    private final Heads heads;
    private final StatementRows rows;
    private final Sealing sealing;
    private final SigningKeys keys;
    private final TransactionTemplate snapshot;

    JdbcStatementProofs(
            AccountStatements accounts,
            SealTable seals,
            Heads heads,
            StatementRows rows,
            Sealing sealing,
            SigningKeys keys,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.seals = seals;
        this.heads = heads;
        this.rows = rows;
        this.sealing = sealing;
        this.keys = keys;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** Where an account's chain ends in a seal, and the way from there to the root. */
    private static final class Leaf {
        private final MerkleTree tree = new MerkleTree();
        private long seq;
    }

    @Override
    public Instant sealedBefore(Instant moment) {
        if (seals.covering(Micros.of(moment) - 1).isPresent()) {
            return moment;
        }
        Instant sealed = Micros.toInstant(sealing.seal().horizonMicros() + 1);
        return sealed.isBefore(moment) ? sealed : moment;
    }

    @Override
    public StatementCheck check(String document) {
        return ProofCheck.check(document);
    }

    @Override
    public boolean isOurs(StatementCheck.Whole whole) {
        return keys.knows(HexFormat.of().parseHex(whole.publicKey()));
    }

    @Override
    public Result prove(UUID id, @Nullable Instant from, @Nullable Instant to) {
        return Objects.requireNonNull(
                snapshot.execute(status ->
                        accounts.account(id)
                                .map(account -> prove(account, from, to))
                                .orElse(new Result.NothingToProve())));
    }

    private Result prove(Account account, @Nullable Instant from, @Nullable Instant to) {
        Optional<Seal> last = seals.last();
        Optional<Seal> covering = to == null ? last : seals.covering(Micros.of(to) - 1);
        if (covering.isEmpty()) {
            return new Result.NotSealedYet(
                    last.map(seal -> Micros.toInstant(seal.horizonMicros())).orElse(null));
        }
        Seal seal = covering.get();
        Leaf leaf = leaf(account, seal);
        if (leaf.seq == 0) {
            return new Result.NothingToProve();
        }
        Instant begin = from == null ? Instant.EPOCH : from;
        Instant end = to == null ? Micros.toInstant(seal.horizonMicros() + 1) : to;
        long first = Math.min(leaf.seq, Math.max(1, firstIn(account, begin) - 1));
        if (leaf.seq - first >= MOST_ENTRIES) {
            return new Result.TooLong(MOST_ENTRIES);
        }
        List<ProofEntry> entries = rows.entries(account.partition(), account.id(), first, leaf.seq);
        ObjectNode document = header(account, begin, end);
        document.put(
                "before",
                HexFormat.of()
                        .formatHex(
                                first == 1
                                        ? Chain.NO_ENTRY
                                        : rows.hash(account.partition(), account.id(), first - 1)));
        write(entries, begin, end, document.putArray("entries"));
        write(leaf.tree.path(), document.putArray("path"));
        document.set("seal", SealJson.write(seal));
        return new Result.Proven(document.toPrettyString() + "\n", seal.number(), entries.size());
    }

    private Leaf leaf(Account account, Seal seal) {
        Leaf leaf = new Leaf();
        heads.upTo(
                seal.horizonMicros(),
                (partition, id, seq, head) -> {
                    byte[] hash = MerkleTree.leaf(partition, id, seq, head);
                    if (id.equals(account.id())) {
                        leaf.tree.addWanted(hash);
                        leaf.seq = seq;
                    } else {
                        leaf.tree.add(hash);
                    }
                });
        if (!Arrays.equals(leaf.tree.root(), seal.root())) {
            throw new IllegalStateException(
                    "the entries no longer come to what seal "
                            + seal.number()
                            + " signed; verify the ledger");
        }
        return leaf;
    }

    /** The number of the first entry in the period, or one more than there are. */
    private long firstIn(Account account, Instant from) {
        List<AccountStatements.Line> first =
                accounts.lines(account, from, Instant.parse("9999-12-31T00:00:00Z"), 0, 1);
        return first.isEmpty() ? account.entries() + 1 : first.getFirst().seq();
    }

    private static ObjectNode header(Account account, Instant from, Instant to) {
        ObjectNode document = SealJson.JSON.createObjectNode().put("format", ProofJson.FORMAT);
        document.putObject("account")
                .put("id", account.id().toString())
                .put("partition", account.partition())
                .put("owner", account.owner().toString())
                .put("purpose", account.purpose().name())
                .put("asset", account.asset().name())
                .put("scale", account.asset().scale());
        return document.put("from", from.toString()).put("to", to.toString());
    }

    private static void write(List<ProofEntry> entries, Instant from, Instant to, ArrayNode array) {
        Chain chain = new Chain();
        for (ProofEntry entry : entries) {
            boolean shown =
                    entry.bookedAtMicros() >= Micros.of(from)
                            && entry.bookedAtMicros() < Micros.of(to);
            ProofJson.write(entry, shown ? null : entry.operationDigest(chain), array);
        }
    }

    private static void write(List<MerkleTree.Step> path, ArrayNode array) {
        for (MerkleTree.Step step : path) {
            array.addObject()
                    .put("side", step.isLeft() ? "left" : "right")
                    .put("hash", HexFormat.of().formatHex(step.sibling()));
        }
    }
}
