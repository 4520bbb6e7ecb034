package io.xiaohu.kernel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The same as {@link Kept} for something each customer has: of those who are here just now it is
 * known, of the others it is read.
 */
public final class KeptByCustomer<V> implements AutoCloseable {

    private static final int MOST = 100_000;
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Cache<UUID, V> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    /** How often something changed: what was read before a change is not kept after it. */
    private final AtomicLong changes = new AtomicLong();

    private final Signals signals;
    private final String topic;
    private final Function<UUID, V> read;
    private final AutoCloseable listening;

    /**
     * @param topic under which a change is told; nobody else's
     */
    public KeptByCustomer(Signals signals, String topic, Function<UUID, V> read) {
        this.signals = signals;
        this.topic = topic;
        this.read = read;
        this.listening = signals.listen(topic, this::heard);
    }

    /**
     * Not read inside the cache: that would hold a part of it while a connection is waited for, and
     * many who come at once would stand in that one line.
     */
    public V get(UUID customer) {
        V there = known.getIfPresent(customer);
        if (there != null) {
            return there;
        }
        long before = changes.get();
        V found = read.apply(customer);
        known.put(customer, found);
        if (changes.get() != before) {
            known.invalidate(customer);
        }
        return found;
    }

    /** Told after it was changed, in the transaction that changed it if there is one. */
    public void changed(UUID customer) {
        signals.sendChange(topic, customer.toString());
    }

    private void heard(String customer) {
        changes.incrementAndGet();
        if (customer.isEmpty()) {
            known.invalidateAll();
        } else {
            known.invalidate(UUID.fromString(customer));
        }
    }

    @Override
    public void close() throws Exception {
        listening.close();
    }
}
