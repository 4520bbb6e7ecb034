package io.xiaohu.kernel;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What many calls need and few change: read once, and again when some server says that it was
 * changed, or after half a minute in case that was not heard.
 */
public final class Kept<T> implements AutoCloseable {

    private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

    private record Known<T>(T value, long readAt) {}

    /** How often it changed: what was read before a change is not kept after it. */
    private final AtomicLong changes = new AtomicLong();

    private final Signals signals;
    private final String topic;
    private final Supplier<T> read;
    private final AutoCloseable listening;
    private volatile @Nullable Known<T> known;

    /**
     * @param topic under which a change is told; nobody else's
     */
    public Kept(Signals signals, String topic, Supplier<T> read) {
        this.signals = signals;
        this.topic = topic;
        this.read = read;
        this.listening = signals.listen(topic, key -> heard());
    }

    public T get() {
        Known<T> now = known;
        if (now == null || System.nanoTime() - now.readAt() > KEPT_NANOS) {
            long before = changes.get();
            now = new Known<>(read.get(), System.nanoTime());
            known = now;
            if (changes.get() != before) {
                known = null;
            }
        }
        return now.value();
    }

    private void heard() {
        changes.incrementAndGet();
        known = null;
    }

    /**
     * Told in the transaction that changes it: this server reads it anew at once after the commit,
     * the others when they hear of it.
     */
    public void changed() {
        signals.sendChange(topic, "all");
    }

    @Override
    public void close() throws Exception {
        listening.close();
    }
}
