package io.xiaohu.staff.core;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.PasswordHashes;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Totp;
import io.xiaohu.staff.jdbc.Invitations;
import io.xiaohu.staff.jdbc.Members;
import io.xiaohu.staff.jdbc.StaffRecoveryCodes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How somebody invited becomes a member: a password of their own, and an authenticator app. */
@Service
public class Enrolments {

    private static final int SHORTEST_PASSWORD = 10;
    private static final int FEWEST_DIFFERENT = 4;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._-]{2,40}");

    private final Members members;
    private final Invitations invitations;
    private final StaffRecoveryCodes recoveryCodes;
    private final AuditTrail audit;
    private final Clock clock;

    Enrolments(
            Members members,
            Invitations invitations,
            StaffRecoveryCodes recoveryCodes,
            AuditTrail audit,
            Clock clock) {
        this.recoveryCodes = recoveryCodes;
        this.members = members;
        this.invitations = invitations;
        this.audit = audit;
        this.clock = clock;
    }

    /** What an authenticator app needs. */
    public record Enrolment(String username, String totpSecret, String otpauthUri) {
        @Override
        public String toString() {
            return "Enrolment[" + username + "]";
        }
    }

    /**
     * Takes up an invitation: sets the password, and gives the second factor to be set up. Until
     * that is confirmed it can be done again, with a new secret.
     *
     * @param username another user name than the one invited under
     * @throws io.xiaohu.kernel.ProblemException INVITATION_INVALID when the link is over,
     *     PASSWORD_WEAK, BAD_INPUT for a user name that is malformed or taken
     */
    @Transactional
    public Enrolment accept(String token, @Nullable String username, String password) {
        UUID id = invited(token);
        String name = members.find(id).orElseThrow().username();
        if (username != null) {
            name = StaffSignIn.name(username);
            if (!NAME.matcher(name).matches() || !members.rename(id, name)) {
                throw Problem.of(Reason.BAD_INPUT).field("username").exception();
            }
        }
        if (password.length() < SHORTEST_PASSWORD
                || password.chars().distinct().count() < FEWEST_DIFFERENT
                || StaffSignIn.name(password).contains(name)) {
            throw Problem.of(Reason.PASSWORD_WEAK).field("password").exception();
        }
        byte[] secret = Totp.newSecret();
        members.setPassword(id, PasswordHashes.hash(password));
        members.setSecret(id, secret);
        String text = Totp.base32(secret);
        return new Enrolment(name, text, Totp.uri(name, text));
    }

    /**
     * Ends the invitation with the authenticator's first one-time password.
     *
     * @return recovery codes, told this once, for the day the authenticator is lost
     * @throws io.xiaohu.kernel.ProblemException INVITATION_INVALID, STEP_UP_FAILED
     */
    @Transactional
    public List<String> confirm(String token, String code) {
        UUID id = invited(token);
        Members.Account account = members.account(id).orElseThrow();
        byte[] secret = account.totpSecret();
        OptionalLong step =
                secret == null
                        ? OptionalLong.empty()
                        : Totp.accept(secret, code, clock.instant(), account.totpLastStep());
        if (step.isEmpty() || !members.useStep(id, step.getAsLong())) {
            throw Problem.of(Reason.STEP_UP_FAILED).field("code").exception();
        }
        if (!invitations.useInvitation(token)) {
            throw invalid();
        }
        audit.record("staff:" + id, "staff.joined", "staff:" + id, Map.of());
        return recoveryCodes.renew(id);
    }

    private UUID invited(String token) {
        return invitations.invited(token).orElseThrow(Enrolments::invalid);
    }

    private static ProblemException invalid() {
        return Problem.of(Reason.INVITATION_INVALID).exception();
    }
}
