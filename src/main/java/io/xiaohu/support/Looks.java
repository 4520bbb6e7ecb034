package io.xiaohu.support;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks of staff at customers' data. Each needs a reason, which is asked once for a customer and a
 * session; a conversation one has in hand is one. Every look stands in the audit trail with it.
 */
@Service
public class Looks {

    private static final String ADD =
            """
            insert into support.look (
                session_id, customer_id, staff_id, reason, conversation_id, at)
            values (:session, :customer, :staff, :reason, :conversation, :now)
            on conflict (session_id, customer_id) do nothing
            """;

    private static final String FIND =
            """
            select reason, conversation_id
            from support.look
            where session_id = :session
            and customer_id = :customer
            """;

    private static final String OPENED =
            """
            insert into support.opened (session_id, conversation_id, at)
            values (:session, :conversation, :now)
            on conflict do nothing
            """;

    private static final String IS_OPENED =
            """
            select exists (
                select from support.opened
                where session_id = :session
                and conversation_id = :conversation)
            """;

    private static final String NAMED_IN =
            """
            select exists (
                select from support.mention
                where staff_id = :staff
                and conversation_id = :conversation)
            """;

    private static final String OPENED_ONE =
            """
            select o.conversation_id
            from support.opened o
            join support.conversation c on c.id = o.conversation_id
            where o.session_id = :session
            and c.customer_id = :customer
            limit 1
            """;

    /** Where a colleague named them, in a conversation that is not over. */
    private static final String MENTIONED =
            """
            select n.conversation_id
            from support.mention n
            join support.conversation c on c.id = n.conversation_id
            where n.staff_id = :staff
            and c.customer_id = :customer
            and c.state <> 'CLOSED'
            limit 1
            """;

    private record Why(String reason, @Nullable UUID conversation) {}

    private final JdbcClient sql;
    private final Conversations conversations;
    private final Customers customers;
    private final AuditTrail audit;
    private final Clock clock;

    Looks(
            JdbcClient sql,
            Conversations conversations,
            Customers customers,
            AuditTrail audit,
            Clock clock) {
        this.sql = sql;
        this.conversations = conversations;
        this.customers = customers;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Notes why somebody is going to look at a customer's data; in force until they sign out.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    @Transactional
    public void because(Caller.Staff staff, UUID customer, String reason) {
        if (customers.find(customer).isEmpty()) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        add(staff, customer, new Why(reason, null));
    }

    /**
     * Records one look.
     *
     * @param action what is looked at, in the past tense, such as {@code movement.viewed}
     * @param details what else is worth knowing of it
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND; LOOK_REASON_NEEDED, about the customer
     */
    @Transactional
    public void record(
            Caller.Staff staff, UUID customer, String action, Map<String, String> details) {
        note(
                staff,
                customer,
                action,
                details,
                given(staff, customer).or(() -> inHand(staff, customer)));
    }

    /**
     * Records a look at what stands beside a conversation: one that waits for anybody to take it,
     * or in which a colleague named them, is a reason, too.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND; LOOK_REASON_NEEDED, about the customer
     */
    @Transactional
    public void recordBeside(
            Caller.Staff staff, UUID customer, String action, Map<String, String> details) {
        note(staff, customer, action, details, beside(staff, customer));
    }

    /**
     * Records a look at what decides how a conversation is treated: whoever opened one of the
     * customer's in this session has said why.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND; LOOK_REASON_NEEDED, about the customer
     */
    @Transactional
    public void recordOfOpened(
            Caller.Staff staff, UUID customer, String action, Map<String, String> details) {
        Optional<Why> why = beside(staff, customer).or(() -> openedOne(staff, customer));
        note(staff, customer, action, details, why);
    }

    private Optional<Why> beside(Caller.Staff staff, UUID customer) {
        return inHand(staff, customer)
                .or(() -> given(staff, customer))
                .or(() -> waiting(customer))
                .or(() -> mentioned(staff, customer));
    }

    private Optional<Why> openedOne(Caller.Staff staff, UUID customer) {
        return sql.sql(OPENED_ONE)
                .param("session", staff.sessionId())
                .param("customer", customer)
                .query((row, n) -> new Why("opened", row.getObject("conversation_id", UUID.class)))
                .optional();
    }

    /**
     * Records that somebody opened a conversation or what stands in it, and why: they have it in
     * hand, it waits for anybody, a colleague named them in it, they said so, or they opened it
     * earlier in this session. Nobody needs a reason for a guest, of whom nothing else is known.
     *
     * @throws io.xiaohu.kernel.ProblemException LOOK_REASON_NEEDED, about the customer
     */
    @Transactional
    public void opened(Caller.Staff staff, ConversationRow talk) {
        String reason = reason(staff, talk).orElseThrow(() -> needed(talk));
        sql.sql(OPENED)
                .param("session", staff.sessionId())
                .param("conversation", talk.id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        seen(staff, "conversation.viewed", "conversation:" + talk.id(), talk, reason);
    }

    /**
     * Records that somebody reads on in a conversation, unless they opened it in this session.
     *
     * @throws io.xiaohu.kernel.ProblemException LOOK_REASON_NEEDED, about the customer
     */
    @Transactional
    public void readOn(Caller.Staff staff, ConversationRow talk) {
        if (!isOpened(staff, talk)) {
            opened(staff, talk);
        }
    }

    /**
     * Records a look at a file in a conversation, for the reason there is to open that.
     *
     * @throws io.xiaohu.kernel.ProblemException LOOK_REASON_NEEDED, about the customer
     */
    @Transactional
    public void file(Caller.Staff staff, ConversationRow talk, UUID file) {
        String reason = reason(staff, talk).orElseThrow(() -> needed(talk));
        seen(staff, "file.viewed", "attachment:" + file, talk, reason);
    }

    /** Records a look at a file that was handed over: whoever works on what it is of may see it. */
    @Transactional
    public void handedOver(Caller.Staff staff, UUID file) {
        audit.record(
                "staff:" + staff.staffId(),
                "file.viewed",
                "attachment:" + file,
                Map.of("reason", "handed over"));
    }

    /** Records a look at what a customer told us for everybody: whoever works on it may read it. */
    @Transactional
    public void feedback(Caller.Staff staff, UUID customer, UUID feedback) {
        audit.record(
                "staff:" + staff.staffId(),
                "feedback.viewed",
                "feedback:" + feedback,
                Map.of("reason", "feedback", "customer", customer.toString()));
    }

    private void seen(
            Caller.Staff staff, String action, String what, ConversationRow talk, String reason) {
        Map<String, String> told = new HashMap<>(Map.of("reason", reason));
        told.put("conversation", talk.id().toString());
        UUID customer = talk.customerId();
        if (customer != null) {
            told.put("customer", customer.toString());
        }
        audit.record("staff:" + staff.staffId(), action, what, told);
    }

    private Optional<String> reason(Caller.Staff staff, ConversationRow talk) {
        UUID customer = talk.customerId();
        if (talk.isAnybodys()) {
            return Optional.of("waiting");
        }
        if (talk.isWith(staff.staffId())) {
            return Optional.of("conversation");
        }
        if (customer == null) {
            return Optional.of("guest");
        }
        return given(staff, customer)
                .or(() -> inHand(staff, customer))
                .map(Looks::because)
                .or(() -> is(NAMED_IN, staff, talk) ? Optional.of("mentioned") : Optional.empty())
                .or(() -> isOpened(staff, talk) ? Optional.of("opened") : Optional.empty());
    }

    /** A conversation that is the reason for looking at another is named. */
    private static String because(Why why) {
        UUID conversation = why.conversation();
        return conversation == null ? why.reason() : why.reason() + " " + conversation;
    }

    /** Whether they opened it in this session, which was recorded. */
    public boolean isOpened(Caller.Staff staff, ConversationRow talk) {
        return is(IS_OPENED, staff, talk);
    }

    private boolean is(String question, Caller.Staff staff, ConversationRow talk) {
        return sql.sql(question)
                .param("session", staff.sessionId())
                .param("staff", staff.staffId())
                .param("conversation", talk.id())
                .query(Boolean.class)
                .single();
    }

    private void note(
            Caller.Staff staff,
            UUID customer,
            String action,
            Map<String, String> details,
            Optional<Why> found) {
        Why why = found.orElseThrow(() -> refusal(customer));
        Map<String, String> told = new HashMap<>(details);
        told.put("reason", why.reason());
        UUID conversation = why.conversation();
        if (conversation != null) {
            told.put("conversation", conversation.toString());
        }
        audit.record("staff:" + staff.staffId(), action, "customer:" + customer, told);
    }

    private Optional<Why> given(Caller.Staff staff, UUID customer) {
        return sql.sql(FIND)
                .param("session", staff.sessionId())
                .param("customer", customer)
                .query((row, n) ->
                        new Why(
                                row.getString("reason"),
                                row.getObject("conversation_id", UUID.class)))
                .optional();
    }

    private Optional<Why> inHand(Caller.Staff staff, UUID customer) {
        return conversations.staffOf(customer).stream()
                .filter(talk -> talk.isWith(staff.staffId()))
                .findFirst()
                .map(talk -> new Why("conversation", talk.id()))
                .map(why -> add(staff, customer, why));
    }

    private static ProblemException needed(ConversationRow talk) {
        return needed(Objects.requireNonNull(talk.customerId()));
    }

    private ProblemException refusal(UUID customer) {
        return customers.find(customer).isPresent()
                ? needed(customer)
                : Problem.of(Reason.NOT_FOUND).exception();
    }

    private static ProblemException needed(UUID customer) {
        return Problem.of(Reason.LOOK_REASON_NEEDED)
                .about(new SubjectRef(SubjectKind.ACCOUNT, customer))
                .exception();
    }

    private Optional<Why> mentioned(Caller.Staff staff, UUID customer) {
        return sql.sql(MENTIONED)
                .param("staff", staff.staffId())
                .param("customer", customer)
                .query((row, n) ->
                        new Why("mentioned", row.getObject("conversation_id", UUID.class)))
                .optional();
    }

    private Optional<Why> waiting(UUID customer) {
        return conversations.staffOf(customer).stream()
                .filter(ConversationRow::isAnybodys)
                .findFirst()
                .map(talk -> new Why("conversation", talk.id()));
    }

    private Why add(Caller.Staff staff, UUID customer, Why why) {
        sql.sql(ADD)
                .param("session", staff.sessionId())
                .param("customer", customer)
                .param("staff", staff.staffId())
                .param("reason", why.reason())
                .param("conversation", why.conversation())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return why;
    }
}
