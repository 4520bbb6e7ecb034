package io.xiaohu.support;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectDescriber;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.jdbc.Attachments;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.ConversationRows.NewConversation;
import io.xiaohu.support.jdbc.ConversationRows.NewMessage;
import io.xiaohu.support.jdbc.GuestRows;
import io.xiaohu.support.jdbc.ReadRows;
import io.xiaohu.support.routing.Arrivals;
import io.xiaohu.support.tools.Variables;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Conversations between a customer or guest and staff. */
@Service
public class Conversations {

    private final ConversationRows rows;
    private final GuestRows guests;
    private final ReadRows reads;
    private final ConversationLines lines;
    private final Reopening reopening;
    private final Mentions mentions;
    private final Attachments attachments;
    private final List<SubjectDescriber> describers;
    private final Arrivals arrivals;
    private final AuditTrail audit;
    private final ConversationsChanged changed;
    private final Clock clock;

    Conversations(
            ConversationRows rows,
            GuestRows guests,
            ReadRows reads,
            ConversationLines lines,
            Reopening reopening,
            Mentions mentions,
            Attachments attachments,
            List<SubjectDescriber> describers,
            Arrivals arrivals,
            AuditTrail audit,
            ConversationsChanged changed,
            Clock clock) {
        this.rows = rows;
        this.guests = guests;
        this.reads = reads;
        this.lines = lines;
        this.reopening = reopening;
        this.mentions = mentions;
        this.attachments = attachments;
        this.describers = describers;
        this.arrivals = arrivals;
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
    }

    /** Who talks to us: a customer, or a guest known by a cookie. */
    public record Visitor(@Nullable UUID customer, byte @Nullable [] guest) {

        /** Who files are kept for. */
        public String key() {
            if (customer != null) {
                return "customer:" + customer;
            }
            return guest == null ? "guest" : "guest:" + HexFormat.of().formatHex(guest);
        }
    }

    /** What somebody wants to talk about. */
    public record Opening(
            @Nullable Topic topic,
            @Nullable SubjectRef subject,
            @Nullable String code,
            @Nullable String traceId,
            String message) {}

    /** A line that was written, and the conversation it stands in. */
    public record Said(UUID conversationId, MessageRow line) {}

    /** A line somebody writes. */
    public record Line(@Nullable String clientId, String text, List<UUID> attachmentIds) {}

    /**
     * Opens a conversation with its first line.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when the subject is not the visitor's
     */
    @Transactional
    public ConversationRow open(Visitor visitor, Opening opening, Locale locale) {
        SubjectRef subject = opening.subject();
        if (subject != null) {
            requireOwn(visitor, subject, locale);
        }
        Instant now = clock.instant();
        UUID id = Ids.next();
        Topic topic = opening.topic() != null ? opening.topic() : Topic.about(subject);
        rows.insert(
                new NewConversation(
                        id,
                        visitor.customer(),
                        visitor.guest(),
                        topic,
                        subject,
                        opening.code(),
                        opening.traceId(),
                        locale),
                now);
        lines.add(id, customerLine(visitor, new Line(null, opening.message(), List.of())));
        arrivals.queue(id);
        lines.say(id, arrivals::told);
        reopening.heed(id, opening.message());
        return rows.find(id).orElseThrow();
    }

    /**
     * Adds a visitor's line; one with a client id that is there already is the same line. A
     * conversation that ended lately is opened again by it; one that was merged, or ended long ago,
     * goes on elsewhere.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, IDEMPOTENCY_CONFLICT when the line with
     *     that client id says something else
     */
    @Transactional
    public Said write(Visitor visitor, UUID id, Line line, Locale locale) {
        requireVisitors(visitor, id);
        NewMessage words = customerLine(visitor, line);
        ConversationRow held = lines.holdWhereItGoesOn(id);
        Optional<MessageRow> earlier = lines.saidBefore(held, words);
        if (earlier.isPresent()) {
            return new Said(held.id(), earlier.get());
        }
        if (!held.language().equals(Languages.supported(locale))) {
            rows.speak(held.id(), locale);
        }
        UUID open = reopening.whereToWrite(held);
        MessageRow added = lines.add(open, words);
        reopening.heed(open, line.text());
        return new Said(open, added);
    }

    /** The visitor's conversation; a stranger's is not there. */
    public ConversationRow get(Visitor visitor, UUID id) {
        requireVisitors(visitor, id);
        return rows.find(id).orElseThrow();
    }

    /** The lines after one, in order; the agent sees that they have arrived. */
    @Transactional
    public List<MessageRow> lines(Visitor visitor, UUID id, long after) {
        requireVisitors(visitor, id);
        List<MessageRow> found = rows.lines(id, after, false);
        found.stream()
                .filter(line -> line.author() == Author.AGENT)
                .mapToLong(MessageRow::seq)
                .max()
                .ifPresent(seq -> {
                    if (reads.got(id, seq)) {
                        changed.wakeDesks(id);
                    }
                });
        return found;
    }

    @Transactional
    public List<ConversationRow> of(Visitor visitor) {
        join(visitor);
        if (visitor.customer() != null) {
            return rows.ofCustomer(visitor.customer());
        }
        return visitor.guest() == null
                ? List.of()
                : guests.of(visitor.guest()).stream()
                        .flatMap(id -> rows.find(id).stream())
                        .toList();
    }

    @Transactional
    public void close(Visitor visitor, UUID id) {
        requireVisitors(visitor, id);
        if (rows.close(id, clock.instant())) {
            lines.say(id, "system.closedByCustomer");
        }
    }

    /**
     * Takes a waiting conversation for one agent; of many at once, one gets it.
     *
     * @throws io.xiaohu.kernel.ProblemException ALREADY_CLAIMED with {@code claimedBy}
     */
    @Transactional
    public ConversationRow claim(Caller.Staff agent, UUID id) {
        ConversationRow before = staffGet(id);
        if (!rows.claim(id, agent.staffId(), agent.name(), clock.instant())) {
            ConversationRow now = staffGet(id);
            if (now.state() == ConversationRow.State.CLOSED) {
                throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
            }
            if (agent.staffId().equals(now.claimedBy())) {
                return now;
            }
            throw ConversationLines.claimed(now);
        }
        note(agent, "conversation.claimed", before);
        lines.say(id, "system.claimed", Map.of("name", agent.name()));
        return staffGet(id);
    }

    /** Gives a conversation back to the queue. */
    @Transactional
    public void release(Caller.Staff agent, UUID id) {
        ConversationRow before = staffGet(id);
        if (!rows.release(id, agent.staffId())) {
            throw Problem.of(Reason.STALE_REPLY).exception();
        }
        arrivals.givenBack(id, agent.staffId());
        note(agent, "conversation.released", before);
        changed.tell(id, "", false);
    }

    /**
     * Ends a conversation. Whoever has it in hand may, and a supervisor; one that waits may be
     * ended by anybody.
     *
     * @param seenSeq the last line the agent had seen; null when not said
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ALREADY_CLAIMED, STALE_REPLY with {@code
     *     lastSeq}
     */
    @Transactional
    public void close(Caller.Staff agent, UUID id, @Nullable Long seenSeq) {
        ConversationRow before = lines.hold(id);
        ConversationLines.refuseUnlessTheirs(before, agent);
        refuseUnseen(before, seenSeq);
        if (rows.close(id, clock.instant())) {
            note(agent, "conversation.closed", before);
            lines.say(id, "system.closedByAgent");
        }
    }

    /**
     * Adds an agent's line. Only the agent who claimed a conversation answers; anyone may leave an
     * internal note, and whoever it names with {@code @} is told.
     *
     * @param seenSeq the last line the agent had seen; null when not said
     * @throws io.xiaohu.kernel.ProblemException ALREADY_CLAIMED, STALE_REPLY with {@code lastSeq},
     *     CONVERSATION_CLOSED, VARIABLE_UNFILLED, IDEMPOTENCY_CONFLICT when the line with that
     *     client id says something else, or is a note and this is none
     */
    @Transactional
    public MessageRow reply(
            Caller.Staff agent, UUID id, Line line, boolean internal, @Nullable Long seenSeq) {
        if (!internal) {
            Variables.requireFilled(line.text());
        }
        ConversationRow held = lines.hold(id);
        if (!internal && !agent.staffId().equals(held.claimedBy())) {
            throw ConversationLines.claimed(held);
        }
        NewMessage words =
                new NewMessage(
                        Author.AGENT,
                        agent.staffId(),
                        agent.name(),
                        line.clientId(),
                        internal,
                        line.text(),
                        attachments.usable(agent.key(), line.attachmentIds()));
        Optional<MessageRow> earlier = lines.saidBefore(held, words);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        if (held.state() == ConversationRow.State.CLOSED) {
            throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
        }
        if (!internal) {
            refuseUnseen(held, seenSeq);
        }
        MessageRow added = lines.add(id, words);
        if (internal) {
            mentions.note(agent, id, added);
        }
        return added;
    }

    /**
     * Refuses what is done to a held conversation without having seen its customer's last line.
     *
     * @param seenSeq the last line that was seen; null when not said
     * @throws io.xiaohu.kernel.ProblemException STALE_REPLY with {@code lastSeq}
     */
    public void refuseUnseen(ConversationRow held, @Nullable Long seenSeq) {
        if (seenSeq != null && seenSeq < rows.lastOfCustomer(held.id())) {
            throw Problem.of(Reason.STALE_REPLY).extra("lastSeq", held.lastSeq()).exception();
        }
    }

    /** What a customer talks about, the latest first, closed ones included. */
    public List<ConversationRow> staffOf(UUID customer) {
        return rows.ofCustomer(customer);
    }

    public ConversationRow staffGet(UUID id) {
        return rows.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    /** What was written after a line, notes included, as staff sees it. */
    public List<MessageRow> staffLines(UUID id, long after) {
        staffGet(id);
        return rows.lines(id, after, true).stream().map(MessageRow::masked).toList();
    }

    /** What the conversation is about, described for a reader. */
    public Optional<SubjectView> subjectView(ConversationRow conversation, Locale locale) {
        SubjectRef subject = conversation.subject();
        return subject == null
                ? Optional.empty()
                : describe(subject, conversation.customerId(), locale);
    }

    /** Refuses whoever is not the one whose conversation it is. */
    void requireVisitors(Visitor visitor, UUID id) {
        if (!isVisitors(visitor, id)) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
    }

    /** Whether it is this visitor's conversation. */
    public boolean isVisitors(Visitor visitor, UUID id) {
        join(visitor);
        return rows.find(id)
                        .map(ConversationRow::customerId)
                        .filter(owner -> owner.equals(visitor.customer()))
                        .isPresent()
                || (visitor.guest() != null && guests.isTheirs(id, visitor.guest()));
    }

    /** What a guest asked before signing in belongs to the customer from then on. */
    public void join(Visitor visitor) {
        if (visitor.customer() != null && visitor.guest() != null) {
            guests.join(visitor.guest(), visitor.customer());
        }
    }

    private void requireOwn(Visitor visitor, SubjectRef subject, Locale locale) {
        if (describe(subject, visitor.customer(), locale).isEmpty()) {
            throw Problem.of(Reason.NOT_FOUND).field("subject").exception();
        }
    }

    private Optional<SubjectView> describe(
            SubjectRef subject, @Nullable UUID customer, Locale locale) {
        return describers.stream()
                .filter(describer -> describer.kinds().contains(subject.kind()))
                .flatMap(describer -> describer.describe(subject, customer, locale).stream())
                .findFirst();
    }

    private NewMessage customerLine(Visitor visitor, Line line) {
        return new NewMessage(
                Author.CUSTOMER,
                visitor.customer(),
                null,
                line.clientId(),
                false,
                line.text(),
                attachments.usable(visitor.key(), line.attachmentIds()));
    }

    private void note(Caller.Staff agent, String action, ConversationRow conversation) {
        audit.record(
                agent.key(),
                action,
                "conversation:" + conversation.id(),
                Map.of("state", conversation.state().name()));
    }
}
