package io.xiaohu.kernel;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Wakes every server process on the same database when something is there to be read. A signal
 * carries no content and may be lost: who wakes up reads the table, and reads it again now and then
 * without a signal.
 */
public interface Signals {

    /**
     * Sends when the surrounding transaction commits, or at once when there is none.
     *
     * @param topic a short lower-case word
     * @param key what changed, such as a customer's id
     */
    default void send(String topic, String key) {
        send(topic, List.of(key));
    }

    /** The same for many keys at once. */
    void send(String topic, Collection<String> keys);

    /**
     * The same, and whoever listens in this process hears it right after the commit, before the
     * caller goes on: for what is kept in memory and must be read anew.
     */
    void sendChange(String topic, String key);

    /**
     * Calls back with the key of every signal of a topic, and with an empty key when signals may
     * have been missed.
     *
     * @return closes the subscription
     */
    AutoCloseable listen(String topic, Consumer<String> heard);
}
