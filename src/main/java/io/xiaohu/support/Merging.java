package io.xiaohu.support;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.GuestRows;
import io.xiaohu.support.jdbc.HandlingRows;
import io.xiaohu.support.levels.ServiceClocks;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts two conversations of one person together. The lines of one are added after those of the
 * other, in their order and as they were written, so whoever has read the other up to a number is
 * sent all of them; the one they came from ends, stays readable and says where it went on.
 */
@Service
public class Merging {

    private static final Texts TEXTS = Texts.of("support");

    private final ConversationRows rows;
    private final GuestRows guests;
    private final HandlingRows handling;
    private final ConversationLines lines;
    private final ServiceClocks clocks;
    private final ConversationsChanged changed;
    private final AuditTrail audit;
    private final Clock clock;

    Merging(
            ConversationRows rows,
            GuestRows guests,
            HandlingRows handling,
            ConversationLines lines,
            ServiceClocks clocks,
            ConversationsChanged changed,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.guests = guests;
        this.handling = handling;
        this.lines = lines;
        this.clocks = clocks;
        this.changed = changed;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Merges one into another; done again, nothing happens.
     *
     * @return the one that goes on
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ALREADY_CLAIMED when a colleague has one
     *     of them, CONVERSATION_CLOSED when the other has ended or this one went on elsewhere,
     *     BAD_INPUT when they are one, two people's, a request or a call
     */
    @Transactional
    public ConversationRow merge(Caller.Staff agent, UUID id, UUID into) {
        if (id.equals(into)) {
            throw Problem.of(Reason.BAD_INPUT).field("into").exception();
        }
        // In the order of their ids, so that two merges the opposite way do not wait for each
        // other.
        ConversationRow first = lines.hold(id.compareTo(into) < 0 ? id : into);
        ConversationRow second = lines.hold(id.compareTo(into) < 0 ? into : id);
        ConversationRow from = first.id().equals(id) ? first : second;
        ConversationRow other = first.id().equals(id) ? second : first;
        if (into.equals(from.continuedIn())) {
            return other;
        }
        check(agent, from, other);
        lines.say(into, "system.mergedHere");
        long last = rows.find(into).orElseThrow().lastSeq();
        int taken = handling.take(id, into, last, clock.instant());
        clocks.takeOver(from, rows.find(into).orElseThrow(), clock.instant());
        rows.close(id, clock.instant());
        lines.say(id, "system.mergedAway");
        handling.continueIn(id, into);
        boolean asksMore = from.waitingSince() != null && other.waitingSince() == null;
        changed.tell(into, asksMore ? Author.CUSTOMER.name() : "", false);
        audit.record(
                agent.key(),
                "conversation.merged",
                "conversation:" + id,
                Map.of("into", into.toString(), "lines", "" + taken));
        return rows.find(into).orElseThrow();
    }

    /**
     * The other conversations of the same person it can be merged into, put aside or not, the
     * latest first.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public List<ConversationRow> mergeable(UUID id) {
        if (rows.find(id).isEmpty()) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        return rows.all(guests.mergeable(id));
    }

    private void check(Caller.Staff agent, ConversationRow from, ConversationRow other) {
        boolean onePersons =
                from.customerId() == null
                        ? guests.isOneGuests(from.id(), other.id())
                        : Objects.equals(from.customerId(), other.customerId());
        if (!onePersons || isNoChat(from) || isNoChat(other)) {
            throw Problem.of(Reason.BAD_INPUT).field("into").exception();
        }
        if (from.continuedIn() != null || other.state() == ConversationRow.State.CLOSED) {
            throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
        }
        ConversationLines.refuseUnlessTheirs(from, agent);
        ConversationLines.refuseUnlessTheirs(other, agent);
    }

    /**
     * A request has a state and a due time of its own, a call its end: neither goes into another.
     */
    private static boolean isNoChat(ConversationRow row) {
        return row.asRequest() || row.isCall();
    }
}
