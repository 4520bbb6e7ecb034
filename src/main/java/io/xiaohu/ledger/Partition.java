package io.xiaohu.ledger;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The logical partition an owner's rows lie in, 0 to 63. It comes from the owner's id alone and
 * never changes, so that the tables can be spread over machines later.
 */
public final class Partition {

    public static final int COUNT = 64;

    /** All of them, as long as there is one database. */
    public static final Set<Integer> ALL =
            IntStream.range(0, COUNT).boxed().collect(Collectors.toUnmodifiableSet());

    private static final int SHIFT = 58;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Partition() {}

    public static int of(UUID owner) {
        return (int) (owner.getLeastSignificantBits() & (COUNT - 1));
    }

    /** The partition in the first six bits of a posting's or an account's id. */
    public static int in(UUID id) {
        return (int) (id.getMostSignificantBits() >>> SHIFT);
    }

    /** A UUIDv8 with the partition in its first six bits and the beginning of a hash after it. */
    static UUID uuidIn(int partition, byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        long first = ((long) partition << SHIFT) | (bytes.getLong() >>> 6);
        long high = (first & ~0xF000L) | VERSION_8;
        long low = (bytes.getLong() >>> 2) | VARIANT;
        return new UUID(high, low);
    }
}
