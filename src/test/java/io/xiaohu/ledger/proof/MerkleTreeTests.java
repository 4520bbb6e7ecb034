package io.xiaohu.ledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Tokens;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The streaming tree against RFC 6962's recursive definition, for every size and every leaf. */
class MerkleTreeTests {

    @Test
    void theRootOfNothingIsTheHashOfNothing() {
        assertThat(HexFormat.of().formatHex(new MerkleTree().root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 100})
    void everyPathLeadsToTheRootOfTheDefinition(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(Tokens.hash("leaf " + i));
        }
        byte[] expected = root(leaves);
        for (int wanted = 0; wanted < size; wanted++) {
            MerkleTree tree = new MerkleTree();
            for (int i = 0; i < size; i++) {
                if (i == wanted) {
                    tree.addWanted(leaves.get(i));
                } else {
                    tree.add(leaves.get(i));
                }
            }
            assertThat(tree.root()).isEqualTo(expected);
            assertThat(MerkleTree.rootOf(leaves.get(wanted), tree.path())).isEqualTo(expected);
            byte[] other = leaves.get((wanted + 1) % size);
            if (size > 1) {
                assertThat(MerkleTree.rootOf(other, tree.path())).isNotEqualTo(expected);
            }
        }
    }

    /** MTH of RFC 6962, section 2.1, over leaf hashes. */
    private static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        byte[] left = root(leaves.subList(0, split));
        byte[] right = root(leaves.subList(split, leaves.size()));
        return Tokens.sha256(ByteBuffer.allocate(65).put((byte) 1).put(left).put(right).array());
    }
}
