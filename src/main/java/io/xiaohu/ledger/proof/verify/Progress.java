package io.xiaohu.ledger.proof.verify;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** Tells once a second how far the walk is. */
final class Progress {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_MASK = 0xFFF;

    private final PrintStream to;
    private final long all;
    private long done;
    private long next = System.nanoTime() + EVERY_NANOS;

    Progress(PrintStream to, long all) {
        this.to = to;
        this.all = all;
    }

    void entry() {
        done++;
        if ((done & LOOK_MASK) == 0 && System.nanoTime() - next > 0) {
            next = System.nanoTime() + EVERY_NANOS;
            to.printf("%,d of %,d entries%n", done, all);
        }
    }

    void say(String what) {
        to.println(what);
    }

    long entries() {
        return done;
    }
}
