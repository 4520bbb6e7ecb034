package io.xiaohu.identity.jdbc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.xiaohu.kernel.Signals;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sessions used a moment ago, so that whoever does much is not looked up for each call. One that
 * ends is forgotten right away by the server that ends it and by the others when they hear of it;
 * where that is not heard, after two seconds.
 */
@Component
class KnownSessions implements DisposableBean {

    private static final String TOPIC = "sessions";
    private static final int MOST = 50_000;
    private static final Duration KEPT = Duration.ofSeconds(2);

    /** An open session as its row has it. */
    record Known(UUID id, UUID customer, OffsetDateTime createdAt, OffsetDateTime seenAt) {}

    private final Cache<ByteBuffer, Optional<Known>> sessions =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    /** How often sessions ended: what was read before one ended is not kept after it. */
    private final AtomicLong ends = new AtomicLong();

    private final Signals signals;
    private final AutoCloseable listening;

    KnownSessions(Signals signals) {
        this.signals = signals;
        this.listening = signals.listen(TOPIC, this::forget);
    }

    /**
     * @param hash of the session's token
     * @param read reads the row; empty when there is no open one
     */
    Optional<Known> get(byte[] hash, Function<byte[], Optional<Known>> read) {
        ByteBuffer key = ByteBuffer.wrap(hash);
        Optional<Known> known = sessions.getIfPresent(key);
        if (known != null) {
            return known;
        }
        // Not read inside the cache: that holds a part of it while a connection is waited for, and
        // when thousands come at once everybody stands in that one line.
        long before = ends.get();
        Optional<Known> found = read.apply(hash);
        sessions.put(key, found);
        if (ends.get() != before) {
            sessions.invalidate(key);
        }
        return found;
    }

    /** Told after its row was changed but for its end. */
    void changed(byte[] hash) {
        sessions.invalidate(ByteBuffer.wrap(hash));
    }

    /** Told when some of a customer's sessions end. */
    void ended(UUID customer) {
        signals.sendChange(TOPIC, customer.toString());
    }

    private void forget(String customer) {
        ends.incrementAndGet();
        if (customer.isEmpty()) {
            sessions.invalidateAll();
        } else {
            UUID id = UUID.fromString(customer);
            sessions.asMap()
                    .values()
                    .removeIf(known -> known.filter(it -> it.customer().equals(id)).isPresent());
        }
    }

    @Override
    public void destroy() throws Exception {
        listening.close();
    }
}
