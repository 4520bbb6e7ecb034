package io.xiaohu.support;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.NumberMasks;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.NoteRows;
import io.xiaohu.support.search.SearchIndex;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 撤回: an author takes a line back within two minutes. Its words and files are shown to nobody any
 * more, on either side, and a line of its own says that something was taken back, so whoever is cut
 * off meanwhile learns it by number like everything else.
 *
 * <p>Lines are never rewritten: the words stay in the append-only row they were written to, for
 * complaints and courts. Only a supervisor may read them there, gives a reason, and is recorded.
 */
@Service
public class TakenBack {

    private static final Texts TEXTS = Texts.of("support");
    private static final Duration WITHIN = Duration.ofMinutes(2);

    private final Conversations conversations;
    private final ConversationRows rows;
    private final NoteRows notes;
    private final ConversationLines lines;
    private final SearchIndex search;
    private final ConversationsChanged changed;
    private final AuditTrail audit;
    private final Clock clock;

    TakenBack(
            Conversations conversations,
            ConversationRows rows,
            NoteRows notes,
            ConversationLines lines,
            SearchIndex search,
            ConversationsChanged changed,
            AuditTrail audit,
            Clock clock) {
        this.conversations = conversations;
        this.rows = rows;
        this.notes = notes;
        this.lines = lines;
        this.search = search;
        this.changed = changed;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A visitor takes a line back; once more is the same.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, TAKE_BACK_TOO_LATE
     */
    @Transactional
    public void takeBack(Conversations.Visitor visitor, UUID id, long seq) {
        conversations.requireVisitors(visitor, id);
        lines.hold(id);
        MessageRow line = own(id, seq, Author.CUSTOMER);
        if (isInTime(line)) {
            withdraw(id, line, "system.customerTookBack", Map.of());
        }
    }

    /**
     * An agent takes a line or note of their own back; once more is the same.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, TAKE_BACK_TOO_LATE
     */
    @Transactional
    public void takeBack(Caller.Staff agent, UUID id, long seq) {
        lines.hold(id);
        MessageRow line = own(id, seq, Author.AGENT);
        if (!Objects.equals(line.authorId(), agent.staffId())) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        if (isInTime(line)) {
            withdraw(id, line, "system.agentTookBack", Map.of("name", agent.name()));
            audit.record(
                    agent.key(), "line.withdrawn", "conversation:" + id, Map.of("seq", "" + seq));
        }
    }

    /**
     * The words that were taken back, for a supervisor who says why, with numbers masked as ever.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    @Transactional
    public String words(Caller.Staff supervisor, UUID id, long seq, String reason) {
        String words =
                notes.kept(id, seq).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        audit.record(
                supervisor.key(),
                "line.withdrawn-viewed",
                "conversation:" + id,
                Map.of("seq", "" + seq, "reason", reason));
        return NumberMasks.masked(words);
    }

    private MessageRow own(UUID id, long seq, Author author) {
        return rows.line(id, seq)
                .filter(line -> line.author() == author)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    private boolean isInTime(MessageRow line) {
        if (line.withdrawn()) {
            return false;
        }
        if (clock.instant().isAfter(line.at().plus(WITHIN))) {
            throw Problem.of(Reason.TAKE_BACK_TOO_LATE).exception();
        }
        return true;
    }

    /** Every copy that a merge made goes with it. */
    private void withdraw(UUID id, MessageRow line, String key, Map<String, String> args) {
        String told = TEXTS.get(lines.hold(id).language(), key, args);
        withdrawOne(id, line.seq(), line.internal(), told);
        for (NoteRows.Place copy : notes.copies(id, line.seq())) {
            withdrawOne(copy.conversationId(), copy.seq(), line.internal(), told);
        }
    }

    /** The withdrawal and the line that tells of it are there together or not at all. */
    private void withdrawOne(UUID id, long seq, boolean internal, String told) {
        MessageRow said = lines.add(id, ConversationLines.ours(null, told, internal));
        notes.withdraw(id, seq, said.seq(), clock.instant());
        search.remove(id, seq);
        changed.wakeDesks(id);
    }
}
