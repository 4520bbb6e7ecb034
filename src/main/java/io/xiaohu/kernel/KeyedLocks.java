package io.xiaohu.kernel;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets one at a time do something for the same key in this process, such as compare a customer's
 * PIN. Different keys may share a lock, so what runs under it must not take another of the same.
 */
public final class KeyedLocks {

    private static final int LOCKS = 1024;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    public <T> T alone(Object key, Supplier<T> work) {
        ReentrantLock lock = locks[Math.floorMod(key.hashCode(), LOCKS)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
