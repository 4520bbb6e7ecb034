package io.xiaohu.support;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation has a new line or a new state. Told in its transaction, at least once.
 *
 * @param customerId null for a guest
 * @param seq the number of its last line
 * @param author who wrote it; empty when only the state changed
 * @param internal whether the line is for staff only
 */
public record ConversationChanged(
        UUID conversationId,
        @Nullable UUID customerId,
        long seq,
        String author,
        boolean internal,
        String state,
        long change) {}
