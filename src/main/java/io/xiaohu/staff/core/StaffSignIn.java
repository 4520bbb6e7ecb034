package io.xiaohu.staff.core;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.KeyedLocks;
import io.xiaohu.kernel.PasswordHashes;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Totp;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.staff.jdbc.Invitations;
import io.xiaohu.staff.jdbc.Members;
import io.xiaohu.staff.jdbc.StaffGuard;
import io.xiaohu.staff.jdbc.StaffRecoveryCodes;
import io.xiaohu.staff.jdbc.StaffSessions;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Service;

/**
 * How staff sign in: password, then the second factor, which only a demo may do without. Attempts
 * at one name go one at a time in a process; a wrong password or one-time password is counted
 * before it is answered, the same for a name nobody has.
 */
@Service
public class StaffSignIn {

    private final Members members;
    private final StaffSessions sessions;
    private final Invitations invitations;
    private final StaffGuard guard;
    private final StaffRecoveryCodes recoveryCodes;
    private final AuditTrail audit;
    private final Clock clock;
    private final boolean demo;
    private final KeyedLocks turns = new KeyedLocks();

    StaffSignIn(
            Members members,
            StaffSessions sessions,
            Invitations invitations,
            StaffGuard guard,
            StaffRecoveryCodes recoveryCodes,
            AuditTrail audit,
            Clock clock,
            Environment environment) {
        this.members = members;
        this.sessions = sessions;
        this.invitations = invitations;
        this.guard = guard;
        this.recoveryCodes = recoveryCodes;
        this.audit = audit;
        this.clock = clock;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** Signed in, or a second factor is due. */
    public sealed interface Result {
        record SignedIn(StaffMember member, String token) implements Result {}

        record SecondFactorDue(UUID challenge) implements Result {}
    }

    /** A user name as it is stored and compared; the case somebody types does not matter. */
    static String name(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException STAFF_CREDENTIALS_WRONG, STAFF_SIGN_IN_LOCKED or
     *     STEP_UP_FAILED
     */
    public Result signIn(
            String username, String password, @Nullable UUID challenge, @Nullable String proof) {
        String name = name(username);
        return turns.alone(name, () -> signInAlone(name, password, challenge, proof));
    }

    private Result signInAlone(
            String name, String password, @Nullable UUID challenge, @Nullable String proof) {
        guard.requireOpen(name);
        Optional<Members.Account> found = members.account(name);
        @Nullable String hash = found.map(Members.Account::passwordHash).orElse(null);
        if (!PasswordHashes.matches(password, hash)) {
            throw wrong(name, Reason.STAFF_CREDENTIALS_WRONG);
        }
        Members.Account account = found.orElseThrow();
        UUID id = account.member().id();
        byte[] secret = account.totpSecret();
        boolean enrolled = secret == null ? demo : account.hasTwoFactor();
        if (!enrolled || account.disabledAt() != null) {
            throw wrong(name, Reason.STAFF_CREDENTIALS_WRONG);
        }
        if (secret != null) {
            if (challenge == null || proof == null) {
                return new Result.SecondFactorDue(invitations.challenge(id));
            }
            requireProof(name, account, secret, challenge, proof);
        }
        guard.clear(name);
        audit.record("staff:" + id, "staff.signed-in", "staff:" + id, Map.of());
        return new Result.SignedIn(account.member(), sessions.open(id));
    }

    /**
     * A one-time password of the authenticator, or one of the recovery codes. Either is used up in
     * the database: it works once, at any server.
     */
    private void requireProof(
            String name, Members.Account account, byte[] secret, UUID challenge, String proof) {
        UUID id = account.member().id();
        if (!invitations.tryChallenge(challenge, id)) {
            throw Problem.of(Reason.STEP_UP_FAILED).field("proof").exception();
        }
        if (!proof.matches("[0-9]{6}")) {
            OptionalInt left = recoveryCodes.use(id, proof);
            if (left.isEmpty()) {
                throw wrong(name, Reason.STEP_UP_FAILED);
            }
            if (!invitations.useChallenge(challenge)) {
                throw Problem.of(Reason.STEP_UP_FAILED).field("proof").exception();
            }
            audit.record(
                    "staff:" + id,
                    "staff.recovery-code-used",
                    "staff:" + id,
                    Map.of("left", Integer.toString(left.getAsInt())));
            return;
        }
        OptionalLong step = Totp.accept(secret, proof, clock.instant(), account.totpLastStep());
        if (step.isEmpty()) {
            throw wrong(name, Reason.STEP_UP_FAILED);
        }
        if (!members.useStep(id, step.getAsLong()) || !invitations.useChallenge(challenge)) {
            throw Problem.of(Reason.STEP_UP_FAILED).field("proof").exception();
        }
    }

    private ProblemException wrong(String name, Reason reason) {
        guard.countWrong(name);
        return Problem.of(reason).exception();
    }
}
