package io.xiaohu.support;

import io.xiaohu.kernel.NumberMasks;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a conversation.
 *
 * @param withdrawn whether its author took it back: its words and files are left out
 * @param withdraws the number of the line that was taken back, on the line that says so
 */
public record MessageRow(
        UUID id,
        long seq,
        Author author,
        @Nullable String authorName,
        @Nullable String clientId,
        boolean internal,
        String text,
        List<UUID> attachmentIds,
        Instant at,
        @Nullable UUID authorId,
        boolean withdrawn,
        @Nullable Long withdraws) {

    /** As staff sees it: numbers of cards and identity cards by their last four digits. */
    MessageRow masked() {
        return new MessageRow(
                id,
                seq,
                author,
                authorName,
                clientId,
                internal,
                NumberMasks.masked(text),
                attachmentIds,
                at,
                authorId,
                withdrawn,
                withdraws);
    }

    /** Who wrote a line. */
    public enum Author {
        CUSTOMER,
        AGENT,
        SYSTEM
    }
}
