package io.xiaohu.ledger.testing;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The seed of a random test: a new one each time, or the one to be replayed. A test that fails says
 * {@code replay with -Dledger.seed=…}.
 */
public final class Seeds {

    private static final String PROPERTY = "ledger.seed";

    private Seeds() {}

    /** What a random test does. */
    public interface Seeded {
        void run(long seed) throws Exception;
    }

    /** Runs it, and says on failure how to run it again the same way. */
    public static void with(Seeded test) {
        Long replayed = Long.getLong(PROPERTY);
        with(replayed != null ? replayed : ThreadLocalRandom.current().nextLong(1L << 40), test);
    }

    /** Runs it with a seed that found something once. */
    public static void with(long seed, Seeded test) {
        try {
            test.run(seed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception | AssertionError failed) {
            throw new AssertionError(
                    "replay with -D%s=%d: %s".formatted(PROPERTY, seed, failed.getMessage()),
                    failed);
        }
    }
}
