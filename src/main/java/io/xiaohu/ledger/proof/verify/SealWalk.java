package io.xiaohu.ledger.proof.verify;

import static io.xiaohu.ledger.proof.verify.BreakFoundException.require;

import io.xiaohu.ledger.core.Micros;
import io.xiaohu.ledger.proof.MerkleTree;
import io.xiaohu.ledger.proof.Seal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds every seal's tree again while the accounts are walked: an account's leaf in a seal is its
 * last entry up to the seal's horizon. The seals stand in the order of their horizons.
 */
final class SealWalk {

    private final List<Seal> seals;
    private final List<MerkleTree> trees = new ArrayList<>();
    private int reached;
    private byte @Nullable [] leaf;

    SealWalk(List<Seal> seals) {
        this.seals = seals;
        seals.forEach(seal -> trees.add(new MerkleTree()));
    }

    void beginAccount() {
        reached = 0;
        leaf = null;
    }

    /**
     * Tells of the next entry before it is walked over: seals that ended before it have their leaf.
     */
    void next(int partition, UUID account, Running before, long bookedAtMicros) {
        while (reached < seals.size() && seals.get(reached).horizonMicros() < bookedAtMicros) {
            addLeaf(partition, account, before);
        }
        leaf = null;
    }

    void endAccount(int partition, UUID account, Running last) {
        while (reached < seals.size()) {
            addLeaf(partition, account, last);
        }
    }

    void requireRoots() {
        for (int i = 0; i < seals.size(); i++) {
            Seal seal = seals.get(i);
            MerkleTree tree = trees.get(i);
            require(
                    tree.leaves() == seal.accounts() && Arrays.equals(tree.root(), seal.root()),
                    "The entries up to %s do not come to what seal %d signed: history before it"
                            + " was rewritten.",
                    Micros.toInstant(seal.horizonMicros()),
                    seal.number());
        }
    }

    private void addLeaf(int partition, UUID account, Running at) {
        if (at.seq() > 0) {
            byte[] known = leaf;
            if (known == null) {
                known = MerkleTree.leaf(partition, account, at.seq(), at.hash());
                leaf = known;
            }
            trees.get(reached).add(known);
        }
        reached++;
    }
}
