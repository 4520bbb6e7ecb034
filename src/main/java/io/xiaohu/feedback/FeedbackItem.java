package io.xiaohu.feedback;

import io.xiaohu.support.FeedbackKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of feedback.
 *
 * @param customer who gave it; null when that is not known
 * @param source where it came from
 * @param conversation the conversation it was taken from; told there when its state changes
 * @param mergedInto the one that says the same and goes on for both
 * @param published how it stands in public; null while it does not
 */
public record FeedbackItem(
        UUID id,
        @Nullable UUID customer,
        FeedbackKind kind,
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

    /** Where it stands. */
    public enum State {
        RECEIVED,
        READ,
        UNDER_REVIEW,
        PLANNED,
        DONE,
        DECLINED
    }

    /** Whether somebody hears of it: its writer, or whoever reads its conversation. */
    public boolean isToldOf() {
        return customer != null || (conversation != null && source != Source.PHONE);
    }

    /** Where it came from. */
    public enum Source {
        APP,
        SITE,
        CHAT,
        PHONE,
        EMAIL,
        WECHAT,
        WECOM,
        QQ,
        WEIBO,
        OTHER;

        /** Where what was said in a conversation came from; its channel APP is chat. */
        static Source of(String channel) {
            String name = channel.toUpperCase(Locale.ROOT);
            return name.equals(APP.name())
                    ? CHAT
                    : Arrays.stream(values())
                            .filter(one -> one.name().equals(name))
                            .findFirst()
                            .orElse(OTHER);
        }
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
