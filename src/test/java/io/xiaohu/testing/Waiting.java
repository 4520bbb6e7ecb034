package io.xiaohu.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what a job does by itself. */
public final class Waiting {

    private Waiting() {}

    public static void until(BooleanSupplier condition) {
        Instant until = Instant.now().plusSeconds(25);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("it has not happened yet").isBefore(until);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** What there is once it is there. */
    public static <T> T forOne(Supplier<Optional<T>> look) {
        AtomicReference<Optional<T>> found = new AtomicReference<>(Optional.empty());
        until(() -> {
            found.set(look.get());
            return found.get().isPresent();
        });
        return found.get().orElseThrow();
    }
}
