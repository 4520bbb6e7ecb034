package io.xiaohu.kernel;

import java.util.Optional;

/**
 * Where the audit trail ends, for whoever signs what the whole installation came to. Reads see what
 * the caller's transaction sees.
 */
public interface AuditHead {

    /** The last line; number 0 with an empty hash before the first. */
    Line last();

    /** The hash of a line; empty when there is no such line. */
    Optional<byte[]> hashOf(long number);

    /** A line's number and its hash, which covers all lines before it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    record Line(long number, byte[] hash) {}
}
