package io.xiaohu.identity;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

    /**
     * A device somebody is signed in on.
     *
     * @param place where the address is, about; empty when not known
     */
    record OpenDevice(String name, String address, String place, Instant since, Instant seenAt) {}

    /** Where a customer is signed in now, the last seen first. */
    List<OpenDevice> open(UUID customer, Locale locale);

    /** Empty when there is no such session. */
    Optional<SessionDevice> find(UUID session);
}
