package io.xiaohu.support.requests;

import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.ConversationsChanged;
import io.xiaohu.support.MessageRow.Author;
import io.xiaohu.support.Topic;
import io.xiaohu.support.jdbc.Attachments;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.ConversationRows.NewConversation;
import io.xiaohu.support.jdbc.ConversationRows.NewMessage;
import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.levels.ServiceLevel;
import io.xiaohu.support.levels.jdbc.LevelRows;
import io.xiaohu.support.requests.RequestState.Who;
import io.xiaohu.support.requests.jdbc.RequestFormRows;
import io.xiaohu.support.requests.jdbc.RequestHistory;
import io.xiaohu.support.requests.jdbc.RequestHistory.By;
import io.xiaohu.support.requests.jdbc.RequestHistory.Link;
import io.xiaohu.support.requests.jdbc.RequestHistory.LinkKind;
import io.xiaohu.support.requests.jdbc.RequestRows;
import io.xiaohu.support.requests.jdbc.RequestRows.NewRequest;
import io.xiaohu.support.routing.Arrivals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A customer's requests. Their lines are those of the conversation with the same id. */
@Service
public class ServiceRequests {

    private static final Texts TEXTS = Texts.of("support");

    /** What is promised where no service level says when a topic is solved. */
    private static final Duration UNSAID = Duration.ofDays(3);

    private final RequestRows rows;
    private final RequestFormRows values;
    private final RequestHistory history;
    private final RequestForms forms;
    private final RequestMoves moves;
    private final ConversationRows conversations;
    private final Attachments attachments;
    private final LevelRows levels;
    private final ConversationsChanged changed;
    private final Arrivals arrivals;
    private final Clock clock;

    ServiceRequests(
            RequestRows rows,
            RequestFormRows values,
            RequestHistory history,
            RequestForms forms,
            RequestMoves moves,
            ConversationRows conversations,
            Attachments attachments,
            LevelRows levels,
            ConversationsChanged changed,
            Arrivals arrivals,
            Clock clock) {
        this.rows = rows;
        this.values = values;
        this.history = history;
        this.forms = forms;
        this.moves = moves;
        this.conversations = conversations;
        this.attachments = attachments;
        this.levels = levels;
        this.changed = changed;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param followUpOf an earlier request of the same customer
     */
    public record Submission(
            Topic topic,
            String message,
            Map<String, String> values,
            boolean complaint,
            List<UUID> attachmentIds,
            @Nullable UUID followUpOf) {}

    /**
     * Submits a request.
     *
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT naming the fields, NOT_FOUND when a file
     *     or the earlier request is not the customer's
     */
    @Transactional
    public ServiceRequest submit(UUID customer, Submission asked, Locale locale) {
        Map<String, String> kept = forms.read(asked.topic(), asked.values(), true, locale);
        List<UUID> files = attachments.usable("customer:" + customer, asked.attachmentIds());
        UUID earlier = asked.followUpOf();
        if (earlier != null) {
            get(customer, earlier);
        }
        UUID id = Ids.next();
        Instant now = clock.instant();
        conversations.insert(
                new NewConversation(id, customer, null, asked.topic(), null, null, null, locale),
                now);
        arrivals.queue(id);
        rows.keepAsRequest(id, true);
        ServiceRequest request =
                create(id, asked.topic(), RequestState.SUBMITTED, asked.complaint(), false);
        values.set(id, kept);
        By by = new By(Who.CUSTOMER, customer, null);
        history.add(id, "SUBMITTED", "", asked.topic().name(), "", by, now);
        if (earlier != null) {
            history.link(id, LinkKind.FOLLOW_UP_OF, earlier, now);
        }
        conversations.add(
                conversations.lock(id).orElseThrow(),
                Ids.next(),
                new NewMessage(
                        Author.CUSTOMER, customer, null, null, false, asked.message(), files),
                now);
        attachments.join(id, files);
        changed.tell(id, Author.CUSTOMER.name(), false);
        sayReceived(request);
        return rows.find(id).orElseThrow();
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when it is not theirs
     */
    public ServiceRequest get(UUID customer, UUID id) {
        return own(customer, rows.find(id));
    }

    public List<ServiceRequest> of(UUID customer) {
        return rows.ofCustomer(customer);
    }

    /** Links to other requests of the same customer; of other people's nothing is said. */
    public List<Link> links(ServiceRequest request) {
        return history.links(request.id()).stream()
                .filter(link ->
                        link.customerId() != null && link.customerId().equals(request.customerId()))
                .toList();
    }

    /**
     * Ends it: solved, or no longer wanted.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, REQUEST_NOT_MOVABLE
     */
    @Transactional
    public ServiceRequest close(UUID customer, UUID id) {
        return move(customer, id, RequestState.CLOSED, "");
    }

    /**
     * @param why in the customer's words; becomes a line
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, REQUEST_NOT_MOVABLE,
     *     REQUEST_REOPEN_TOO_LATE, CONVERSATION_CLOSED with {@code continuedIn}
     */
    @Transactional
    public ServiceRequest reopen(UUID customer, UUID id, String why) {
        ServiceRequest moved = move(customer, id, RequestState.IN_PROGRESS, why);
        conversations.add(
                conversations.lock(id).orElseThrow(),
                Ids.next(),
                new NewMessage(Author.CUSTOMER, customer, null, null, false, why, List.of()),
                clock.instant());
        changed.tell(id, Author.CUSTOMER.name(), false);
        return moved;
    }

    /**
     * When a resolved one closes by itself, and until when a closed one can be reopened; null when
     * its conversation goes on elsewhere.
     */
    public static @Nullable Instant until(ServiceRequest request) {
        Instant resolved = request.resolvedAt();
        Instant closed = request.closedAt();
        if (request.continuedIn() != null) {
            return null;
        }
        if (closed != null) {
            return closed.plus(RequestMoves.REOPENS_WITHIN);
        }
        return request.state() == RequestState.RESOLVED && resolved != null
                ? resolved.plus(RequestMoves.CLOSES_AFTER)
                : null;
    }

    /** Makes a conversation that is held a request. */
    ServiceRequest create(
            UUID id, Topic topic, RequestState state, boolean complaint, boolean byStaff) {
        Instant now = clock.instant();
        Priority priority = levels.priority(id, topic);
        Duration target = levels.of(topic, priority).map(ServiceLevel::resolution).orElse(UNSAID);
        rows.insert(
                new NewRequest(
                        id,
                        rows.nextNumber(RequestNumber::of),
                        topic,
                        state,
                        complaint,
                        byStaff,
                        Promise.from(moves.hours(null), target, now)),
                now);
        return rows.find(id).orElseThrow();
    }

    /** Tells its number, what was entered and by when, so that it stands in the conversation. */
    void sayReceived(ServiceRequest request) {
        Locale locale = request.language();
        String entered =
                forms.answers(request.id(), request.topic(), locale).stream()
                        .map(answer ->
                                TEXTS.get(
                                        locale,
                                        "request.answer",
                                        Map.of("label", answer.label(), "value", answer.value())))
                        .collect(Collectors.joining());
        Instant due = request.promise().dueAt();
        moves.say(
                request,
                due == null ? "request.said.received" : "request.said.receivedDue",
                due == null ? Map.of("entered", entered) : Map.of("entered", entered, "due", due));
    }

    private ServiceRequest move(UUID customer, UUID id, RequestState to, String note) {
        get(customer, id);
        return moves.move(moves.lock(id), to, new By(Who.CUSTOMER, customer, null), note);
    }

    private static ServiceRequest own(UUID customer, Optional<ServiceRequest> found) {
        return found.filter(request -> customer.equals(request.customerId()))
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }
}
