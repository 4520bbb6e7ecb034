package io.xiaohu.support;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
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

    private static final String INBOX = "inbox";

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
     * @throws io.xiaohu.kernel.ProblemException LOOK_REASON_NEEDED, about the customer
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
     * Records a look at what stands beside a conversation: one that waits for anybody to take it is
     * a reason, too.
     *
     * @throws io.xiaohu.kernel.ProblemException LOOK_REASON_NEEDED, about the customer
     */
    @Transactional
    public void recordBeside(
            Caller.Staff staff, UUID customer, String action, Map<String, String> details) {
        note(
                staff,
                customer,
                action,
                details,
                inHand(staff, customer)
                        .or(() -> given(staff, customer))
                        .or(() -> waiting(customer)));
    }

    /**
     * Records that somebody opened a conversation: it is in their hand, waits for anybody, or they
     * have a reason to look at its customer; without any of these it is said to be "inbox".
     *
     * @param action what was opened, such as {@code conversation.viewed}
     */
    @Transactional
    public void opened(Caller.Staff staff, ConversationRow talk, String action) {
        UUID customer = talk.customerId();
        String reason;
        if (staff.staffId().equals(talk.claimedBy())) {
            reason = "conversation";
        } else if (talk.state() == ConversationRow.State.WAITING) {
            reason = "waiting";
        } else {
            reason =
                    customer == null
                            ? INBOX
                            : given(staff, customer).map(Why::reason).orElse(INBOX);
        }
        Map<String, String> told = new HashMap<>(Map.of("reason", reason));
        if (customer != null) {
            told.put("customer", customer.toString());
        }
        audit.record("staff:" + staff.staffId(), action, "conversation:" + talk.id(), told);
    }

    private void note(
            Caller.Staff staff,
            UUID customer,
            String action,
            Map<String, String> details,
            Optional<Why> found) {
        Why why =
                found.orElseThrow(() ->
                        Problem.of(Reason.LOOK_REASON_NEEDED)
                                .about(new SubjectRef(SubjectKind.ACCOUNT, customer))
                                .exception());
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
                .filter(talk -> talk.state() == ConversationRow.State.OPEN)
                .filter(talk -> staff.staffId().equals(talk.claimedBy()))
                .findFirst()
                .map(talk -> new Why("conversation", talk.id()))
                .map(why -> add(staff, customer, why));
    }

    private Optional<Why> waiting(UUID customer) {
        return conversations.staffOf(customer).stream()
                .filter(talk -> talk.state() == ConversationRow.State.WAITING)
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
