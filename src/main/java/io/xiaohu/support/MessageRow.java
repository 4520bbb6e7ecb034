package io.xiaohu.support;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.NumberMasks;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a conversation.
 *
 * @param withdrawn whether its author took it back: its words and files are left out
 * @param english what the house noted for staff, in English; its text is the Chinese then
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
        @Nullable Long withdraws,
        @Nullable String english) {

    /** In the reader's language what is there in both, else as it was written. */
    public String text(Locale reader) {
        return english != null && Languages.supported(reader) == Languages.ENGLISH ? english : text;
    }

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
                withdraws,
                english);
    }

    /** Who wrote a line. */
    public enum Author {
        CUSTOMER,
        AGENT,
        SYSTEM
    }
}
