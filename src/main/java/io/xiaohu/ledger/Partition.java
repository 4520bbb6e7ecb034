package io.xiaohu.ledger;

import java.util.UUID;

/**
 * The logical partition an owner's rows lie in, 0 to 63. It comes from the owner's id alone and
 * never changes, so that the tables can be spread over machines later.
 */
public final class Partition {

    public static final int COUNT = 64;

    private Partition() {}

    public static int of(UUID owner) {
        return (int) (owner.getLeastSignificantBits() & (COUNT - 1));
    }
}
