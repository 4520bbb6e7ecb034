package io.xiaohu.ledger.jdbc.writer;

import io.xiaohu.ledger.Outcome;

/** What the writer says about a command. */
public sealed interface Result {

    /** It was decided now, and that is committed. */
    record Fresh(Outcome outcome) implements Result {}

    /** Its id was used before: the outcome is to be read from the record. */
    record Known() implements Result {}

    /** It was not done and left no trace, because of a mistake in it or in the code. */
    record Failed(RuntimeException why) implements Result {}

    /**
     * It was not done, because another of those it goes together with was refused, or was known
     * already.
     */
    record NotDone() implements Result {}
}
