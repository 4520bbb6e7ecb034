package io.xiaohu.identity;

import java.util.UUID;

/**
 * A freeze was lifted.
 *
 * @param stillFrozen whether another one still holds
 */
public record AccountUnfrozen(UUID freezeId, UUID customerId, boolean stillFrozen) {}
