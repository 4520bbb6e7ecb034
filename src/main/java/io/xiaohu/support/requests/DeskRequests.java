package io.xiaohu.support.requests;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.Topic;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.levels.ServiceClocks;
import io.xiaohu.support.requests.RequestState.Who;
import io.xiaohu.support.requests.jdbc.RequestFormRows;
import io.xiaohu.support.requests.jdbc.RequestHistory;
import io.xiaohu.support.requests.jdbc.RequestHistory.By;
import io.xiaohu.support.requests.jdbc.RequestHistory.Change;
import io.xiaohu.support.requests.jdbc.RequestHistory.Link;
import io.xiaohu.support.requests.jdbc.RequestHistory.LinkKind;
import io.xiaohu.support.requests.jdbc.RequestRows;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Requests as staff work on them. Whoever moves one has it; one that nobody has is taken so. */
@Service
public class DeskRequests {

    private static final Texts TEXTS = Texts.of("support");

    private final RequestRows rows;
    private final RequestFormRows values;
    private final RequestHistory history;
    private final RequestForms forms;
    private final RequestMoves moves;
    private final ServiceRequests requests;
    private final Conversations conversations;
    private final ConversationRows conversationRows;
    private final ServiceClocks clocks;
    private final AuditTrail audit;
    private final Clock clock;

    DeskRequests(
            RequestRows rows,
            RequestFormRows values,
            RequestHistory history,
            RequestForms forms,
            RequestMoves moves,
            ServiceRequests requests,
            Conversations conversations,
            ConversationRows conversationRows,
            ServiceClocks clocks,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.values = values;
        this.history = history;
        this.forms = forms;
        this.moves = moves;
        this.requests = requests;
        this.conversations = conversations;
        this.conversationRows = conversationRows;
        this.clocks = clocks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public ServiceRequest get(UUID id) {
        return rows.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    /** By the number somebody said, spaces or not. */
    public Optional<ServiceRequest> byNumber(String number) {
        return RequestNumber.read(number).flatMap(rows::byNumber);
    }

    public List<ServiceRequest> page(
            RequestRows.Wanted wanted, String after, UUID afterId, int most) {
        return rows.page(wanted, after, afterId, most);
    }

    public List<Change> changes(UUID id) {
        return history.of(id);
    }

    public List<Link> links(UUID id) {
        return history.links(id);
    }

    /**
     * Takes a request; of many at once one gets it.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ALREADY_CLAIMED, CONVERSATION_CLOSED
     */
    @Transactional
    public ServiceRequest take(Caller.Staff agent, UUID id) {
        get(id);
        conversations.claim(agent, id);
        ServiceRequest held = moves.lock(id);
        if (held.state() == RequestState.SUBMITTED) {
            moves.move(held, RequestState.IN_PROGRESS, by(agent), "");
        }
        return get(id);
    }

    /**
     * Moves it on.
     *
     * @param note why, or the answer: becomes a line the customer reads; empty for none
     * @param seenSeq the last line the agent had seen; null when not said
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ALREADY_CLAIMED, REQUEST_NOT_MOVABLE,
     *     REQUEST_REOPEN_TOO_LATE, STALE_REPLY with {@code lastSeq}, CONVERSATION_CLOSED with
     *     {@code continuedIn}
     */
    @Transactional
    public ServiceRequest move(
            Caller.Staff agent, UUID id, RequestState to, String note, @Nullable Long seenSeq) {
        ServiceRequest held = moves.lock(id);
        requireFree(agent, held);
        conversations.refuseUnseen(conversations.staffGet(id), seenSeq);
        if (held.state() == RequestState.CLOSED) {
            moves.move(held, to, by(agent), note);
            conversations.claim(agent, id);
            say(agent, id, note);
        } else {
            if (!held.state().allows(to, Who.STAFF)) {
                throw Problem.of(Reason.REQUEST_NOT_MOVABLE)
                        .extra("state", held.state().name())
                        .exception();
            }
            conversations.claim(agent, id);
            say(agent, id, note);
            ServiceRequest now = moves.lock(id);
            if (now.state() != to) {
                moves.move(now, to, by(agent), note);
            }
        }
        record(agent, "request.moved", id, Map.of("to", to.name()));
        return get(id);
    }

    /** Whether it counts in the disclosure. */
    @Transactional
    public ServiceRequest complaint(Caller.Staff agent, UUID id, boolean complaint, String why) {
        ServiceRequest held = moves.lock(id);
        if (held.complaint() != complaint) {
            ServiceRequest marked = held.marked(held.topic(), complaint, clock.instant());
            rows.update(marked);
            history.add(
                    id,
                    "COMPLAINT",
                    "" + held.complaint(),
                    "" + complaint,
                    why,
                    by(agent),
                    clock.instant());
            record(agent, "request.complaint", id, Map.of("complaint", "" + complaint));
        }
        return get(id);
    }

    /** What a conversation is kept as a request with. */
    public record Conversion(
            @Nullable Topic topic, boolean complaint, Map<String, String> values, String note) {}

    /**
     * Keeps a conversation as a request: the same lines, out of the queue, with a number and a due
     * time. One that was a request before has its number again, with what is said now in place of
     * what was; it stays a complaint if it was one.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, CONVERSATION_CLOSED, ALREADY_CLAIMED,
     *     REQUEST_NOT_MOVABLE when it is one already, CALLER_NOT_KNOWN for a call of nobody known,
     *     BAD_INPUT naming the fields
     */
    @Transactional
    public ServiceRequest convert(Caller.Staff agent, UUID id, Conversion asked, Locale locale) {
        ConversationRow talk =
                conversationRows
                        .lock(id)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        Optional<ServiceRequest> earlier = rows.find(id);
        if (earlier.isPresent()) {
            return again(agent, earlier.get(), asked, locale);
        }
        if (talk.state() == ConversationRow.State.CLOSED) {
            throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
        }
        if (talk.channel().equals("PHONE") && talk.customerId() == null) {
            throw Problem.of(Reason.CALLER_NOT_KNOWN).exception();
        }
        Topic topic = asked.topic() == null ? talk.topic() : asked.topic();
        Map<String, String> kept = forms.read(topic, asked.values(), false, locale);
        conversations.claim(agent, id);
        clocks.halt(id, clock.instant());
        rows.keepAsRequest(id, true);
        ServiceRequest request =
                requests.create(id, topic, RequestState.IN_PROGRESS, asked.complaint(), true);
        values.set(id, kept);
        history.add(id, "CONVERTED", "", topic.name(), asked.note(), by(agent), clock.instant());
        requests.sayReceived(request);
        record(agent, "request.converted", id, Map.of("number", request.number()));
        return get(id);
    }

    private ServiceRequest again(
            Caller.Staff agent, ServiceRequest earlier, Conversion asked, Locale locale) {
        UUID id = earlier.id();
        Topic topic = asked.topic() == null ? earlier.topic() : asked.topic();
        Map<String, String> kept = forms.read(topic, asked.values(), false, locale);
        ServiceRequest moved = move(agent, id, RequestState.IN_PROGRESS, "", null);
        if (asked.complaint()) {
            moved = complaint(agent, id, true, asked.note());
        }
        if (topic != earlier.topic()) {
            rows.update(moved.marked(topic, moved.complaint(), clock.instant()));
        }
        values.set(id, kept);
        history.add(
                id,
                "CONVERTED",
                earlier.topic().name(),
                topic.name(),
                asked.note(),
                by(agent),
                clock.instant());
        record(agent, "request.converted", id, Map.of("number", earlier.number()));
        return get(id);
    }

    /**
     * Says how two requests hang together; a duplicate is closed and points to the other.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND; ALREADY_CLAIMED for a duplicate that a
     *     colleague has; BAD_INPUT about the number: there is no such request, it is this one,
     *     another customer's (but for RELATED), or itself a duplicate
     */
    @Transactional
    public ServiceRequest link(Caller.Staff agent, UUID id, LinkKind kind, String number) {
        get(id);
        ServiceRequest other =
                byNumber(number)
                        .filter(found -> !found.id().equals(id))
                        .orElseThrow(DeskRequests::unfit);
        Stream.of(id, other.id()).sorted().forEach(moves::lock);
        ServiceRequest one = get(id);
        if (kind == LinkKind.DUPLICATE_OF) {
            requireFree(agent, one);
        }
        boolean same = one.customerId() != null && one.customerId().equals(other.customerId());
        if ((!same && kind != LinkKind.RELATED)
                || (kind == LinkKind.DUPLICATE_OF && duplicates(id, other.id()))) {
            throw unfit();
        }
        if (history.link(id, kind, other.id(), clock.instant())) {
            history.add(
                    id, "LINKED", "", kind + " " + other.number(), "", by(agent), clock.instant());
            record(agent, "request.linked", id, Map.of("other", other.number()));
        }
        if (kind == LinkKind.DUPLICATE_OF && one.state() != RequestState.CLOSED) {
            moves.say(
                    one,
                    "request.said.duplicate",
                    Map.of("other", RequestMoves.spoken(other.number())));
            moves.move(
                    moves.lock(id), RequestState.CLOSED, by(agent), "duplicate " + other.number());
        }
        return get(id);
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when they are not linked from here
     */
    @Transactional
    public void unlink(Caller.Staff agent, UUID id, UUID other) {
        ServiceRequest held = moves.lock(id);
        if (!history.unlink(id, other)) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        String number = get(other).number();
        history.add(held.id(), "UNLINKED", number, "", "", by(agent), clock.instant());
        record(agent, "request.unlinked", id, Map.of("other", number));
    }

    /** A chain of duplicates leads nowhere: the other is no duplicate, and this one has none. */
    private boolean duplicates(UUID id, UUID other) {
        return history.links(other).stream()
                        .anyMatch(link -> link.kind() == LinkKind.DUPLICATE_OF && !link.back())
                || history.links(id).stream()
                        .anyMatch(link -> link.kind() == LinkKind.DUPLICATE_OF && link.back());
    }

    /** A note that is empty is none. */
    private void say(Caller.Staff agent, UUID id, String note) {
        if (!note.isEmpty()) {
            conversations.reply(
                    agent,
                    id,
                    new Conversations.Line(Ids.next().toString(), note, List.of()),
                    false,
                    null);
        }
    }

    private static void requireFree(Caller.Staff agent, ServiceRequest request) {
        UUID holder = request.claimedBy();
        if (holder != null
                && !holder.equals(agent.staffId())
                && request.state() != RequestState.CLOSED) {
            throw Problem.of(Reason.ALREADY_CLAIMED)
                    .with("claimedBy", Objects.toString(request.claimedName(), "–"))
                    .exception();
        }
    }

    private void record(Caller.Staff agent, String what, UUID id, Map<String, String> facts) {
        audit.record("staff:" + agent.staffId(), what, "conversation:" + id, facts);
    }

    private static By by(Caller.Staff agent) {
        return new By(Who.STAFF, agent.staffId(), agent.name());
    }

    private static RuntimeException unfit() {
        return Problem.of(Reason.BAD_INPUT).field("number").exception();
    }
}
