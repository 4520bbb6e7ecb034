package io.xiaohu.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is kept is never older than the last change anybody told of. */
class KeptTests {

    private static final String TOPIC = "kept-tests";
    private static final UUID SOMEBODY = UUID.fromString("0198c0de-0000-7000-8000-000000000001");

    private final Here signals = new Here();
    private final AtomicInteger row = new AtomicInteger(1);
    private final AtomicInteger reads = new AtomicInteger();

    /** Tells those who listen in this process at once. */
    private static final class Here implements Signals {
        private final List<Consumer<String>> listening = new ArrayList<>();

        @Override
        public void send(String topic, Collection<String> keys) {
            keys.forEach(key -> sendChange(topic, key));
        }

        @Override
        public void sendChange(String topic, String key) {
            listening.forEach(one -> one.accept(key));
        }

        @Override
        public AutoCloseable listen(String topic, Consumer<String> heard) {
            listening.add(heard);
            return () -> listening.remove(heard);
        }
    }

    private int read() {
        reads.incrementAndGet();
        return row.get();
    }

    /** Somebody changes the row right after it was read, before it is kept. */
    private int readWhileItChanges(Runnable told) {
        int old = read();
        if (row.compareAndSet(1, 2)) {
            told.run();
        }
        return old;
    }

    @Test
    void is_read_once_until_it_changes() throws Exception {
        try (Kept<Integer> kept = new Kept<>(signals, TOPIC, this::read)) {
            assertThat(List.of(kept.get(), kept.get())).containsExactly(1, 1);
            row.set(2);
            kept.changed();
            assertThat(kept.get()).isEqualTo(2);
            assertThat(reads).hasValue(2);
        }
    }

    @Test
    void what_was_read_before_a_change_is_not_kept_after_it() throws Exception {
        try (Kept<Integer> kept =
                new Kept<>(
                        signals,
                        TOPIC,
                        () -> readWhileItChanges(() -> signals.sendChange(TOPIC, "all")))) {
            assertThat(kept.get()).isEqualTo(1);
            assertThat(kept.get()).isEqualTo(2);
        }
    }

    @Test
    void one_customers_change_leaves_what_is_known_of_others() throws Exception {
        UUID other = UUID.fromString("0198c0de-0000-7000-8000-000000000002");
        try (KeptByCustomer<Integer> kept =
                new KeptByCustomer<>(signals, TOPIC, customer -> read())) {
            kept.get(SOMEBODY);
            kept.get(other);
            row.set(2);
            kept.changed(SOMEBODY);
            assertThat(kept.get(SOMEBODY)).isEqualTo(2);
            assertThat(kept.get(other)).isEqualTo(1);
        }
    }

    @Test
    void what_was_read_of_a_customer_before_a_change_is_not_kept_after_it() throws Exception {
        try (KeptByCustomer<Integer> kept =
                new KeptByCustomer<>(
                        signals,
                        TOPIC,
                        customer ->
                                readWhileItChanges(
                                        () -> signals.sendChange(TOPIC, customer.toString())))) {
            assertThat(kept.get(SOMEBODY)).isEqualTo(1);
            assertThat(kept.get(SOMEBODY)).isEqualTo(2);
        }
    }

    /** Where the cache itself read, this would never end: it may not be changed while it reads. */
    @Test
    void reading_about_one_customer_may_need_what_is_known_of_another() throws Exception {
        UUID other = UUID.fromString("0198c0de-0000-7000-8000-000000000002");
        List<KeptByCustomer<Integer>> itself = new ArrayList<>();
        try (KeptByCustomer<Integer> kept =
                new KeptByCustomer<>(
                        signals,
                        TOPIC,
                        customer ->
                                customer.equals(other) ? read() : itself.getFirst().get(other))) {
            itself.add(kept);
            assertThat(kept.get(SOMEBODY)).isEqualTo(1);
        }
    }
}
