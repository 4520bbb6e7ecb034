package io.xiaohu.audit.core;

import io.xiaohu.audit.AuditLine;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Follows the chain from its first line and remembers the first that is not what was written. */
public final class ChainWalk implements Consumer<AuditLine> {

    private static final HexFormat HEX = HexFormat.of();

    private byte[] last = {};
    private long walked;
    private OptionalLong broken = OptionalLong.empty();

    @Override
    public void accept(AuditLine line) {
        if (broken.isPresent()) {
            return;
        }
        long expected = walked + 1;
        byte[] hash = AuditChain.hash(last, line);
        if (line.number() != expected || !MessageDigest.isEqual(hash, HEX.parseHex(line.hash()))) {
            broken = OptionalLong.of(expected);
            return;
        }
        last = hash;
        walked = expected;
    }

    /** The number of the first line that is missing or changed. */
    public OptionalLong firstBreak() {
        return broken;
    }

    /** How many lines are whole, from the first. */
    public long walked() {
        return walked;
    }

    /** The hash of the last whole line; nothing before the first. */
    public byte[] lastHash() {
        return last.clone();
    }
}
