package io.xiaohu.limits;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import io.xiaohu.limits.jdbc.OverrideRows;
import io.xiaohu.limits.jdbc.OverrideRows.Raised;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import io.xiaohu.verification.AccountClass;
import io.xiaohu.verification.AccountClasses;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** A limit of one customer, higher until a moment; the customer is told why and for how long. */
@Component
class LimitOverrideKind implements ProposalKind {

    static final String NAME = "RAISE_LIMIT";

    private static final Texts TEXTS = Texts.of("limits");

    private final OverrideRows rows;
    private final AccountClasses classes;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;

    LimitOverrideKind(
            OverrideRows rows,
            AccountClasses classes,
            ApplicationEventPublisher events,
            AuditTrail audit) {
        this.rows = rows;
        this.classes = classes;
        this.events = events;
        this.audit = audit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Role> proposers() {
        return Set.of(Role.AGENT, Role.SUPERVISOR, Role.RISK);
    }

    @Override
    public Set<Role> deciders() {
        return Set.of(Role.SUPERVISOR, Role.RISK);
    }

    @Override
    public UUID requireProposable(UUID target) {
        Raised raised =
                rows.find(target)
                        .orElseThrow(
                                () -> Problem.of(Reason.NOT_FOUND).field("target").exception());
        if (raised.appliedAt() != null) {
            throw Problem.of(Reason.LIMIT_CHANGED).exception();
        }
        return raised.customer();
    }

    @Override
    public String describe(Proposal proposal, Locale locale) {
        Raised raised = rows.find(proposal.target()).orElseThrow();
        return TEXTS.get(
                locale,
                "proposal.RAISE_LIMIT",
                Map.of(
                        "rule", TEXTS.get(locale, "rule." + raised.rule()),
                        "cap", raised.cap(),
                        "until", raised.until()));
    }

    /** Its class changed while it waited for approval: there is no such limit any more. */
    private boolean isOfAnotherClass(Raised raised) {
        AccountClass asked = raised.accountClass();
        return asked != null && asked != classes.of(raised.customer());
    }

    @Override
    public void carryOut(Proposal approved) {
        Raised raised = rows.find(approved.target()).orElseThrow();
        if (isOfAnotherClass(raised) || !rows.apply(raised)) {
            throw Problem.of(Reason.LIMIT_CHANGED).exception();
        }
        audit.record(
                "staff:" + Objects.requireNonNull(approved.decidedBy()).id(),
                "limit.raised",
                "customer:" + raised.customer(),
                Map.of(
                        "proposal", approved.id().toString(),
                        "rule", raised.rule(),
                        "cap", raised.cap().toString(),
                        "until", raised.until().toString(),
                        "code", raised.reasonCode()));
        events.publishEvent(
                new LimitRaised(
                        raised.id(),
                        raised.customer(),
                        raised.cap(),
                        raised.until(),
                        approved.reason()));
    }
}
