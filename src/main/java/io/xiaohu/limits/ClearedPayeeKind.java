package io.xiaohu.limits;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.limits.core.ReportedPayee;
import io.xiaohu.limits.jdbc.ReportedPayeeRows;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Taking somebody off the list of reported payees, which takes two members of staff as well. */
@Component
class ClearedPayeeKind implements ProposalKind {

    static final String NAME = "CLEAR_PAYEE";

    private final ReportedPayeeRows rows;
    private final RiskInForce inForce;
    private final ReportedPayeeKind reported;

    ClearedPayeeKind(ReportedPayeeRows rows, RiskInForce inForce, ReportedPayeeKind reported) {
        this.rows = rows;
        this.inForce = inForce;
        this.reported = reported;
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
        ReportedPayee payee = reported.find(target);
        if (!payee.isListed()) {
            throw Problem.of(Reason.RISK_RULE_CHANGED).exception();
        }
        return null;
    }

    @Override
    public String describe(Proposal proposal, Locale locale) {
        return ReportedPayeeKind.words(
                reported.find(proposal.target()), "proposal.CLEAR_PAYEE", locale);
    }

    @Override
    public void carryOut(Proposal approved) {
        if (!rows.remove(approved.target())) {
            throw Problem.of(Reason.RISK_RULE_CHANGED).exception();
        }
        inForce.changed();
        reported.note(approved, "reported-payee.cleared");
    }
}
