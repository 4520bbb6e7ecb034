package io.xiaohu.ledger.proof.verify;

import io.xiaohu.ledger.core.Chain;
import org.jspecify.annotations.Nullable;

/** An account as its entries leave it, one after another. */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record Running(
        long seq,
        long posted,
        long held,
        long bookedAtMicros,
        byte[] hash,
        @Nullable String frozen,
        boolean closed) {

    static final Running BEFORE_THE_FIRST =
            new Running(0, 0, 0, Long.MIN_VALUE, Chain.NO_ENTRY, null, false);
}
