package io.xiaohu.limits;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.limits.core.ReportedPayee;
import io.xiaohu.limits.jdbc.ReportedPayeeRows;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Putting somebody on the list of reported payees, which takes two members of staff. */
@Component
class ReportedPayeeKind implements ProposalKind {

    static final String NAME = "REPORT_PAYEE";

    private final ReportedPayeeRows rows;
    private final RiskInForce inForce;
    private final AuditTrail audit;

    ReportedPayeeKind(ReportedPayeeRows rows, RiskInForce inForce, AuditTrail audit) {
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
        return RiskRuleChangeKind.WHO;
    }

    @Override
    public Set<Role> deciders() {
        return RiskRuleChangeKind.WHO;
    }

    /** Nobody is told that they are suspected, so no customer is named. */
    @Override
    public @Nullable UUID requireProposable(UUID target) {
        ReportedPayee payee = find(target);
        if (payee.listedAt() != null) {
            throw Problem.of(Reason.RISK_RULE_CHANGED).exception();
        }
        return null;
    }

    @Override
    public String describe(Proposal proposal, Locale locale) {
        return words(find(proposal.target()), "proposal.REPORT_PAYEE", locale);
    }

    @Override
    public void carryOut(Proposal approved) {
        if (!rows.enlist(approved.target())) {
            throw Problem.of(Reason.RISK_RULE_CHANGED).exception();
        }
        inForce.changed();
        note(approved, "reported-payee.listed");
    }

    ReportedPayee find(UUID id) {
        return rows.find(id)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).field("target").exception());
    }

    void note(Proposal approved, String action) {
        audit.record(
                "staff:" + Objects.requireNonNull(approved.decidedBy()).id(),
                action,
                "reported-payee:" + approved.target(),
                Map.of(
                        "proposal", approved.id().toString(),
                        "shown", find(approved.target()).shown()));
    }

    static String words(ReportedPayee payee, String key, Locale locale) {
        return RiskWords.get(
                locale,
                key,
                Map.of(
                        "kind", RiskWords.get(locale, "reported." + payee.kind(), Map.of()),
                        "shown", payee.shown(),
                        "why", payee.why()));
    }
}
