package io.xiaohu.support;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.staff.StaffMembers;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.HandlingRows;
import io.xiaohu.support.levels.LevelPolicy;
import io.xiaohu.support.levels.ServiceClocks;
import io.xiaohu.support.routing.AgentDesk;
import io.xiaohu.support.tools.Act;
import io.xiaohu.support.tools.jdbc.ActRows;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Several acts on one conversation in one transaction, by a member of staff or by a rule. */
@Service
public class ConversationActs {

    private static final int MOST_TAGS = 10;

    private final Conversations conversations;
    private final CustomerLines said;
    private final ConversationRows rows;
    private final ConversationLines lines;
    private final HandlingRows handling;
    private final ActRows acts;
    private final LevelPolicy levels;
    private final ServiceClocks clocks;
    private final ConversationsChanged changed;
    private final StaffMembers staff;
    private final List<FeedbackNotes> feedback;
    private final AuditTrail audit;
    private final Clock clock;

    ConversationActs(
            Conversations conversations,
            CustomerLines said,
            ConversationRows rows,
            ConversationLines lines,
            HandlingRows handling,
            ActRows acts,
            LevelPolicy levels,
            ServiceClocks clocks,
            ConversationsChanged changed,
            StaffMembers staff,
            List<FeedbackNotes> feedback,
            AuditTrail audit,
            Clock clock) {
        this.conversations = conversations;
        this.said = said;
        this.rows = rows;
        this.lines = lines;
        this.handling = handling;
        this.acts = acts;
        this.levels = levels;
        this.clocks = clocks;
        this.changed = changed;
        this.staff = staff;
        this.feedback = feedback;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Holds a conversation until the transaction ends.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public ConversationRow hold(UUID id) {
        return lines.hold(id);
    }

    /**
     * Does all acts in their order, or, when one is refused, none.
     *
     * @param key tells this run from any other; a line of it is written once
     * @param seenSeq the last line the agent had seen; null when not said
     * @param by what it was done through, for the audit trail
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND and what each act alone refuses:
     *     ALREADY_CLAIMED, CONVERSATION_CLOSED, STALE_REPLY, VARIABLE_UNFILLED, BAD_INPUT
     */
    @Transactional
    public void run(
            Caller.Staff agent,
            UUID id,
            List<Act> todo,
            String key,
            @Nullable Long seenSeq,
            Map<String, String> by) {
        hold(id);
        Long seen = seenSeq;
        for (int i = 0; i < todo.size(); i++) {
            Act act = todo.get(i);
            switch (act.kind()) {
                case TAKE -> conversations.claim(agent, id);
                case ASSIGN -> assign(agent, id, Objects.requireNonNull(act.staffId()));
                case REPLY, NOTE -> {
                    boolean internal = act.kind() == Act.Kind.NOTE;
                    Conversations.Line line =
                            new Conversations.Line(key + ":" + i, act.text(false), List.of());
                    long written = conversations.reply(agent, id, line, internal, seen).seq();
                    seen = seen == null ? null : Math.max(seen, written);
                }
                case TAG, UNTAG -> tag(agent.key(), id, act);
                case PRIORITY ->
                        levels.prioritise(agent, id, Objects.requireNonNull(act.priority()));
                case FEEDBACK ->
                        note(hold(id), rows.lastOfCustomer(id), act, agent.key(), agent.staffId());
                case CLOSE -> conversations.close(agent, id, seen);
            }
        }
        Map<String, String> details = new HashMap<>(by);
        details.put("acts", kinds(todo));
        audit.record(agent.key(), "conversation.acts-run", "conversation:" + id, details);
    }

    /**
     * The same in the name of the house, for a rule and about one line; called in the transaction
     * that holds that the rule has been at the line.
     */
    @Transactional
    public void run(UUID rule, String name, UUID id, long seq, List<Act> todo) {
        String actor = "rule:" + rule;
        for (int i = 0; i < todo.size(); i++) {
            Act act = todo.get(i);
            ConversationRow row = hold(id);
            if (row.state() == ConversationRow.State.CLOSED) {
                throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
            }
            String clientId = "rule:" + seq + ":" + i + ":" + rule;
            switch (act.kind()) {
                // A rule has no hands of its own.
                case TAKE -> {}
                case ASSIGN -> {
                    if (row.state() == ConversationRow.State.WAITING) {
                        give(id, member(act.staffId()));
                    }
                }
                case REPLY, NOTE ->
                        lines.add(
                                id,
                                ConversationLines.ours(
                                        clientId, act.text(false), act.kind() == Act.Kind.NOTE));
                case TAG, UNTAG -> tag(actor, id, act);
                case PRIORITY -> clocks.prioritise(row, Objects.requireNonNull(act.priority()));
                case FEEDBACK -> note(row, seq, act, actor, null);
                case CLOSE -> {
                    rows.close(id, clock.instant());
                    lines.say(id, "system.closedByAgent");
                }
            }
        }
        audit.record(
                actor,
                "conversation.acts-run",
                "conversation:" + id,
                Map.of("rule", name, "acts", kinds(todo)));
    }

    private void assign(Caller.Staff agent, UUID id, UUID to) {
        ConversationRow row = hold(id);
        if (row.state() == ConversationRow.State.CLOSED) {
            throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
        }
        ConversationLines.refuseUnlessTheirs(row, agent);
        give(id, member(to));
    }

    private void give(UUID id, StaffMember to) {
        if (handling.handOn(id, to.id(), to.displayName(), clock.instant())) {
            lines.say(id, "system.claimed", Map.of("name", to.displayName()));
        }
    }

    private void tag(String by, UUID id, Act act) {
        List<String> tags = act.tags() == null ? List.of() : act.tags();
        boolean different =
                act.kind() == Act.Kind.TAG ? acts.tag(id, tags, by) : acts.untag(id, tags);
        if (acts.tags(id).size() > MOST_TAGS) {
            throw Problem.of(Reason.BAD_INPUT).field("tags").exception();
        }
        if (different) {
            audit.record(
                    by,
                    "conversation.tagged",
                    "conversation:" + id,
                    Map.of("tags", String.join(", ", acts.tags(id))));
            changed.tell(id, "", false);
        }
    }

    /** Only what the customer wrote is feedback; of an agent's macro that is their last line. */
    private void note(
            ConversationRow row, long seq, Act act, String actor, @Nullable UUID staffId) {
        MessageRow line = said.get(row.id(), seq);
        FeedbackKind kind = Objects.requireNonNull(act.feedbackKind());
        feedback.forEach(notes -> notes.note(row, line, kind, actor, staffId));
    }

    private StaffMember member(@Nullable UUID id) {
        return staff.find(Objects.requireNonNull(id))
                .filter(member -> member.roles().stream().anyMatch(AgentDesk.ANSWERING::contains))
                .orElseThrow(() -> Problem.of(Reason.BAD_INPUT).field("staffId").exception());
    }

    private static String kinds(List<Act> todo) {
        return String.join(", ", todo.stream().map(act -> act.kind().name()).toList());
    }
}
