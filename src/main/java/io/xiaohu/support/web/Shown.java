package io.xiaohu.support.web;

import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.MessageRow;
import io.xiaohu.support.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How conversations and lines are shown, to either side. */
final class Shown {

    private static final Texts TEXTS = Texts.of("support");

    private Shown() {}

    record File(UUID id, String url) {}

    record Line(
            UUID id,
            long seq,
            Instant at,
            MessageRow.Author author,
            @Nullable String authorName,
            String text,
            List<File> attachments,
            String state,
            boolean internal,
            @Nullable String clientId) {}

    record Conversation(
            UUID id,
            ConversationRow.State state,
            Topic topic,
            String title,
            @Nullable SubjectRef subject,
            @Nullable SubjectView subjectView,
            @Nullable String code,
            String lastMessage,
            Instant lastAt,
            Instant openedAt,
            long lastSeq,
            long unread,
            @Nullable String agent,
            String channel,
            boolean asRequest) {}

    /**
     * @param otherSideRead how far the other side has read
     */
    static Line line(MessageRow message, long otherSideRead) {
        return new Line(
                message.id(),
                message.seq(),
                message.at(),
                message.author(),
                message.authorName(),
                message.text(),
                message.attachmentIds().stream()
                        .map(id -> new File(id, "/api/v1/attachments/" + id))
                        .toList(),
                message.seq() <= otherSideRead ? "READ" : "DELIVERED",
                message.internal(),
                message.clientId());
    }

    static Conversation conversation(
            ConversationRow row, @Nullable SubjectView subject, Locale locale) {
        return new Conversation(
                row.id(),
                row.state(),
                row.topic(),
                title(row, subject, locale),
                row.subject(),
                subject,
                row.code(),
                row.lastText(),
                row.lastAt(),
                row.openedAt(),
                row.customerSeq(),
                Math.max(0, row.customerSeq() - row.customerRead()),
                row.claimedName(),
                row.channel(),
                row.asRequest());
    }

    static String title(ConversationRow row, @Nullable SubjectView subject, Locale locale) {
        if (row.channel().equals("PHONE")) {
            return TEXTS.get(locale, "title.PHONE");
        }
        return subject != null ? subject.title() : TEXTS.get(locale, "title." + row.topic());
    }
}
