package io.xiaohu.limits;

import io.xiaohu.kernel.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * Two members of staff raised a customer's limit for a time.
 *
 * @param until when it is as before again
 * @param reason why, as the customer may read it
 */
public record LimitRaised(
        UUID overrideId, UUID customerId, Money cap, Instant until, String reason) {}
