package io.xiaohu.support;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a line of a conversation is written down as feedback. */
public interface FeedbackNotes {

    /**
     * Writes a line down, in the caller's transaction; the same line twice is one.
     *
     * @param line a customer's
     * @param actor who does it, for the audit trail
     * @param staff who does it, when that is a member of staff
     */
    void note(
            ConversationRow conversation,
            MessageRow line,
            FeedbackKind kind,
            String actor,
            @Nullable UUID staff);
}
