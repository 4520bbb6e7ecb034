package io.xiaohu.staff;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.staff.jdbc.ProposalRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What needs two people. One proposes, another approves or declines; only the proposer may withdraw
 * it. A decision is final, is audited, and an approval is carried out in its own transaction: it is
 * approved and done, or neither.
 */
@Service
public class Proposals {

    private static final int PAGE = 100;

    private final ProposalRows rows;
    private final Map<String, ProposalKind> kinds;
    private final AuditTrail audit;
    private final Clock clock;
    private final Duration last;

    Proposals(
            ProposalRows rows,
            List<ProposalKind> kinds,
            AuditTrail audit,
            Clock clock,
            @Value("${xiaohu.staff.proposals-last}") Duration last) {
        this.last = last;
        this.rows = rows;
        this.kinds =
                kinds.stream().collect(Collectors.toMap(ProposalKind::name, Function.identity()));
        this.audit = audit;
        this.clock = clock;
    }

    /** What somebody asks for, and the checks they did for it. */
    public record Asked(
            String kind, UUID target, String reason, String evidence, Set<String> checks) {}

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, NOT_ALLOWED, BAD_INPUT when too few of
     *     the kind's checks were done or others, PROPOSAL_OPEN when one about the same waits for
     *     its decision
     */
    @Transactional
    public Proposal propose(Caller.Staff me, Asked asked) {
        ProposalKind kind = kinds.get(asked.kind());
        if (kind == null) {
            throw Problem.of(Reason.NOT_FOUND).field("kind").exception();
        }
        requireRole(me, kind.proposers());
        if (!kind.checks().containsAll(asked.checks())
                || asked.checks().size() < kind.checksNeeded()) {
            throw Problem.of(Reason.BAD_INPUT).field("checks").exception();
        }
        Instant now = clock.instant();
        Proposal proposal =
                new Proposal(
                        Ids.next(),
                        asked.kind(),
                        asked.target(),
                        kind.requireProposable(asked.target()),
                        asked.reason(),
                        asked.evidence(),
                        asked.checks().stream().sorted().toList(),
                        Proposal.State.PROPOSED,
                        new Proposal.Person(me.staffId(), me.name()),
                        now,
                        now.plus(last),
                        null,
                        null,
                        null);
        if (!rows.insert(proposal)) {
            throw Problem.of(Reason.PROPOSAL_OPEN).exception();
        }
        note(me, "proposal.proposed", proposal);
        return proposal;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, NOT_ALLOWED, SECOND_PERSON_NEEDED,
     *     PROPOSAL_DECIDED with who decided it, PROPOSAL_EXPIRED
     */
    @Transactional
    public Proposal approve(Caller.Staff me, UUID id, @Nullable String note) {
        Proposal approved = decide(me, id, Proposal.State.APPROVED, note);
        kind(approved).carryOut(approved);
        return approved;
    }

    /** Refuses it, with the refusals of {@link #approve}. */
    @Transactional
    public Proposal decline(Caller.Staff me, UUID id, @Nullable String note) {
        return decide(me, id, Proposal.State.DECLINED, note);
    }

    /** Takes it back; NOT_ALLOWED for anybody but the proposer. */
    @Transactional
    public Proposal withdraw(Caller.Staff me, UUID id, @Nullable String note) {
        return decide(me, id, Proposal.State.WITHDRAWN, note);
    }

    /** All that wait for a decision. */
    public List<Proposal> waiting() {
        return rows.waiting();
    }

    /**
     * Those that wait for a decision, or those that are over, the latest first: what this member
     * asked for or has a role for. Who audits sees all.
     *
     * @param after the last of the page before; null for the first
     */
    public Page<Proposal> shownTo(Caller.Staff me, boolean open, @Nullable UUID after) {
        List<String> mine =
                kinds.values().stream()
                        .filter(kind -> isFor(me, kind))
                        .map(ProposalKind::name)
                        .toList();
        ProposalRows.Seen seen =
                new ProposalRows.Seen(me.roles().contains(Role.AUDITOR), me.staffId(), mine);
        return Page.cut(rows.list(seen, open, after, PAGE + 1), PAGE, last -> last.id().toString());
    }

    /** Those that wait for a decision and concern this customer. */
    public List<Proposal> openAbout(UUID customer) {
        return rows.openAbout(customer);
    }

    /** The newest about something; what its customer is shown. */
    public Optional<Proposal> latestAbout(String kind, UUID target) {
        return rows.latestAbout(kind, target);
    }

    /** One line that says what would be done. */
    public String describe(Proposal proposal, Locale locale) {
        return kind(proposal).describe(proposal, locale);
    }

    /** The one thing it is about, such as a payment; null when none. */
    public @Nullable SubjectRef subject(Proposal proposal) {
        return kind(proposal).subject(proposal);
    }

    /** What became of it; null when it was not approved, or the approval itself did it. */
    public Proposal.@Nullable Outcome outcome(Proposal proposal) {
        return proposal.state() == Proposal.State.APPROVED
                ? kind(proposal).outcome(proposal)
                : null;
    }

    /** Whether this member may approve or decline it. */
    public boolean mayDecide(Caller.Staff me, Proposal proposal) {
        return proposal.state() == Proposal.State.PROPOSED
                && !isOwn(me, proposal)
                && !kind(proposal).concerns(proposal, me.staffId())
                && !Collections.disjoint(me.roles(), kind(proposal).deciders());
    }

    private Proposal decide(Caller.Staff me, UUID id, Proposal.State state, @Nullable String note) {
        Proposal proposal =
                rows.find(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        if (state == Proposal.State.WITHDRAWN) {
            if (!isOwn(me, proposal)) {
                throw Problem.of(Reason.NOT_ALLOWED).exception();
            }
        } else {
            if (isOwn(me, proposal) || kind(proposal).concerns(proposal, me.staffId())) {
                throw Problem.of(Reason.SECOND_PERSON_NEEDED).exception();
            }
            requireRole(me, kind(proposal).deciders());
        }
        if (!rows.decide(id, state, me.staffId(), OffsetDateTime.now(clock), note)) {
            throw decided(rows.find(id).orElseThrow());
        }
        Proposal now = rows.find(id).orElseThrow();
        note(me, "proposal." + state.name().toLowerCase(Locale.ROOT), now);
        return now;
    }

    private static boolean isFor(Caller.Staff me, ProposalKind kind) {
        return !Collections.disjoint(me.roles(), kind.proposers())
                || !Collections.disjoint(me.roles(), kind.deciders());
    }

    private static RuntimeException decided(Proposal proposal) {
        if (proposal.state() == Proposal.State.EXPIRED) {
            return Problem.of(Reason.PROPOSAL_EXPIRED).exception();
        }
        Proposal.Person by = proposal.decidedBy();
        return Problem.of(Reason.PROPOSAL_DECIDED)
                .with("decidedBy", by == null ? "–" : by.name())
                .extra("state", proposal.state())
                .exception();
    }

    private ProposalKind kind(Proposal proposal) {
        ProposalKind kind = kinds.get(proposal.kind());
        if (kind == null) {
            throw new IllegalStateException("nobody owns proposals of kind " + proposal.kind());
        }
        return kind;
    }

    private static boolean isOwn(Caller.Staff me, Proposal proposal) {
        return proposal.proposedBy().id().equals(me.staffId());
    }

    private static void requireRole(Caller.Staff me, Set<Role> roles) {
        if (Collections.disjoint(me.roles(), roles)) {
            throw Problem.of(Reason.NOT_ALLOWED).exception();
        }
    }

    private void note(Caller.Staff me, String action, Proposal proposal) {
        audit.record(
                me.key(),
                action,
                "proposal:" + proposal.id(),
                Map.of(
                        "kind", proposal.kind(),
                        "target", proposal.target().toString(),
                        "reason", proposal.reason(),
                        "checks", String.join(",", proposal.checks())));
    }
}
