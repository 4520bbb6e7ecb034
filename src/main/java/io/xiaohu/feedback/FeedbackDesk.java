package io.xiaohu.feedback;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.feedback.FeedbackItem.Published;
import io.xiaohu.feedback.FeedbackItem.Source;
import io.xiaohu.feedback.FeedbackItem.State;
import io.xiaohu.feedback.jdbc.BoardRows;
import io.xiaohu.feedback.jdbc.FeedbackRows;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Signals;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.CustomerLines;
import io.xiaohu.support.FeedbackKind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What staff do with feedback: read, answer, move on, join, publish. Each act is audited. */
@Service
public class FeedbackDesk {

    /** Under which it is told that what everybody reads was changed. */
    private static final String PAGES = "site-pages";

    private final FeedbackRows rows;
    private final BoardRows board;
    private final Conversations conversations;
    private final CustomerLines lines;
    private final FeedbackAnswers answers;
    private final AuditTrail audit;
    private final Signals signals;
    private final Clock clock;

    FeedbackDesk(
            FeedbackRows rows,
            BoardRows board,
            Conversations conversations,
            CustomerLines lines,
            FeedbackAnswers answers,
            AuditTrail audit,
            Signals signals,
            Clock clock) {
        this.rows = rows;
        this.board = board;
        this.conversations = conversations;
        this.lines = lines;
        this.answers = answers;
        this.audit = audit;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * Which are wanted; what is null or empty does not narrow.
     *
     * @param words what the text holds
     */
    public record Wanted(
            @Nullable State state,
            @Nullable FeedbackKind kind,
            @Nullable Source source,
            String words) {}

    /**
     * Those wanted that were not merged, the latest first.
     *
     * @param after the one they come after; null for the latest
     */
    public List<FeedbackItem> list(Wanted wanted, @Nullable UUID after, int most) {
        return rows.list(wanted, after, most);
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public FeedbackItem get(UUID id) {
        return rows.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    /**
     * What somebody said, as staff write it down.
     *
     * @param source where it was said; with a conversation its channel decides
     * @param line the number of the customer's line it is; its files go along
     */
    public record Taken(
            FeedbackKind kind,
            String text,
            Source source,
            @Nullable UUID conversation,
            @Nullable Long line) {}

    /**
     * Writes down what somebody said in a conversation or elsewhere. Out of a conversation it is
     * its customer's, who can follow it and is told there; the same line again is the same
     * feedback.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when there is no such conversation, or
     *     the line is not its customer's
     */
    @Transactional
    public FeedbackItem take(Caller.Staff me, Taken taken) {
        UUID conversation = taken.conversation();
        UUID id = Ids.next();
        ConversationRow held = conversation == null ? null : conversations.staffGet(conversation);
        Long line = held == null ? null : taken.line();
        FeedbackRows.Given given =
                new FeedbackRows.Given(
                        id,
                        held == null ? null : held.customerId(),
                        taken.kind(),
                        taken.text(),
                        held == null || line == null
                                ? List.of()
                                : lines.get(held.id(), line).attachmentIds(),
                        held == null ? taken.source() : Source.of(held.channel()),
                        conversation,
                        line,
                        me.staffId());
        if (!rows.insert(given, clock.instant())) {
            return rows.ofLine(Objects.requireNonNull(conversation), Objects.requireNonNull(line))
                    .orElseThrow();
        }
        record(me, "feedback.taken", id, Map.of("source", given.source().name()));
        return get(id);
    }

    /**
     * Answers and moves it on; its writer and followers are told.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND also when it was merged: the other one
     *     goes on
     */
    @Transactional
    public FeedbackItem reply(Caller.Staff me, UUID id, String text, State state) {
        lock(id);
        rows.reply(id, me.name(), text, clock.instant());
        rows.move(id, state);
        record(me, "feedback.answered", id, Map.of("state", state.name()));
        answers.answered(id, state, text);
        signals.sendChange(PAGES, id.toString());
        return get(id);
    }

    /**
     * Moves it on without a word; its writer and followers are told when that is news to them.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND also when it was merged
     */
    @Transactional
    public FeedbackItem move(Caller.Staff me, UUID id, State state) {
        FeedbackItem before = lock(id);
        if (before.state() == state) {
            return before;
        }
        rows.move(id, state);
        record(me, "feedback.moved", id, Map.of("from", before.state().name(), "to", state.name()));
        if (state != State.READ && state != State.RECEIVED) {
            answers.moved(id, state);
        }
        signals.sendChange(PAGES, id.toString());
        return get(id);
    }

    /**
     * Joins one to another that says the same: votes and followers go over, its writer follows the
     * other from now on, and what had been merged into it points there, too.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when one is not there or was merged
     *     before; BAD_INPUT when both are the same
     */
    @Transactional
    public FeedbackItem merge(Caller.Staff me, UUID id, UUID into) {
        if (id.equals(into)) {
            throw Problem.of(Reason.BAD_INPUT).field("into").exception();
        }
        // In one order whoever merges, so that two who merge crosswise do not wait for each other.
        boolean first = id.compareTo(into) < 0;
        lock(first ? id : into);
        lock(first ? into : id);
        rows.merge(id, into, clock.instant());
        board.moveVotes(id, into);
        record(me, "feedback.merged", id, Map.of("into", into.toString()));
        FeedbackItem goesOn = get(into);
        answers.merged(get(id), goesOn.state());
        signals.sendChange(PAGES, into.toString());
        return goesOn;
    }

    /**
     * Shows it to everybody in words that name nobody, or changes those.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND also when it was merged
     */
    @Transactional
    public FeedbackItem publish(Caller.Staff me, UUID id, Published published) {
        lock(id);
        board.publish(id, published, me.staffId(), clock.instant());
        record(me, "feedback.published", id, Map.of("title", published.titleZh()));
        signals.sendChange(PAGES, id.toString());
        return get(id);
    }

    /**
     * Shows it no more; votes are kept for when it is shown again.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND also when it is not public
     */
    @Transactional
    public void withdraw(Caller.Staff me, UUID id) {
        if (!board.withdraw(id, clock.instant())) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        record(me, "feedback.withdrawn", id, Map.of());
        signals.sendChange(PAGES, id.toString());
    }

    private FeedbackItem lock(UUID id) {
        if (!rows.lockOpen(id)) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        return get(id);
    }

    private void record(Caller.Staff me, String act, UUID id, Map<String, String> details) {
        audit.record(me.key(), act, "feedback:" + id, details);
    }
}
