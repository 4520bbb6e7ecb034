package io.xiaohu.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Tells what a session was opened on. */
public interface SessionDevices {

    /**
     * A session's device.
     *
     * @param name such as "Chrome · Android"; empty when it did not say
     * @param knownSince when the customer first signed in on it to the end
     * @param customerSince when the account was opened
     */
    record SessionDevice(String name, Instant knownSince, Instant customerSince) {}

    /** Empty when there is no such session. */
    Optional<SessionDevice> find(UUID session);
}
