package io.xiaohu.identity;

import io.xiaohu.kernel.Phone;
import java.time.Instant;
import java.util.UUID;

/** Somebody with an account. */
public record Customer(UUID id, Phone phone, String displayName, Status status, Instant createdAt) {

    /** Whether the account can be used. */
    public enum Status {
        ACTIVE,
        FROZEN,
        CLOSED
    }
}
