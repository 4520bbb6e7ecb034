package io.xiaohu.staff.core;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.staff.Proposals;
import io.xiaohu.staff.jdbc.Invitations;
import io.xiaohu.staff.jdbc.MemberChanges;
import io.xiaohu.staff.jdbc.MemberChanges.Act;
import io.xiaohu.staff.jdbc.MemberChanges.Change;
import io.xiaohu.staff.jdbc.Members;
import io.xiaohu.staff.jdbc.StaffSessions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts of staff, kept by administrators. What gives somebody power (roles, coming back, a
 * new second factor) is proposed by one and approved by another; shutting somebody out is done at
 * once. The last administrator stays in.
 */
@Service
public class StaffAccounts {

    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}._-]{2,40}");

    private final Members members;
    private final MemberChanges changes;
    private final Invitations invitations;
    private final StaffSessions sessions;
    private final Proposals proposals;
    private final AuditTrail audit;
    private final Clock clock;

    StaffAccounts(
            Members members,
            MemberChanges changes,
            Invitations invitations,
            StaffSessions sessions,
            Proposals proposals,
            AuditTrail audit,
            Clock clock) {
        this.members = members;
        this.changes = changes;
        this.invitations = invitations;
        this.sessions = sessions;
        this.proposals = proposals;
        this.audit = audit;
        this.clock = clock;
    }

    /** Why something is asked for, and what was checked before. */
    public record Why(String reason, String evidence) {}

    /** Somebody new, who may nothing until another administrator approves their roles. */
    public record Invited(UUID id, String link) {
        @Override
        public String toString() {
            return "Invited[" + id + "]";
        }
    }

    /** All there ever were, those who may come in first. */
    public List<MemberChanges.Line> list() {
        return changes.list();
    }

    /**
     * Adds somebody without roles, proposes the roles, and makes the link that works once.
     *
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT for a user name that is malformed or
     *     taken, or no roles
     */
    @Transactional
    public Invited invite(
            Caller.Staff me, String username, String displayName, Set<Role> roles, Why why) {
        String name = StaffSignIn.name(username);
        if (!USERNAME.matcher(name).matches()) {
            throw Problem.of(Reason.BAD_INPUT).field("username").exception();
        }
        UUID id =
                members.insert(name, displayName.strip(), Set.of())
                        .orElseThrow(
                                () -> Problem.of(Reason.BAD_INPUT).field("username").exception());
        audit.record(
                me.key(), "staff.invited", "staff:" + id, Map.of("asked-for", roles.toString()));
        propose(me, id, Act.ROLES, roles, why);
        return new Invited(id, link(id));
    }

    /**
     * Asks for a change a second administrator has to approve.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, BAD_INPUT when it changes nothing,
     *     LAST_ADMIN, and those of {@link Proposals#propose}
     */
    @Transactional
    public UUID propose(Caller.Staff me, UUID member, Act act, Set<Role> roles, Why why) {
        Members.Account account = account(member);
        Set<Role> before = account.member().roles();
        Set<Role> after = act == Act.ROLES ? Set.copyOf(roles) : before;
        boolean changesSomething =
                switch (act) {
                    case ROLES -> !after.equals(before) && !after.isEmpty();
                    case RESTORE -> account.disabledAt() != null;
                    case RESET_TWO_FACTOR -> account.passwordHash() != null;
                };
        if (!changesSomething) {
            throw Problem.of(Reason.BAD_INPUT)
                    .field(act == Act.ROLES ? "roles" : "act")
                    .exception();
        }
        Change change = new Change(Ids.next(), member, act, before, after, false);
        requireAdminWithout(change);
        changes.draft(change, me.staffId(), clock.instant());
        proposals.propose(
                me,
                new Proposals.Asked(
                        StaffChangeKind.NAME, change.id(), why.reason(), why.evidence(), Set.of()));
        return change.id();
    }

    /**
     * Shuts somebody out at once; coming back takes two.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, SECOND_PERSON_NEEDED for oneself,
     *     LAST_ADMIN, MEMBER_CHANGED when they are out already
     */
    @Transactional
    public void disable(Caller.Staff me, UUID member, String reason) {
        account(member);
        if (me.staffId().equals(member)) {
            throw Problem.of(Reason.SECOND_PERSON_NEEDED).exception();
        }
        requireAdminBesides(member);
        if (!changes.disable(member, me.staffId(), reason)) {
            throw Problem.of(Reason.MEMBER_CHANGED).exception();
        }
        sessions.endAll(member);
        invitations.revoke(member);
        audit.record(me.key(), "staff.disabled", "staff:" + member, Map.of("reason", reason));
    }

    /**
     * A new link for somebody who has no second factor yet, or none any more; earlier links end.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, MEMBER_CHANGED when they have one
     */
    @Transactional
    public Invited newLink(Caller.Staff me, UUID member) {
        Members.Account account = account(member);
        if (account.passwordHash() != null && account.totpSecret() == null
                || account.hasTwoFactor()
                || account.disabledAt() != null) {
            throw Problem.of(Reason.MEMBER_CHANGED).exception();
        }
        audit.record(me.key(), "staff.link-renewed", "staff:" + member, Map.of());
        return new Invited(member, link(member));
    }

    /** Refuses what would leave nobody who can keep the accounts. */
    void requireAdminWithout(Change change) {
        boolean takesPower =
                switch (change.act()) {
                    case ROLES ->
                            change.before().contains(Role.ADMIN)
                                    && !change.after().contains(Role.ADMIN);
                    case RESTORE -> false;
                    case RESET_TWO_FACTOR -> change.before().contains(Role.ADMIN);
                };
        if (takesPower) {
            requireAdminBesides(change.member());
        }
    }

    private void requireAdminBesides(UUID member) {
        List<UUID> admins = changes.lockAdmins();
        if (admins.contains(member) && admins.size() == 1) {
            throw Problem.of(Reason.LAST_ADMIN).exception();
        }
    }

    private Members.Account account(UUID member) {
        return members.account(member).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    private String link(UUID member) {
        return "/desk/invitation#" + invitations.invite(member);
    }
}
