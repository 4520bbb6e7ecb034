package io.xiaohu.kernel;

import java.util.Set;
import java.util.UUID;

/**
 * Who is calling, as found out from the session. A controller takes the kind it needs with
 * {@code @AuthenticationPrincipal}; a kind it did not ask for never reaches it.
 */
public sealed interface Caller {

    /** A stable name of the caller for counting and idempotency; never shown. */
    String key();

    record Customer(UUID customerId, UUID sessionId) implements Caller {
        @Override
        public String key() {
            return "customer:" + customerId;
        }
    }

    record Staff(UUID staffId, UUID sessionId, String name, Set<Role> roles) implements Caller {
        public Staff {
            roles = Set.copyOf(roles);
        }

        @Override
        public String key() {
            return "staff:" + staffId;
        }
    }
}
