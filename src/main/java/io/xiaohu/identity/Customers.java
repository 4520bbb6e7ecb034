package io.xiaohu.identity;

import io.xiaohu.kernel.Phone;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds customers. */
public interface Customers {

    Optional<Customer> find(UUID id);

    Optional<Customer> findByPhone(Phone phone);

    /** Those of these who are customers, by their ids. */
    Map<UUID, Customer> findAll(Collection<UUID> ids);

    /** What those of these who are customers are called, by their ids. */
    Map<UUID, String> names(Collection<UUID> ids);

    boolean hasPaymentPin(UUID id);

    /** Since when the password in use has been. */
    Instant passwordSetAt(UUID id);

    /**
     * @throws IllegalStateException when there is none: a session or a row of ours named it
     */
    default Customer get(UUID id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no customer " + id));
    }
}
