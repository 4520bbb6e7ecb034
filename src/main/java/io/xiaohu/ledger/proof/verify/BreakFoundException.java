package io.xiaohu.ledger.proof.verify;

import org.jspecify.annotations.Nullable;

/** Ends the walk at the first thing that is not as it was written, and says what it is. */
final class BreakFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BreakFoundException(String sentence) {
        super(sentence, null, false, false);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    static BreakFoundException of(String sentence, @Nullable Object... facts) {
        return new BreakFoundException(sentence.formatted(facts));
    }

    /** Goes on when it holds, and ends the walk when it does not. */
    static void require(boolean holds, String sentence, @Nullable Object... facts) {
        if (!holds) {
            throw of(sentence, facts);
        }
    }
}
