package io.xiaohu.identity;

import java.util.UUID;

/**
 * A customer whose account is frozen already says of one more event that it was not them.
 *
 * @param language the customer's, as a language tag
 */
public record ActivityDisowned(UUID freezeId, UUID customerId, UUID eventId, String language) {}
