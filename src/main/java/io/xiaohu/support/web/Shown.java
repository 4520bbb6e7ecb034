package io.xiaohu.support.web;

import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.MachineAnswers;
import io.xiaohu.support.MessageRow;
import io.xiaohu.support.Ratings;
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
            @Nullable String clientId,
            boolean withdrawn,
            @Nullable Long withdraws,
            MachineAnswers.@Nullable Shown answer) {}

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
            long otherGot,
            long otherRead,
            @Nullable UUID continuedIn,
            Ratings.@Nullable Rating rating,
            String channel,
            boolean asRequest) {}

    /** A line with its tick: kept by us, on the other side's device, or read there. */
    static Line line(
            MessageRow message,
            ConversationRow row,
            MachineAnswers.@Nullable Shown answer,
            Locale reader) {
        boolean customers = message.author() == MessageRow.Author.CUSTOMER;
        long read = customers ? row.staffRead() : row.customerRead();
        // What a customer wrote is with us as soon as it is kept.
        long got = customers ? row.lastSeq() : row.customerGot();
        return new Line(
                message.id(),
                message.seq(),
                message.at(),
                message.author(),
                message.authorName(),
                message.text(reader),
                message.attachmentIds().stream()
                        .map(id -> new File(id, "/api/v1/attachments/" + id))
                        .toList(),
                message.seq() <= read ? "READ" : message.seq() <= got ? "DELIVERED" : "SENT",
                message.internal(),
                message.clientId(),
                message.withdrawn(),
                message.withdraws(),
                answer);
    }

    static Conversation conversation(
            ConversationRow row,
            @Nullable SubjectView subject,
            Ratings.@Nullable Rating rating,
            Locale locale) {
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
                row.lastSeq(),
                row.staffRead(),
                row.continuedIn(),
                rating,
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
