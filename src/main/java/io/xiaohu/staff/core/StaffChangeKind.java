package io.xiaohu.staff.core;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Texts;
import io.xiaohu.staff.Proposal;
import io.xiaohu.staff.ProposalKind;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.staff.jdbc.Invitations;
import io.xiaohu.staff.jdbc.MemberChanges;
import io.xiaohu.staff.jdbc.MemberChanges.Change;
import io.xiaohu.staff.jdbc.Members;
import io.xiaohu.staff.jdbc.StaffRecoveryCodes;
import io.xiaohu.staff.jdbc.StaffSessions;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * A change of what a member of staff may do: asked for by one administrator, done when another has
 * approved it, who is not the member concerned.
 */
@Component
class StaffChangeKind implements ProposalKind {

    static final String NAME = "CHANGE_STAFF";

    private static final Set<Role> ADMINS = Set.of(Role.ADMIN);
    private static final Texts TEXTS = Texts.of("staff");

    private final MemberChanges changes;
    private final Members members;
    private final Invitations invitations;
    private final StaffRecoveryCodes recoveryCodes;
    private final StaffSessions sessions;
    private final ObjectProvider<StaffAccounts> accounts;
    private final AuditTrail audit;

    StaffChangeKind(
            MemberChanges changes,
            Members members,
            Invitations invitations,
            StaffRecoveryCodes recoveryCodes,
            StaffSessions sessions,
            ObjectProvider<StaffAccounts> accounts,
            AuditTrail audit) {
        this.changes = changes;
        this.members = members;
        this.invitations = invitations;
        this.recoveryCodes = recoveryCodes;
        this.sessions = sessions;
        this.accounts = accounts;
        this.audit = audit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Role> proposers() {
        return ADMINS;
    }

    @Override
    public Set<Role> deciders() {
        return ADMINS;
    }

    @Override
    public @Nullable UUID requireProposable(UUID target) {
        Change change =
                changes.find(target)
                        .orElseThrow(
                                () -> Problem.of(Reason.NOT_FOUND).field("target").exception());
        if (change.applied()) {
            throw Problem.of(Reason.MEMBER_CHANGED).exception();
        }
        return null;
    }

    @Override
    public String describe(Proposal proposal, Locale locale) {
        Change change = changes.find(proposal.target()).orElseThrow();
        StaffMember member = members.find(change.member()).orElseThrow();
        return TEXTS.get(
                locale,
                "proposal." + change.act(),
                Map.of(
                        "name", member.displayName(),
                        "username", member.username(),
                        "before", named(change.before(), locale),
                        "after", named(change.after(), locale)));
    }

    @Override
    public boolean concerns(Proposal proposal, UUID member) {
        return changes.find(proposal.target()).orElseThrow().member().equals(member);
    }

    @Override
    public void carryOut(Proposal approved) {
        Change change = changes.find(approved.target()).orElseThrow();
        UUID member = change.member();
        accounts.getObject().requireAdminWithout(change);
        boolean done =
                changes.applied(change.id())
                        && switch (change.act()) {
                            case ROLES -> changes.setRoles(member, change.before(), change.after());
                            case RESTORE -> changes.restore(member);
                            case RESET_TWO_FACTOR -> resetTwoFactor(member);
                        };
        if (!done) {
            throw Problem.of(Reason.MEMBER_CHANGED).exception();
        }
        audit.record(
                "staff:" + Objects.requireNonNull(approved.decidedBy()).id(),
                "staff.changed",
                "staff:" + member,
                Map.of(
                        "act", change.act().name(),
                        "proposal", approved.id().toString(),
                        "before", new TreeSet<>(change.before()).toString(),
                        "after", new TreeSet<>(change.after()).toString()));
    }

    private boolean resetTwoFactor(UUID member) {
        changes.forgetFactors(member);
        recoveryCodes.forget(member);
        invitations.revoke(member);
        sessions.endAll(member);
        return true;
    }

    private static String named(Set<Role> roles, Locale locale) {
        return roles.isEmpty()
                ? TEXTS.get(locale, "role.none")
                : new TreeSet<>(roles)
                        .stream()
                                .map(role -> TEXTS.get(locale, "role." + role))
                                .collect(Collectors.joining(TEXTS.get(locale, "role.and")));
    }
}
