package io.xiaohu.limits;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import io.xiaohu.limits.jdbc.PolicyRows;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import io.xiaohu.verification.AccountClass;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A change of a limit: proposed by one member of staff, in force once another has approved it. */
@Component
class LimitChangeKind implements ProposalKind {

    static final String NAME = "CHANGE_LIMIT";

    private static final Texts TEXTS = Texts.of("limits");

    private final PolicyRows rows;
    private final PolicyInForce policy;
    private final AuditTrail audit;

    LimitChangeKind(PolicyRows rows, PolicyInForce policy, AuditTrail audit) {
        this.rows = rows;
        this.policy = policy;
        this.audit = audit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Role> proposers() {
        return Set.of(Role.FINANCE, Role.RISK, Role.SUPERVISOR);
    }

    @Override
    public Set<Role> deciders() {
        return Set.of(Role.RISK, Role.SUPERVISOR);
    }

    @Override
    public @Nullable UUID requireProposable(UUID target) {
        PolicyRows.Change change =
                rows.find(target)
                        .orElseThrow(
                                () -> Problem.of(Reason.NOT_FOUND).field("target").exception());
        if (change.appliedAt() != null) {
            throw Problem.of(Reason.LIMIT_CHANGED).exception();
        }
        return null;
    }

    @Override
    public String describe(Proposal proposal, Locale locale) {
        PolicyRows.Change change = rows.find(proposal.target()).orElseThrow();
        return TEXTS.get(
                locale,
                "proposal.CHANGE_LIMIT",
                Map.of(
                        "rule", name(change, locale),
                        "before", change.before(),
                        "after", change.after()));
    }

    @Override
    public void carryOut(Proposal approved) {
        PolicyRows.Change change = rows.find(approved.target()).orElseThrow();
        if (!rows.apply(change)) {
            throw Problem.of(Reason.LIMIT_CHANGED).exception();
        }
        policy.changed();
        audit.record(
                "staff:" + Objects.requireNonNull(approved.decidedBy()).id(),
                "limit.changed",
                "limit:" + change.rule(),
                Map.of(
                        "proposal", approved.id().toString(),
                        "class", String.valueOf(change.accountClass()),
                        "before", change.before().toString(),
                        "after", change.after().toString()));
    }

    /** Such as "Class II · in a year". */
    static String name(PolicyRows.Change change, Locale locale) {
        return name(change.rule(), change.accountClass(), locale);
    }

    static String name(String rule, @Nullable AccountClass accountClass, Locale locale) {
        boolean byTheYear = rule.equals("class") && accountClass != AccountClass.I;
        String words = TEXTS.get(locale, byTheYear ? "rule.class.year" : "rule." + rule);
        return accountClass == null
                ? words
                : TEXTS.get(
                        locale,
                        "rule.ofClass",
                        Map.of("class", accountClass.name(), "rule", words));
    }
}
