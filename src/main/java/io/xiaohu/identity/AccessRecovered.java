package io.xiaohu.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Two members of staff have put somebody's access right.
 *
 * @param customerId null when the phone is not registered
 * @param eventId the sign-in it was asked for, or another event; null when for the customer as such
 * @param why as the customer may read it
 */
public record AccessRecovered(
        UUID proposalId,
        Recovery what,
        @Nullable UUID customerId,
        @Nullable UUID eventId,
        Instant at,
        String proposedBy,
        String approvedBy,
        String why,
        List<PersonCheck> checks) {}
