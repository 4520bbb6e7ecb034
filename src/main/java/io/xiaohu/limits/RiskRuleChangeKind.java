package io.xiaohu.limits;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.limits.jdbc.RiskRuleRows;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A change of a risk rule: proposed by one, in force once another has approved it. */
@Component
class RiskRuleChangeKind implements ProposalKind {

    static final String NAME = "CHANGE_RISK_RULE";

    static final Set<Role> WHO = Set.of(Role.RISK, Role.SUPERVISOR);

    private final RiskRuleRows rows;
    private final RiskInForce inForce;
    private final AuditTrail audit;

    RiskRuleChangeKind(RiskRuleRows rows, RiskInForce inForce, AuditTrail audit) {
        this.rows = rows;
        this.inForce = inForce;
        this.audit = audit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Role> proposers() {
        return WHO;
    }

    @Override
    public Set<Role> deciders() {
        return WHO;
    }

    @Override
    public @Nullable UUID requireProposable(UUID target) {
        RiskRuleRows.Change change =
                rows.find(target)
                        .orElseThrow(
                                () -> Problem.of(Reason.NOT_FOUND).field("target").exception());
        if (change.appliedAt() != null) {
            throw Problem.of(Reason.RISK_RULE_CHANGED).exception();
        }
        return null;
    }

    @Override
    public String describe(Proposal proposal, Locale locale) {
        RiskRuleRows.Change change = rows.find(proposal.target()).orElseThrow();
        return RiskWords.get(
                locale,
                "proposal.CHANGE_RISK_RULE",
                Map.of(
                        "rule", RiskWords.title(change.after().code(), locale),
                        "before", RiskWords.says(change.before(), locale),
                        "after", RiskWords.says(change.after(), locale)));
    }

    @Override
    public void carryOut(Proposal approved) {
        RiskRuleRows.Change change = rows.find(approved.target()).orElseThrow();
        if (!rows.apply(change)) {
            throw Problem.of(Reason.RISK_RULE_CHANGED).exception();
        }
        inForce.changed();
        audit.record(
                "staff:" + Objects.requireNonNull(approved.decidedBy()).id(),
                "risk-rule.changed",
                "risk-rule:" + change.after().code(),
                Map.of(
                        "proposal", approved.id().toString(),
                        "before", change.before().toString(),
                        "after", change.after().toString()));
    }
}
