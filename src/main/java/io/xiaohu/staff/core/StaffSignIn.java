package io.xiaohu.staff.core;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.staff.StaffMember;
import io.xiaohu.staff.jdbc.Invitations;
import io.xiaohu.staff.jdbc.Members;
import io.xiaohu.staff.jdbc.StaffSessions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How staff sign in: password, then the second factor, which only a demo may do without. */
@Service
public class StaffSignIn {

    private static final int TRIES = 5;
    private static final Duration LOCK = Duration.ofMinutes(5);
    private static final int SHORTEST_PASSWORD = 10;
    private static final int SECRET_BYTES = 20;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private final String nobody = argon2.encode("nobody has this password");
    private final Members members;
    private final StaffSessions sessions;
    private final Invitations invitations;
    private final AuditTrail audit;
    private final Clock clock;
    private final boolean demo;

    StaffSignIn(
            Members members,
            StaffSessions sessions,
            Invitations invitations,
            AuditTrail audit,
            Clock clock,
            Environment environment) {
        this.members = members;
        this.sessions = sessions;
        this.invitations = invitations;
        this.audit = audit;
        this.clock = clock;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    /** Signed in, or a second factor is due. */
    public sealed interface Result {
        record SignedIn(StaffMember member, String token) implements Result {}

        record SecondFactorDue(UUID challenge) implements Result {}
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException CREDENTIALS_WRONG, SIGN_IN_LOCKED or STEP_UP_FAILED
     */
    public Result signIn(
            String username, String password, @Nullable UUID challenge, @Nullable String proof) {
        Optional<Members.Account> found = members.account(username);
        String hash = found.map(Members.Account::passwordHash).orElse(null);
        found.ifPresent(this::requireOpen);
        boolean right = argon2.matches(password, hash == null ? nobody : hash) && hash != null;
        if (!right) {
            found.ifPresent(this::countWrong);
            throw Problem.of(Reason.CREDENTIALS_WRONG).exception();
        }
        Members.Account account = found.orElseThrow();
        UUID id = account.member().id();
        if (account.totpSecret() == null && !demo) {
            throw Problem.of(Reason.STEP_UP_FAILED).exception();
        }
        if (account.totpSecret() != null) {
            if (challenge == null || proof == null) {
                return new Result.SecondFactorDue(invitations.challenge(id));
            }
            requireProof(account, challenge, proof);
        }
        members.clear(id);
        audit.record("staff:" + id, "staff.signed-in", "staff:" + id, Map.of());
        return new Result.SignedIn(account.member(), sessions.open(id));
    }

    /** What an authenticator app needs. */
    public record Enrolment(String secret, String uri) {}

    /**
     * Takes up an invitation: sets the password, and gives the second factor to be set up.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when the link is over, PASSWORD_WEAK
     */
    @Transactional
    public Enrolment accept(String token, String password) {
        UUID id = invited(token);
        if (password.length() < SHORTEST_PASSWORD) {
            throw Problem.of(Reason.PASSWORD_WEAK).field("password").exception();
        }
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        members.setPassword(id, argon2.encode(password));
        members.setSecret(id, secret);
        String name = members.find(id).orElseThrow().username();
        String text = Totp.base32(secret);
        return new Enrolment(
                text, "otpauth://totp/Xiaohu:" + name + "?secret=" + text + "&issuer=Xiaohu");
    }

    /** Ends the invitation with the first code of the authenticator. */
    @Transactional
    public void confirm(String token, String code) {
        Members.Account account = members.account(invited(token)).orElseThrow();
        requireCode(account, code);
        if (!invitations.useInvitation(token)) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        UUID id = account.member().id();
        audit.record("staff:" + id, "staff.joined", "staff:" + id, Map.of());
    }

    private UUID invited(String token) {
        return invitations
                .invited(token)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    private void requireProof(Members.Account account, UUID challenge, String proof) {
        if (!invitations.tryChallenge(challenge, account.member().id())) {
            throw Problem.of(Reason.STEP_UP_FAILED).exception();
        }
        requireCode(account, proof);
        if (!invitations.useChallenge(challenge)) {
            throw Problem.of(Reason.STEP_UP_FAILED).exception();
        }
    }

    private void requireCode(Members.Account account, String code) {
        byte[] secret = account.totpSecret();
        OptionalLong step =
                secret == null
                        ? OptionalLong.empty()
                        : Totp.accept(secret, code, clock.instant(), account.totpLastStep());
        if (step.isEmpty() || !members.useStep(account.member().id(), step.getAsLong())) {
            throw Problem.of(Reason.STEP_UP_FAILED).field("proof").exception();
        }
    }

    private void requireOpen(Members.Account account) {
        Instant until = account.lockedUntil();
        if (until != null && until.isAfter(clock.instant())) {
            throw Problem.of(Reason.SIGN_IN_LOCKED).with("until", until).exception();
        }
    }

    private void countWrong(Members.Account account) {
        UUID id = account.member().id();
        if (members.countWrong(id) >= TRIES) {
            Instant until = clock.instant().plus(LOCK.multipliedBy(account.locks() + 1L));
            members.lock(id, until);
            throw Problem.of(Reason.SIGN_IN_LOCKED).with("until", until).exception();
        }
    }
}
