package io.xiaohu.support;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of a conversation. */
public record MessageRow(
        UUID id,
        long seq,
        Author author,
        @Nullable String authorName,
        @Nullable String clientId,
        boolean internal,
        String text,
        List<UUID> attachmentIds,
        Instant at) {

    /** Who wrote a line. */
    public enum Author {
        CUSTOMER,
        AGENT,
        SYSTEM
    }
}
