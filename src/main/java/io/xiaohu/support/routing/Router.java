package io.xiaohu.support.routing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.support.ConversationChanged;
import io.xiaohu.support.ConversationLines;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.routing.core.Agent;
import io.xiaohu.support.routing.core.Placement;
import io.xiaohu.support.routing.jdbc.AgentRows;
import io.xiaohu.support.routing.jdbc.RoutingRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives waiting conversations to agents who are online, and takes back what was not answered: at
 * once when something happens that could change who gets what, and every few seconds by a job that
 * one of the servers does. Who gives holds the rows of everybody online, so that several servers at
 * once never give somebody too many; a conversation is given by the one that holds its row.
 *
 * <p>Capacity bounds what is given. What somebody takes by hand is their own choice, and counts.
 */
@Component
public class Router {

    /** Whose desk was not heard of for so long is away. */
    static final Duration LOST_AFTER = Duration.ofMinutes(2);

    /** Who was given a conversation and says nothing for so long loses it. */
    static final Duration ANSWER_WITHIN = Duration.ofMinutes(3);

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final Queue queue;
    private final RoutingRows rows;
    private final AgentRows agents;
    private final ConversationRows conversations;
    private final ConversationLines lines;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final AtomicBoolean asked = new AtomicBoolean();

    Router(
            Queue queue,
            RoutingRows rows,
            AgentRows agents,
            ConversationRows conversations,
            ConversationLines lines,
            AuditTrail audit,
            PlatformTransactionManager manager,
            Clock clock) {
        this.queue = queue;
        this.rows = rows;
        this.agents = agents;
        this.conversations = conversations;
        this.lines = lines;
        this.audit = audit;
        this.transactions = new TransactionTemplate(manager);
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** Everything there is to do now. */
    public void run() {
        Instant now = clock.instant();
        transactions.executeWithoutResult(
                status -> agents.lapse(now.minus(LOST_AFTER), now).forEach(this::lapsed));
        Instant unanswered = now.minus(ANSWER_WITHIN);
        rows.toHandBack(unanswered).forEach(one -> handBack(one.id(), unanswered));
        give();
    }

    /** Soon, beside what the caller does; many who ask at once are served by one turn. */
    public void soon() {
        if (asked.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name("router")
                    .start(() -> {
                        asked.set(false);
                        try {
                            run();
                        } catch (RuntimeException e) {
                            LOG.warn("conversations are given later: {}", e.getMessage());
                        }
                    });
        }
    }

    /** A conversation that comes, goes back or ends changes who gets what. */
    @TransactionalEventListener(condition = "!#event.internal() and !#event.inHand()")
    void on(ConversationChanged event) {
        soon();
    }

    private void give() {
        Instant seenSince = clock.instant().minus(LOST_AFTER);
        if (agents.online(seenSince).stream().noneMatch(agent -> agent.room() > 0)) {
            return;
        }
        transactions.executeWithoutResult(status -> {
            agents.lockOnline(seenSince);
            Instant now = clock.instant();
            for (Placement.Placed placed : queue.placed(agents.online(seenSince), now)) {
                Agent agent = placed.agent();
                if (agent != null && rows.hold(placed.waiting().id())) {
                    give(placed.waiting().id(), agent, placed.why(), now);
                }
            }
        });
    }

    private void give(UUID id, Agent agent, Placement.Why why, Instant now) {
        if (!conversations.claim(id, agent.id(), agent.name(), now)) {
            throw new IllegalStateException("a held conversation was taken");
        }
        rows.given(id, agent.id(), why.name(), now);
        lines.remark(id, "routing.given." + why, Map.of("name", agent.name()));
        audit.record(
                "server",
                "conversation.given",
                "conversation:" + id,
                Map.of("to", agent.id().toString(), "why", why.name()));
    }

    /** Its agent may have answered since the list was read. */
    private void handBack(UUID id, Instant unanswered) {
        transactions.executeWithoutResult(status -> {
            conversations.lock(id);
            rows.toHandBack(id, unanswered).ifPresent(one -> handBack(one, unanswered));
        });
    }

    /** Nobody is given more who answers nobody: an open desk may stand in an empty room. */
    private void handBack(RoutingRows.Unanswered one, Instant unanswered) {
        if (conversations.release(one.id(), one.agent())) {
            Instant now = clock.instant();
            rows.handedBack(one.id(), one.agent(), now);
            String cause = one.away() ? "away" : "silent";
            lines.remark(
                    one.id(),
                    "routing.back." + cause,
                    Map.of("name", one.agentName(), "minutes", ANSWER_WITHIN.toMinutes()));
            audit.record(
                    "server",
                    "conversation.handed-back",
                    "conversation:" + one.id(),
                    Map.of("from", one.agent().toString(), "why", cause));
            agents.awayWhenSilent(one.agent(), unanswered, now).ifPresent(this::lapsed);
        }
    }

    private void lapsed(AgentState state) {
        audit.record(
                "server",
                "agent.away",
                "staff:" + state.staffId(),
                Map.of("seen", state.seenAt().toString()));
    }

    /** The job that looks. */
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> routeConversations(Router router) {
            return Tasks.recurring("route-conversations", FixedDelay.of(Duration.ofSeconds(5)))
                    .execute((instance, context) -> router.run());
        }
    }
}
