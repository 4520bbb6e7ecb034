package io.xiaohu.feedback;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of feedback.
 *
 * @param customer who gave it; null when that is not known
 * @param source where it came from
 * @param conversation the conversation it was taken from
 * @param mergedInto the one that says the same and goes on for both
 * @param published how it stands in public; null while it does not
 */
public record FeedbackItem(
        UUID id,
        @Nullable UUID customer,
        Kind kind,
        String text,
        List<UUID> attachmentIds,
        Source source,
        @Nullable UUID conversation,
        State state,
        Instant at,
        @Nullable UUID mergedInto,
        int votes,
        int followers,
        @Nullable Published published,
        List<Reply> replies) {

    /** What it is. */
    public enum Kind {
        IDEA,
        BUG,
        COMPLAINT,
        PRAISE,
        OTHER
    }

    /** Where it stands. */
    public enum State {
        RECEIVED,
        READ,
        UNDER_REVIEW,
        PLANNED,
        DONE,
        DECLINED
    }

    /** Where it came from. */
    public enum Source {
        APP,
        SITE,
        WECHAT,
        QQ,
        WEIBO,
        EMAIL,
        PHONE
    }

    /** An answer of ours. */
    public record Reply(String author, String text, Instant at) {}

    /** What everybody reads instead of what was written: in both languages, naming nobody. */
    public record Published(
            String titleZh,
            String titleEn,
            String textZh,
            String textEn,
            String answerZh,
            String answerEn) {}
}
