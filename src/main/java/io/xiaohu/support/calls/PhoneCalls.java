package io.xiaohu.support.calls;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.ConversationLines;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.ConversationsChanged;
import io.xiaohu.support.calls.CallPhrases.Spoken;
import io.xiaohu.support.calls.PhoneCall.Direction;
import io.xiaohu.support.calls.PhoneCall.Outcome;
import io.xiaohu.support.calls.jdbc.CallRows;
import io.xiaohu.support.jdbc.ConversationRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Calls on the phone, as the agent who has one logs it. Who calls is known by the one-time phrase
 * alone, never by the number a call comes from: until it was said the call has no customer.
 */
@Service
public class PhoneCalls {

    private final CallRows rows;
    private final CallPhrases phrases;
    private final Conversations conversations;
    private final ConversationRows talks;
    private final ConversationLines lines;
    private final ConversationsChanged changed;
    private final RateLimits limits;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;
    private final TransactionTemplate apart;
    private final Clock clock;

    PhoneCalls(
            CallRows rows,
            CallPhrases phrases,
            Conversations conversations,
            ConversationRows talks,
            ConversationLines lines,
            ConversationsChanged changed,
            RateLimits limits,
            AuditTrail audit,
            PlatformTransactionManager manager,
            Clock clock) {
        this.rows = rows;
        this.phrases = phrases;
        this.conversations = conversations;
        this.talks = talks;
        this.lines = lines;
        this.changed = changed;
        this.limits = limits;
        this.audit = audit;
        this.transactions = new TransactionTemplate(manager);
        this.apart = new TransactionTemplate(manager);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /**
     * Takes a call that came in, or starts one to the customer of a conversation; an agent has one
     * at a time, and taking another while one is under way gives that one back.
     *
     * @param about the conversation or request we call about; null for a call that came in
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when there is no such conversation;
     *     CALLER_NOT_KNOWN when it has no customer
     */
    public PhoneCall start(Caller.Staff agent, @Nullable UUID about) {
        return Objects.requireNonNull(transactions.execute(status -> started(agent, about)));
    }

    private PhoneCall started(Caller.Staff agent, @Nullable UUID about) {
        rows.oneAtATime(agent.staffId());
        Optional<PhoneCall> underWay = rows.underWay(agent.staffId());
        if (underWay.isPresent()) {
            return underWay.get();
        }
        UUID customer = null;
        if (about != null) {
            ConversationRow talk = conversations.staffGet(about);
            customer = talk.customerId();
            if (customer == null) {
                throw Problem.of(Reason.CALLER_NOT_KNOWN).exception();
            }
        }
        UUID id = Ids.next();
        rows.insert(
                new PhoneCall(
                        id,
                        about == null ? Direction.IN : Direction.OUT,
                        about,
                        customer,
                        agent.staffId(),
                        agent.name(),
                        clock.instant(),
                        null,
                        null,
                        null,
                        ""));
        lines.say(
                id,
                about == null ? "call.said.taken" : "call.said.started",
                Map.of("name", agent.name()));
        record(agent, "call.started", id, Map.of("direction", about == null ? "IN" : "OUT"));
        return get(id);
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND
     */
    public PhoneCall get(UUID id) {
        return rows.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    public Optional<PhoneCall> underWay(Caller.Staff agent) {
        return rows.underWay(agent.staffId());
    }

    public List<PhoneCall> of(UUID customer) {
        return rows.ofCustomer(customer);
    }

    /**
     * Learns who is on the phone. A wrong phrase, one that ended, was used or belongs to somebody
     * other than whom we called is answered the same.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when the call is not the agent's;
     *     CONVERSATION_CLOSED when it is over; CALL_PHRASE_WRONG; TOO_MANY_REQUESTS after a few
     *     tries
     */
    public PhoneCall identify(Caller.Staff agent, UUID id, String said) {
        PhoneCall call = own(agent, id);
        if (call.knownAt() != null) {
            return call;
        }
        limits.take("call-phrase-tries-by-call", id.toString());
        limits.take("call-phrase-tries-by-staff", agent.staffId().toString());
        Optional<PhoneCall> known =
                Objects.requireNonNull(
                        transactions.execute(status -> known(agent, id, said, status)));
        if (known.isEmpty()) {
            // The refusal takes back what its call did, and this has to stay.
            apart.executeWithoutResult(status -> record(agent, "call.phrase-wrong", id, Map.of()));
            throw Problem.of(Reason.CALL_PHRASE_WRONG).field("phrase").exception();
        }
        return known.get();
    }

    /** A phrase of somebody else than whom we called stays theirs. */
    private Optional<PhoneCall> known(
            Caller.Staff agent, UUID id, String said, TransactionStatus status) {
        lines.hold(id);
        Optional<Spoken> spoken = phrases.use(said, id);
        if (spoken.isEmpty()) {
            return Optional.empty();
        }
        Locale language = Locale.forLanguageTag(spoken.get().language());
        if (!rows.known(id, spoken.get().customer(), language, clock.instant())) {
            status.setRollbackOnly();
            return Optional.empty();
        }
        lines.say(id, "call.said.known", Map.of("name", agent.name()));
        record(
                agent,
                "call.caller-known",
                id,
                Map.of("customer", spoken.get().customer().toString()));
        return rows.find(id);
    }

    /**
     * Ends the agent's call and keeps what came of it. Its conversation ends with it, unless it
     * became a request, which is still to be worked on.
     *
     * @param summary what the customer reads of it
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, CONVERSATION_CLOSED when it is over
     */
    @Transactional
    public PhoneCall end(Caller.Staff agent, UUID id, Outcome outcome, String summary) {
        own(agent, id);
        if (!finish(id, outcome, summary)) {
            throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
        }
        record(agent, "call.ended", id, Map.of("outcome", outcome.name()));
        return get(id);
    }

    /** Ends a call nobody ended. */
    @Transactional
    public void forget(UUID id) {
        if (finish(id, Outcome.NOT_LOGGED, "")) {
            notLogged(id);
        }
    }

    /** Its conversation has ended; nothing happens to what is no call, or over already. */
    void over(UUID id) {
        if (rows.end(id, Outcome.NOT_LOGGED, "", clock.instant())) {
            notLogged(id);
        }
    }

    private void notLogged(UUID id) {
        audit.record("server", "call.not-logged", "conversation:" + id, Map.of());
    }

    /** A request that was made of the call goes on after it, in the same hands. */
    private boolean finish(UUID id, Outcome outcome, String summary) {
        ConversationRow held = lines.hold(id);
        Instant now = clock.instant();
        if (!rows.end(id, outcome, summary, now)) {
            return false;
        }
        Duration length = get(id).length(now);
        if (!summary.isEmpty()) {
            lines.say(id, "call.said.summary", Map.of("summary", summary));
        }
        lines.say(
                id,
                "call.said.ended",
                Map.of("minutes", length.toMinutes(), "seconds", length.toSecondsPart()));
        if (!held.asRequest()) {
            talks.close(id, now);
        }
        changed.tell(id, "", false);
        return true;
    }

    private PhoneCall own(Caller.Staff agent, UUID id) {
        PhoneCall call = get(id);
        if (!call.staffId().equals(agent.staffId())) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        if (call.endedAt() != null) {
            throw Problem.of(Reason.CONVERSATION_CLOSED).exception();
        }
        return call;
    }

    private void record(Caller.Staff agent, String what, UUID id, Map<String, String> facts) {
        audit.record("staff:" + agent.staffId(), what, "conversation:" + id, facts);
    }
}
