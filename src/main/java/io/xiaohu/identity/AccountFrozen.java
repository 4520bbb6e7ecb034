package io.xiaohu.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account has been frozen.
 *
 * @param eventId what the customer says was not them, if that was why
 * @param language of whoever froze it, as a language tag
 */
public record AccountFrozen(
        UUID freezeId,
        UUID customerId,
        Freeze.Cause cause,
        @Nullable UUID eventId,
        String language) {}
