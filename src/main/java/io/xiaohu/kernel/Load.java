package io.xiaohu.kernel;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Callers that do something again and again, for a bounded time. */
public final class Load {

    private static final int MOST_SAMPLES = 4_000_000;
    private static final int MOST_AT_ONCE = 20_000;
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MILLI = 1e6;

    private final int seconds;
    private final int warmUpSeconds;

    /** What one caller does. */
    public interface Act {
        void once() throws Exception;
    }

    /** What was done a second, and how long each took. */
    public record Measured(double aSecond, double medianMillis, double p99Millis) {}

    public Load(int seconds) {
        this(seconds, Math.max(1, Math.min(5, seconds / 2)));
    }

    /**
     * @param warmUpSeconds how long the same is done before it is measured
     */
    public Load(int seconds, int warmUpSeconds) {
        this.seconds = seconds;
        this.warmUpSeconds = warmUpSeconds;
    }

    /** Each caller begins anew as soon as it has its answer. */
    public Measured closedLoop(int callers, Act act) {
        runCallers(callers, warmUpSeconds, act);
        return runCallers(callers, seconds, act);
    }

    private static Measured runCallers(int callers, int seconds, Act act) {
        Samples samples = new Samples();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * NANOS_A_SECOND);
        CountDownLatch done = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            for (long now = System.nanoTime(); now < end; ) {
                                act.once();
                                long after = System.nanoTime();
                                samples.add(after - now);
                                now = after;
                            }
                        } catch (Exception e) {
                            failure.compareAndSet(null, e);
                        } finally {
                            done.countDown();
                        }
                    });
        }
        await(done);
        rethrow(failure.get());
        return samples.measured(System.nanoTime() - begin);
    }

    /**
     * Begins so many a second whether or not earlier ones are done; how long one takes counts from
     * when it was due.
     */
    public Measured openLoop(int aSecond, Act act) {
        Samples samples = new Samples();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Semaphore atOnce = new Semaphore(MOST_AT_ONCE);
        long begin = System.nanoTime();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long n = 0; n < (long) aSecond * seconds; n++) {
                long due = begin + (long) (n * NANOS_A_SECOND / aSecond);
                for (long wait = due - System.nanoTime();
                        wait > 0;
                        wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                atOnce.acquireUninterruptibly();
                callers.execute(() -> {
                    try {
                        act.once();
                        samples.add(System.nanoTime() - due);
                    } catch (Exception e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        atOnce.release();
                    }
                });
            }
        }
        rethrow(failure.get());
        return samples.measured(System.nanoTime() - begin);
    }

    private static void await(CountDownLatch done) {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    private static void rethrow(@Nullable Exception failure) {
        if (failure != null) {
            throw new IllegalStateException("a measured call failed", failure);
        }
    }

    /** How long each took, in nanoseconds. */
    private static final class Samples {
        private final long[] nanos = new long[MOST_SAMPLES];
        private final AtomicInteger count = new AtomicInteger();

        void add(long took) {
            int n = count.getAndIncrement();
            if (n < nanos.length) {
                nanos[n] = took;
            }
        }

        Measured measured(long elapsedNanos) {
            int all = count.get();
            int kept = Math.min(all, nanos.length);
            long[] sorted = Arrays.copyOf(nanos, kept);
            Arrays.sort(sorted);
            return new Measured(
                    all * NANOS_A_SECOND / elapsedNanos,
                    kept == 0 ? 0 : sorted[kept / 2] / NANOS_A_MILLI,
                    kept == 0 ? 0 : sorted[(int) (kept * 0.99)] / NANOS_A_MILLI);
        }
    }
}
