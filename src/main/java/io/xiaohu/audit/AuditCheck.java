package io.xiaohu.audit;

import org.jspecify.annotations.Nullable;

/** Walks the whole trail and compares it with the heads that are kept outside the database. */
public interface AuditCheck {

    /**
     * What it came to.
     *
     * @param firstBreak what is wrong, in one sentence; null when all is whole
     * @param lines how many lines were walked before that
     * @param sealedHeads how many signed heads there are outside the database here
     * @param sealedUpTo the last line a signed head vouches for; 0 when none does
     */
    record Report(@Nullable String firstBreak, long lines, int sealedHeads, long sealedUpTo) {

        public boolean ok() {
            return firstBreak == null;
        }
    }

    Report check();
}
