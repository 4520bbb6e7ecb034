package io.xiaohu.support;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.jdbc.Attachments;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.ConversationRows.NewMessage;
import io.xiaohu.support.jdbc.NoteRows;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds lines to conversations, numbered while their row is held, and tells who follows them. */
@Component
public class ConversationLines {

    private static final Texts TEXTS = Texts.of("support");

    private final ConversationRows rows;
    private final NoteRows notes;
    private final Attachments attachments;
    private final ConversationsChanged changed;
    private final Clock clock;

    ConversationLines(
            ConversationRows rows,
            NoteRows notes,
            Attachments attachments,
            ConversationsChanged changed,
            Clock clock) {
        this.rows = rows;
        this.notes = notes;
        this.attachments = attachments;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * Holds a conversation until the transaction ends.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public ConversationRow hold(UUID id) {
        return rows.lock(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    /** Holds the conversation this one goes on in; itself when it went nowhere. */
    ConversationRow holdWhereItGoesOn(UUID id) {
        ConversationRow row = rows.find(id).orElseThrow();
        while (row.continuedIn() != null) {
            row = rows.find(row.continuedIn()).orElseThrow();
        }
        ConversationRow held = hold(row.id());
        while (held.continuedIn() != null) {
            held = hold(held.continuedIn());
        }
        return held;
    }

    /** The line with this client id, when it was added before. */
    Optional<MessageRow> repeated(ConversationRow held, NewMessage line) {
        String clientId = line.clientId();
        return clientId == null
                ? Optional.empty()
                : rows.repeated(held.id(), line.author(), clientId);
    }

    /**
     * The line with this client id, when it was added before and said the same.
     *
     * @throws io.xiaohu.kernel.ProblemException IDEMPOTENCY_CONFLICT when it said something else,
     *     or to somebody else
     */
    Optional<MessageRow> saidBefore(ConversationRow held, NewMessage line) {
        Optional<MessageRow> earlier = repeated(held, line);
        if (earlier.isPresent() && !isSame(held.id(), earlier.get(), line)) {
            throw Problem.of(Reason.IDEMPOTENCY_CONFLICT).field("clientId").exception();
        }
        return earlier;
    }

    /** What was taken back is compared with the words that are kept of it. */
    private boolean isSame(UUID id, MessageRow earlier, NewMessage line) {
        if (earlier.internal() != line.internal()) {
            return false;
        }
        if (earlier.withdrawn()) {
            return notes.kept(id, earlier.seq()).filter(line.text()::equals).isPresent();
        }
        return earlier.text().equals(line.text())
                && earlier.attachmentIds().equals(line.attachmentIds());
    }

    MessageRow add(UUID id, NewMessage line) {
        ConversationRow held = hold(id);
        MessageRow message = rows.add(held, Ids.next(), line, clock.instant());
        attachments.join(held.id(), line.attachmentIds());
        changed.tell(held.id(), line.author().name(), line.internal());
        return message;
    }

    /** A line of ours, in the language of the conversation. */
    public MessageRow say(UUID id, String key) {
        return say(id, key, Map.of());
    }

    public MessageRow say(UUID id, String key, Map<String, ?> args) {
        return say(id, language -> TEXTS.get(language, key, args));
    }

    public MessageRow say(UUID id, Function<Locale, String> words) {
        return add(id, ours(null, words.apply(hold(id).language()), false));
    }

    /** A line of ours that only staff see, each in their language. */
    public MessageRow remark(UUID id, String key, Map<String, ?> args) {
        return add(id, forStaff(null, language -> TEXTS.get(language, key, args)));
    }

    /** Adds what the house says unless it said it before, which its client id tells. */
    Optional<MessageRow> once(ConversationRow held, NewMessage line) {
        return repeated(held, line).isPresent()
                ? Optional.empty()
                : Optional.of(add(held.id(), line));
    }

    /** A line of the house. */
    static NewMessage ours(@Nullable String clientId, String text, boolean internal) {
        return new NewMessage(Author.SYSTEM, null, null, clientId, internal, text, List.of());
    }

    /** A line of the house that only staff see, each in their language. */
    static NewMessage forStaff(@Nullable String clientId, Function<Locale, String> words) {
        return new NewMessage(
                Author.SYSTEM,
                null,
                null,
                clientId,
                true,
                words.apply(Languages.CHINESE),
                List.of(),
                words.apply(Languages.ENGLISH));
    }

    /** What somebody else has in hand is not ours to change. */
    static void refuseWhenAnothers(ConversationRow row, UUID staff) {
        UUID holder = row.claimedBy();
        if (row.state() == ConversationRow.State.OPEN && !staff.equals(holder)) {
            throw claimed(row);
        }
    }

    /** As {@link #refuseWhenAnothers}, unless it is a supervisor who asks. */
    static void refuseUnlessTheirs(ConversationRow row, Caller.Staff agent) {
        if (!ConversationHandling.leads(agent)) {
            refuseWhenAnothers(row, agent.staffId());
        }
    }

    static RuntimeException claimed(ConversationRow row) {
        @Nullable String name = row.claimedName();
        if (row.claimedBy() == null) {
            return Problem.of(Reason.ALREADY_CLAIMED).with("case", "NOBODY").exception();
        }
        String shown = name == null ? "–" : name;
        return Problem.of(Reason.ALREADY_CLAIMED)
                .with("claimedBy", shown)
                .extra("claimedBy", Map.of("id", String.valueOf(row.claimedBy()), "name", shown))
                .exception();
    }
}
