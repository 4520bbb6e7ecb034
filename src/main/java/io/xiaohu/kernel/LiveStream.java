package io.xiaohu.kernel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Writes Server-Sent Events on a virtual thread until the reader goes away. It reads what is new
 * when it begins and whenever it is woken; whoever wakes it looks for many streams at once, also
 * without a signal, so that a lost one delays an event and never loses it. What follows right after
 * something was told is told together, a breath later: a busy desk costs ten writes a second for
 * each reader and not one for each line anybody writes.
 */
public final class LiveStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration BREATH = Duration.ofMillis(100);
    private static final int SOONEST_MILLIS = 500;
    private static final int LATEST_MILLIS = 2_500;

    private final OutputStream out;
    private final String greeting;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean open = true;

    /**
     * @param place the id a reader comes back with who is cut off before the first event
     */
    public LiveStream(OutputStream out, String place) {
        this.out = out;
        this.greeting = "id: " + place + "\n";
    }

    /** Something is there to be read. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /** Ends the stream at its next turn. */
    public void end() {
        open = false;
        wake();
    }

    /**
     * Streams until the reader goes away, the session ends, or it has lasted long enough for the
     * client to come back.
     *
     * @param writeNew writes what is new
     * @param allowed whether the reader may still listen, asked with every heartbeat
     */
    public void run(Consumer<LiveStream> writeNew, BooleanSupplier allowed) {
        long started = System.nanoTime();
        long lastBeat = started;
        long lastTold = started - BREATH.toNanos();
        try {
            raw(": hello\nretry: " + retryMillis() + "\n" + greeting + "\n");
            writeNew.accept(this);
            while (open && System.nanoTime() - started < LONGEST.toNanos()) {
                boolean woken = wake.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                if (open && woken) {
                    breathe(lastTold);
                    writeNew.accept(this);
                    lastTold = System.nanoTime();
                }
                if (System.nanoTime() - lastBeat >= HEARTBEAT.toNanos()) {
                    if (!allowed.getAsBoolean()) {
                        return;
                    }
                    raw(": still here\n\n");
                    lastBeat = System.nanoTime();
                }
            }
        } catch (ReaderGone gone) {
            open = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void breathe(long lastTold) throws InterruptedException {
        long rest = lastTold + BREATH.toNanos() - System.nanoTime();
        if (open && rest > 0) {
            TimeUnit.NANOSECONDS.sleep(rest);
            wake.drainPermits();
        }
    }

    /** Readers of a server that ended come back spread over two seconds, not all at once. */
    private static int retryMillis() {
        return ThreadLocalRandom.current().nextInt(SOONEST_MILLIS, LATEST_MILLIS);
    }

    /**
     * @param data one line of JSON
     */
    public void event(String id, String event, String data) {
        raw("id: " + id + "\nevent: " + event + "\ndata: " + data + "\n\n");
    }

    /** An event that is not kept, such as typing: without an id, so that a reader's place stays. */
    public void passing(String event, String data) {
        raw("event: " + event + "\ndata: " + data + "\n\n");
    }

    private void raw(String text) {
        try {
            synchronized (out) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            throw new ReaderGone(e);
        }
    }

    private static final class ReaderGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReaderGone(IOException cause) {
            super(cause);
        }
    }
}
