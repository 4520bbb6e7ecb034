package io.xiaohu.support;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.HandlingRows;
import io.xiaohu.support.jdbc.NoteRows;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff do with a conversation beside answering: hand it on, put it aside, open it again, tag
 * it. Each act stands in the audit trail.
 */
@Service
public class ConversationHandling {

    private static final Texts TEXTS = Texts.of("support");
    private static final Duration LONGEST_SNOOZE = Duration.ofDays(90);
    private static final int MOST_TAGS = 10;
    private static final int LONGEST_TAG = 30;

    private final ConversationRows rows;
    private final HandlingRows handling;
    private final NoteRows notes;
    private final ConversationLines lines;
    private final Mentions mentions;
    private final ConversationsChanged changed;
    private final AuditTrail audit;
    private final Clock clock;

    ConversationHandling(
            ConversationRows rows,
            HandlingRows handling,
            NoteRows notes,
            ConversationLines lines,
            Mentions mentions,
            ConversationsChanged changed,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.handling = handling;
        this.notes = notes;
        this.lines = lines;
        this.mentions = mentions;
        this.changed = changed;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Gives a conversation to a colleague, who is told why. Whoever has it in hand may, and a
     * supervisor; one that waits may be given by anybody. Given to whoever has it, nothing happens.
     *
     * @param note why, for staff only
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ALREADY_CLAIMED, CONVERSATION_CLOSED,
     *     BAD_INPUT when the colleague does not answer conversations
     */
    @Transactional
    public ConversationRow transfer(Caller.Staff agent, UUID id, UUID toStaff, String note) {
        ConversationRow held = heldBy(agent, id);
        StaffMember colleague =
                mentions.colleagues().stream()
                        .filter(one -> one.id().equals(toStaff))
                        .findFirst()
                        .orElseThrow(() -> Problem.of(Reason.BAD_INPUT).field("to").exception());
        if (toStaff.equals(held.claimedBy())) {
            return held;
        }
        handling.handOn(id, toStaff, colleague.displayName(), clock.instant());
        MessageRow remark =
                lines.remark(
                        id,
                        "system.handedOn",
                        Map.of(
                                "from", agent.name(),
                                "to", colleague.displayName(),
                                "note", note));
        if (!toStaff.equals(agent.staffId())) {
            mentions.tell(id, remark, Set.of(toStaff));
        }
        lines.say(id, "system.claimed", Map.of("name", colleague.displayName()));
        record(agent, "conversation.transferred", id, Map.of("to", "staff:" + toStaff));
        return rows.find(id).orElseThrow();
    }

    /**
     * Puts a conversation aside; it comes back at that time, or as soon as the customer writes.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ALREADY_CLAIMED, CONVERSATION_CLOSED,
     *     STALE_REPLY when nobody has it in hand, BAD_INPUT for a time that is past or far away
     */
    @Transactional
    public void snooze(Caller.Staff agent, UUID id, Instant until) {
        Instant now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SNOOZE))) {
            throw Problem.of(Reason.BAD_INPUT).field("until").exception();
        }
        ConversationRow held = lines.hold(id);
        requireOpen(held);
        ConversationLines.refuseWhenAnothers(held, agent.staffId());
        if (!handling.snooze(id, agent.staffId(), until)) {
            throw Problem.of(Reason.STALE_REPLY).exception();
        }
        record(agent, "conversation.snoozed", id, Map.of("until", until.toString()));
        changed.tell(id, "", false);
    }

    /** Takes a conversation back that was put aside; one that was not stays as it is. */
    @Transactional
    public void wake(Caller.Staff agent, UUID id) {
        heldBy(agent, id);
        if (handling.wake(id)) {
            record(agent, "conversation.woken", id, Map.of());
            changed.tell(id, "", false);
        }
    }

    /** Puts back what it is time for; called with the conversation in no hands. */
    @Transactional
    void wakeWhenDue(UUID id) {
        Instant until = lines.hold(id).snoozedUntil();
        if (until != null && !until.isAfter(clock.instant()) && handling.wake(id)) {
            lines.remark(id, "system.woken", Map.of());
        }
    }

    List<UUID> toWake() {
        return handling.toWake(clock.instant());
    }

    /**
     * Opens an ended conversation again and takes it; one that is open stays as it is.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, CONVERSATION_CLOSED when it goes on in
     *     another, for a phone call, which nobody can pick up again, and for a request, which is
     *     moved on instead
     */
    @Transactional
    public ConversationRow reopen(Caller.Staff agent, UUID id) {
        ConversationRow held = lines.hold(id);
        if (held.continuedIn() != null || held.isCall() || held.asRequest()) {
            throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
        }
        if (handling.reopenFor(id, agent.staffId(), agent.name(), clock.instant())) {
            record(agent, "conversation.reopened", id, Map.of());
            lines.say(id, "system.reopenedByAgent", Map.of("name", agent.name()));
        }
        return rows.find(id).orElseThrow();
    }

    /**
     * Gives a conversation exactly these tags.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, BAD_INPUT for more than ten or a long
     *     one
     */
    @Transactional
    public List<String> tag(Caller.Staff agent, UUID id, Collection<String> tags) {
        List<String> clean =
                tags.stream()
                        .map(tag -> Normalizer.normalize(tag, Normalizer.Form.NFKC).strip())
                        .filter(tag -> !tag.isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
        if (clean.size() > MOST_TAGS
                || clean.stream().anyMatch(tag -> tag.length() > LONGEST_TAG)) {
            throw Problem.of(Reason.BAD_INPUT).field("tags").exception();
        }
        ConversationRow held = lines.hold(id);
        if (!held.tags().equals(clean)) {
            notes.tag(id, clean, agent.key(), clock.instant());
            record(agent, "conversation.tagged", id, Map.of("tags", String.join(", ", clean)));
            changed.wakeDesks(id);
        }
        return clean;
    }

    public List<String> usualTags() {
        return notes.usualTags();
    }

    private ConversationRow heldBy(Caller.Staff agent, UUID id) {
        ConversationRow held = lines.hold(id);
        requireOpen(held);
        if (!leads(agent)) {
            ConversationLines.refuseWhenAnothers(held, agent.staffId());
        }
        return held;
    }

    static boolean leads(Caller.Staff agent) {
        return agent.roles().contains(Role.SUPERVISOR);
    }

    private static void requireOpen(ConversationRow held) {
        if (held.state() == ConversationRow.State.CLOSED) {
            throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
        }
    }

    private void record(Caller.Staff agent, String action, UUID id, Map<String, String> details) {
        audit.record(agent.key(), action, "conversation:" + id, details);
    }
}
