package io.xiaohu.support;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Signals;
import io.xiaohu.kernel.SubjectDescriber;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.jdbc.Attachments;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.ConversationRows.NewConversation;
import io.xiaohu.support.jdbc.ConversationRows.NewMessage;
import io.xiaohu.support.tools.Variables;
import java.time.Clock;
import java.time.Instant;
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

    private static final Texts TEXTS = Texts.of("support");

    private final ConversationRows rows;
    private final Attachments attachments;
    private final List<SubjectDescriber> describers;
    private final AuditTrail audit;
    private final ConversationsChanged changed;
    private final Signals signals;
    private final Clock clock;

    Conversations(
            ConversationRows rows,
            Attachments attachments,
            List<SubjectDescriber> describers,
            AuditTrail audit,
            ConversationsChanged changed,
            Signals signals,
            Clock clock) {
        this.rows = rows;
        this.attachments = attachments;
        this.describers = describers;
        this.audit = audit;
        this.changed = changed;
        this.signals = signals;
        this.clock = clock;
    }

    /** Who talks to us: a customer, or a guest known by a cookie. */
    public record Visitor(@Nullable UUID customer, byte @Nullable [] guest) {}

    /** What somebody wants to talk about. */
    public record Opening(
            @Nullable Topic topic,
            @Nullable SubjectRef subject,
            @Nullable String code,
            @Nullable String traceId,
            String message) {}

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
        Topic topic = opening.topic() != null ? opening.topic() : topicOf(subject);
        rows.insert(
                new NewConversation(
                        id,
                        visitor.customer(),
                        visitor.guest(),
                        topic,
                        subject,
                        opening.code(),
                        opening.traceId()),
                now);
        add(id, customerLine(visitor, new Line(null, opening.message(), List.of())), now);
        add(id, systemLine(TEXTS.get(locale, "system.received")), now);
        return rows.find(id).orElseThrow();
    }

    /**
     * Adds a visitor's line; one with a client id that is there already is the same line.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, CONVERSATION_CLOSED
     */
    @Transactional
    public MessageRow write(Visitor visitor, UUID id, Line line) {
        requireVisitors(visitor, id);
        return addOnce(id, customerLine(visitor, line), null);
    }

    /** The visitor's conversation; a stranger's is not there. */
    public ConversationRow get(Visitor visitor, UUID id) {
        requireVisitors(visitor, id);
        return rows.find(id).orElseThrow();
    }

    public List<MessageRow> lines(Visitor visitor, UUID id, long after) {
        requireVisitors(visitor, id);
        return rows.lines(id, after, false);
    }

    @Transactional
    public List<ConversationRow> of(Visitor visitor) {
        join(visitor);
        if (visitor.customer() != null) {
            return rows.ofCustomer(visitor.customer());
        }
        return visitor.guest() == null ? List.of() : rows.ofGuest(visitor.guest());
    }

    @Transactional
    public void read(Visitor visitor, UUID id, long seq) {
        requireVisitors(visitor, id);
        rows.read(id, seq, false);
        changed.tell(id, "", false);
    }

    @Transactional
    public void close(Visitor visitor, UUID id, Locale locale) {
        requireVisitors(visitor, id);
        if (rows.close(id, clock.instant())) {
            add(id, systemLine(TEXTS.get(locale, "system.closedByCustomer")), clock.instant());
        }
    }

    /** Tells staff that the visitor is typing; kept nowhere. */
    public void typing(Visitor visitor, UUID id) {
        requireVisitors(visitor, id);
        signals.send("desk-typing", id.toString());
    }

    /**
     * Takes a waiting conversation for one agent; of many at once, one gets it.
     *
     * @throws io.xiaohu.kernel.ProblemException ALREADY_CLAIMED with {@code claimedBy}
     */
    @Transactional
    public ConversationRow claim(Caller.Staff agent, UUID id, Locale locale) {
        ConversationRow before = staffGet(id);
        if (!rows.claim(id, agent.staffId(), agent.name(), clock.instant())) {
            ConversationRow now = staffGet(id);
            if (now.state() == ConversationRow.State.CLOSED) {
                throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
            }
            if (agent.staffId().equals(now.claimedBy())) {
                return now;
            }
            String other = String.valueOf(now.claimedName());
            throw Problem.of(Reason.ALREADY_CLAIMED)
                    .with("claimedBy", other)
                    .extra(
                            "claimedBy",
                            Map.of("id", String.valueOf(now.claimedBy()), "name", other))
                    .exception();
        }
        note(agent, "conversation.claimed", before);
        add(
                id,
                systemLine(TEXTS.get(locale, "system.claimed", Map.of("name", agent.name()))),
                clock.instant());
        return staffGet(id);
    }

    /** Gives a conversation back to the queue. */
    @Transactional
    public void release(Caller.Staff agent, UUID id) {
        ConversationRow before = staffGet(id);
        if (!rows.release(id, agent.staffId())) {
            throw Problem.of(Reason.STALE_REPLY).exception();
        }
        note(agent, "conversation.released", before);
        changed.tell(id, "", false);
    }

    @Transactional
    public void close(Caller.Staff agent, UUID id, Locale locale) {
        ConversationRow before = staffGet(id);
        if (rows.close(id, clock.instant())) {
            note(agent, "conversation.closed", before);
            add(id, systemLine(TEXTS.get(locale, "system.closedByAgent")), clock.instant());
        }
    }

    /**
     * Adds an agent's line. Only the agent who claimed a conversation answers; anyone may leave an
     * internal note.
     *
     * @param seenSeq the last line the agent had seen; null when not said
     * @throws io.xiaohu.kernel.ProblemException ALREADY_CLAIMED, STALE_REPLY with {@code lastSeq},
     *     CONVERSATION_CLOSED, VARIABLE_UNFILLED
     */
    @Transactional
    public MessageRow reply(
            Caller.Staff agent, UUID id, Line line, boolean internal, @Nullable Long seenSeq) {
        ConversationRow conversation = staffGet(id);
        if (!internal) {
            Variables.requireFilled(line.text());
        }
        if (!internal && !agent.staffId().equals(conversation.claimedBy())) {
            String other = conversation.claimedName();
            throw Problem.of(Reason.ALREADY_CLAIMED)
                    .with("claimedBy", other == null ? "–" : other)
                    .exception();
        }
        return addOnce(
                id,
                new NewMessage(
                        Author.AGENT,
                        agent.staffId(),
                        agent.name(),
                        line.clientId(),
                        internal,
                        line.text(),
                        attachments.usable("staff:" + agent.staffId(), line.attachmentIds())),
                internal ? null : seenSeq);
    }

    /** What a customer talks about, the latest first, closed ones included. */
    public List<ConversationRow> staffOf(UUID customer) {
        return rows.ofCustomer(customer);
    }

    public ConversationRow staffGet(UUID id) {
        return rows.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    public List<MessageRow> staffLines(UUID id, long after) {
        staffGet(id);
        return rows.lines(id, after, true);
    }

    @Transactional
    public void staffRead(UUID id, long seq) {
        ConversationRow conversation = staffGet(id);
        rows.read(id, seq, true);
        changed.tell(conversation.id(), "", false);
    }

    /** Tells the customer that the agent is typing; kept nowhere. */
    public void staffTyping(UUID id) {
        UUID customer = staffGet(id).customerId();
        if (customer != null) {
            signals.send("typing", customer + ":" + id);
        }
    }

    /** What the conversation is about, described for a reader. */
    public Optional<SubjectView> subjectView(ConversationRow conversation, Locale locale) {
        SubjectRef subject = conversation.subject();
        return subject == null
                ? Optional.empty()
                : describe(subject, conversation.customerId(), locale);
    }

    private MessageRow addOnce(UUID id, NewMessage line, @Nullable Long seenSeq) {
        ConversationRow conversation =
                rows.lock(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        if (line.clientId() != null) {
            Optional<MessageRow> earlier = rows.repeated(id, line.author(), line.clientId());
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        if (conversation.state() == ConversationRow.State.CLOSED) {
            throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
        }
        if (seenSeq != null && seenSeq < rows.lastOfCustomer(id)) {
            throw Problem.of(Reason.STALE_REPLY)
                    .extra("lastSeq", conversation.lastSeq())
                    .exception();
        }
        return added(conversation, line, clock.instant());
    }

    private void add(UUID id, NewMessage line, Instant at) {
        added(rows.lock(id).orElseThrow(), line, at);
    }

    private MessageRow added(ConversationRow conversation, NewMessage line, Instant at) {
        MessageRow message = rows.add(conversation, Ids.next(), line, at);
        attachments.join(conversation.id(), line.attachmentIds());
        changed.tell(conversation.id(), line.author().name(), line.internal());
        return message;
    }

    private void requireVisitors(Visitor visitor, UUID id) {
        join(visitor);
        boolean own =
                rows.find(id)
                                .map(ConversationRow::customerId)
                                .filter(owner -> owner.equals(visitor.customer()))
                                .isPresent()
                        || (visitor.guest() != null && rows.isGuests(id, visitor.guest()));
        if (!own) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
    }

    /** What a guest asked before signing in belongs to the customer from then on. */
    public void join(Visitor visitor) {
        if (visitor.customer() != null && visitor.guest() != null) {
            rows.joinGuest(visitor.guest(), visitor.customer());
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
        String owner = visitor.customer() == null ? "guest" : "customer:" + visitor.customer();
        return new NewMessage(
                Author.CUSTOMER,
                visitor.customer(),
                null,
                line.clientId(),
                false,
                line.text(),
                attachments.usable(owner, line.attachmentIds()));
    }

    private static NewMessage systemLine(String text) {
        return new NewMessage(Author.SYSTEM, null, null, null, false, text, List.of());
    }

    private void note(Caller.Staff agent, String action, ConversationRow conversation) {
        audit.record(
                "staff:" + agent.staffId(),
                action,
                "conversation:" + conversation.id(),
                Map.of("state", conversation.state().name()));
    }

    private static Topic topicOf(@Nullable SubjectRef subject) {
        if (subject == null) {
            return Topic.OTHER;
        }
        return switch (subject.kind()) {
            case TOP_UP -> Topic.TOP_UP;
            case WITHDRAWAL -> Topic.WITHDRAWAL;
            case TRANSFER, PAYMENT, ATTEMPT -> Topic.PAYMENT;
            case REFUND -> Topic.REFUND;
            case CODE -> Topic.CODE;
            case SIGN_IN -> Topic.SIGN_IN;
            case ACCOUNT -> Topic.SAFETY;
            case VERIFICATION -> Topic.VERIFICATION;
            case LIMIT -> Topic.LIMIT;
            case DISPUTE -> Topic.DISPUTE;
        };
    }
}
