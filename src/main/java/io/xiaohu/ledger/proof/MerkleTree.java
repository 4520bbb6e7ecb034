package io.xiaohu.ledger.proof;

import io.xiaohu.kernel.Tokens;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * Hashes a list of account heads to one root as RFC 6962 does (section 2.1): a leaf after a byte 0,
 * a node after a byte 1, split at the largest power of two. Leaves come one after another and only
 * one node for each level is kept. For one thread.
 */
public final class MerkleTree {

    private static final int LEAF_BYTES = 1 + Integer.BYTES + 16 + Long.BYTES + 32;

    private final Deque<Node> open = new ArrayDeque<>();
    private final List<Step> path = new ArrayList<>();
    private long leaves;

    /** A finished subtree; whether the leaf whose path is wanted is in it. */
    private record Node(byte[] hash, long leaves, boolean wanted) {}

    /**
     * One step of the way from a leaf to the root.
     *
     * @param isLeft whether the sibling stands on the left
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    public record Step(byte[] sibling, boolean isLeft) {}

    /** The hash of the leaf for an account's last entry. */
    public static byte[] leaf(int partition, UUID account, long seq, byte[] head) {
        return Tokens.sha256(
                ByteBuffer.allocate(LEAF_BYTES)
                        .put((byte) 0)
                        .putInt(partition)
                        .putLong(account.getMostSignificantBits())
                        .putLong(account.getLeastSignificantBits())
                        .putLong(seq)
                        .put(head)
                        .array());
    }

    /** The root a leaf leads to along a path. */
    public static byte[] rootOf(byte[] leaf, List<Step> path) {
        byte[] hash = leaf;
        for (Step step : path) {
            hash = step.isLeft() ? node(step.sibling(), hash) : node(hash, step.sibling());
        }
        return hash;
    }

    /** Adds the next leaf. */
    public void add(byte[] leaf) {
        add(leaf, false);
    }

    /** Adds the leaf whose path is wanted. */
    public void addWanted(byte[] leaf) {
        add(leaf, true);
    }

    public long leaves() {
        return leaves;
    }

    /** The root over all leaves; of none, the hash of nothing. */
    public byte[] root() {
        if (open.isEmpty()) {
            return Tokens.sha256(new byte[0]);
        }
        Node right = open.pop();
        while (!open.isEmpty()) {
            right = join(open.pop(), right);
        }
        open.push(right);
        return right.hash();
    }

    /** The path from the wanted leaf up; whole once the root was asked for. */
    public List<Step> path() {
        return List.copyOf(path);
    }

    private void add(byte[] leaf, boolean wanted) {
        leaves++;
        Node node = new Node(leaf, 1, wanted);
        while (!open.isEmpty() && open.getFirst().leaves() == node.leaves()) {
            node = join(open.pop(), node);
        }
        open.push(node);
    }

    private Node join(Node left, Node right) {
        if (left.wanted()) {
            path.add(new Step(right.hash(), false));
        } else if (right.wanted()) {
            path.add(new Step(left.hash(), true));
        }
        return new Node(
                node(left.hash(), right.hash()),
                left.leaves() + right.leaves(),
                left.wanted() || right.wanted());
    }

    private static byte[] node(byte[] left, byte[] right) {
        return Tokens.sha256(
                ByteBuffer.allocate(1 + left.length + right.length)
                        .put((byte) 1)
                        .put(left)
                        .put(right)
                        .array());
    }
}
