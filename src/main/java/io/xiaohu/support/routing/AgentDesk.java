package io.xiaohu.support.routing;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.staff.StaffMembers;
import io.xiaohu.support.routing.core.Placement;
import io.xiaohu.support.routing.jdbc.AgentRows;
import io.xiaohu.support.routing.jdbc.CareRows;
import io.xiaohu.support.routing.jdbc.RoutingRows;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What agents say of themselves, what supervisors say of them, and the queue as both see it. */
@Service
public class AgentDesk {

    /** Who answers customers. */
    public static final Set<Role> ANSWERING = Set.of(Role.AGENT, Role.SUPERVISOR);

    private final AgentRows agents;
    private final RoutingRows rows;
    private final CareRows care;
    private final Queue queue;
    private final Router router;
    private final StaffMembers staff;
    private final AuditTrail audit;
    private final Clock clock;

    AgentDesk(
            AgentRows agents,
            RoutingRows rows,
            CareRows care,
            Queue queue,
            Router router,
            StaffMembers staff,
            AuditTrail audit,
            Clock clock) {
        this.agents = agents;
        this.rows = rows;
        this.care = care;
        this.queue = queue;
        this.router = router;
        this.staff = staff;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An agent with what they have and what they answer.
     *
     * @param state null for one who never said anything and whose desk was never open, who counts
     *     as away
     */
    public record Desk(
            UUID staffId, String name, @Nullable AgentState state, int load, AgentSkill skill) {}

    /** Of one member. */
    public Desk of(Caller.Staff me) {
        return new Desk(
                me.staffId(),
                me.name(),
                agents.state(me.staffId()).orElse(null),
                agents.load(me.staffId()),
                skill(me.staffId()));
    }

    /**
     * Says that a desk is open; a connection that is lost is noticed by this not being said.
     * Whoever never said how they are is busy from then on.
     */
    public void seen(Caller.Staff me) {
        agents.seen(me.staffId(), me.name(), clock.instant());
    }

    @Transactional
    public void set(Caller.Staff me, AgentState.State state) {
        agents.set(me.staffId(), me.name(), state, clock.instant());
        audit.record(me.key(), "agent.state", me.key(), Map.of("state", state.name()));
    }

    /** After it is kept that somebody is there, or is not. */
    public void settled() {
        router.soon();
    }

    /** Everybody who answers customers, by name. */
    public List<Desk> all() {
        Map<UUID, AgentState> states =
                agents.states().stream()
                        .collect(Collectors.toMap(AgentState::staffId, Function.identity()));
        Map<UUID, AgentSkill> skills =
                agents.skills().stream()
                        .collect(Collectors.toMap(AgentSkill::staffId, Function.identity()));
        return staff.withAnyOf(ANSWERING).stream()
                .map(member ->
                        new Desk(
                                member.id(),
                                member.displayName(),
                                states.get(member.id()),
                                agents.load(member.id()),
                                skills.getOrDefault(member.id(), AgentSkill.usual(member.id()))))
                .toList();
    }

    /**
     * Says what somebody answers.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when nobody who answers has this id
     */
    @Transactional
    public void set(Caller.Staff by, AgentSkill skill) {
        StaffMember member =
                staff.withAnyOf(ANSWERING).stream()
                        .filter(one -> one.id().equals(skill.staffId()))
                        .findFirst()
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        AgentSkill before = skill(member.id());
        agents.set(skill);
        audit.record(
                by.key(),
                "agent.skills",
                "staff:" + member.id(),
                Map.of("before", words(before), "after", words(skill)));
    }

    /** What waits, in its order, with where it would go now and else why it waits. */
    public List<Placement.Placed> queue() {
        Instant now = clock.instant();
        return queue.placed(agents.online(now.minus(Router.LOST_AFTER)), now);
    }

    /** What was given and is still with whom it was given to. */
    public List<RoutingRows.Given> given() {
        return rows.given();
    }

    /** Says that a customer needs more care than others, or no longer does. */
    @Transactional
    public void care(Caller.Staff by, UUID customer, boolean needed, String reason) {
        if (needed) {
            care.set(customer, reason, by.staffId(), by.name(), clock.instant());
        } else {
            care.remove(customer);
        }
        audit.record(
                by.key(),
                needed ? "customer.care-needed" : "customer.care-ended",
                "customer:" + customer,
                Map.of("reason", reason));
    }

    public boolean needsCare(UUID customer) {
        return care.isSet(customer);
    }

    private AgentSkill skill(UUID staffId) {
        return agents.skills().stream()
                .filter(skill -> skill.staffId().equals(staffId))
                .findFirst()
                .orElseGet(() -> AgentSkill.usual(staffId));
    }

    private static String words(AgentSkill skill) {
        return skill.topics() + " " + skill.languages() + " " + skill.capacity();
    }
}
