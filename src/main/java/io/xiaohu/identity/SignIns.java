package io.xiaohu.identity;

import io.xiaohu.identity.core.CodePurpose;
import io.xiaohu.identity.core.Digits;
import io.xiaohu.identity.core.SecondProof;
import io.xiaohu.identity.jdbc.Challenges;
import io.xiaohu.identity.jdbc.Codes;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.JdbcCustomers;
import io.xiaohu.identity.jdbc.KnownDevices;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.identity.jdbc.SignInGuard;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.KeyedLocks;
import io.xiaohu.kernel.PasswordHashes;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.notification.Notices;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Signing in: with the password, or with a code. One more proof is due where the second factor is
 * on, and for a password from a device and a place that are both new to the account.
 */
@Service
public class SignIns {

    private static final String NEW_DEVICE = "sign in on a new device";
    private static final int LOCKS_NOTED_AN_HOUR = 20;

    /** What is due of somebody with the right password on a device that is not known. */
    enum NewDevices {
        /** A code, unless the account was used from the same network in the last 90 days. */
        CHALLENGE_ELSEWHERE,
        /** A code. */
        CHALLENGE
    }

    @ConfigurationProperties("xiaohu.sign-in")
    record Settings(NewDevices newDevices) {}

    private final JdbcCustomers customers;
    private final Codes codes;
    private final Sessions sessions;
    private final KnownDevices devices;
    private final SignInGuard guard;
    private final SecondFactors secondFactors;
    private final FurtherProofs further;
    private final Challenges challenges;
    private final SecurityEvents timeline;
    private final Notices notices;
    private final RateLimits limits;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Settings settings;
    private final KeyedLocks turns = new KeyedLocks();

    SignIns(
            JdbcCustomers customers,
            Codes codes,
            Sessions sessions,
            KnownDevices devices,
            SignInGuard guard,
            SecondFactors secondFactors,
            FurtherProofs further,
            Challenges challenges,
            SecurityEvents timeline,
            Notices notices,
            RateLimits limits,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Settings settings) {
        this.customers = customers;
        this.codes = codes;
        this.sessions = sessions;
        this.devices = devices;
        this.guard = guard;
        this.secondFactors = secondFactors;
        this.further = further;
        this.challenges = challenges;
        this.timeline = timeline;
        this.notices = notices;
        this.limits = limits;
        this.transactions = transactions;
        this.events = events;
        this.settings = settings;
    }

    /**
     * What somebody signs in with: the password, or a code sent for SIGN_IN. Challenge and proof
     * only to complete it where one more proof was due.
     */
    public record Credentials(
            Phone phone,
            @Nullable String password,
            @Nullable String code,
            @Nullable UUID challengeId,
            @Nullable String proof) {
        @Override
        public String toString() {
            return "Credentials[" + phone + "]";
        }
    }

    /** Signed in, or one more proof is due. */
    public sealed interface Answer permits SignedIn, ProofDue {}

    /** A customer with the session just opened for them. */
    public record SignedIn(UUID customer, Sessions.Opened session) implements Answer {}

    /** So far it was right; the same call with this challenge and a proof completes it. */
    public record ProofDue(UUID challenge, List<String> kinds) implements Answer {}

    /**
     * Opens a session. A phone nobody registered takes the same time, is counted and locked in the
     * same way. Attempts of one lane go one at a time in a process, so that many at once get no
     * more tries and a known device does not wait for strangers. Wrong passwords are forgotten only
     * once the last proof has passed, too. A known device is counted, limited and locked by itself.
     *
     * @throws io.xiaohu.kernel.ProblemException CREDENTIALS_WRONG, SIGN_IN_LOCKED,
     *     SECOND_FACTOR_WRONG or SECOND_FACTOR_LOCKED, all about the attempt; CODE_WRONG and its
     *     kin; STEP_UP_NEEDED where a code is not enough, which stays good then; STEP_UP_FAILED
     *     when the challenge is over; BAD_INPUT without password and code
     */
    public Answer signIn(Credentials given, Device device) {
        SignInGuard.Lane lane = guard.lane(given.phone(), device);
        if (lane.isOfStrangers()) {
            limits.take("sign-in-by-address", device.address());
        } else {
            limits.take("sign-in-by-device", lane.device().toString());
        }
        return turns.alone(
                customers.key(given.phone()) + lane.device(),
                () -> {
                    String password = given.password();
                    if (password != null) {
                        return withPassword(given, password, lane, device);
                    }
                    return withCode(given, device);
                });
    }

    /** Opens a session for whoever has proved who they are, in a transaction of its own. */
    SignedIn open(UUID customer, Device device) {
        return transactions.execute(status -> opened(customer, device));
    }

    /**
     * The same, if what was proved is still so: a new password and a new phone end the sessions
     * there are, and one that was on its way meanwhile is not to outlive them.
     *
     * @param still compares the hash of the password in use
     */
    private Optional<SignedIn> openIf(
            UUID customer, Phone phone, Predicate<String> still, Device device) {
        return transactions.execute(status ->
                customers
                        .holdPasswordHash(customer, phone)
                        .filter(still)
                        .map(held -> opened(customer, device)));
    }

    private SignedIn opened(UUID customer, Device device) {
        boolean isNew = devices.isNew(customer, device);
        timeline.note(customer, isNew ? Kind.SIGNED_IN_ON_NEW_DEVICE : Kind.SIGNED_IN, device);
        if (isNew) {
            notices.tell(
                    customer,
                    "NEW_DEVICE",
                    Map.of("device", device.name().isEmpty() ? "none" : device.name()),
                    null);
        }
        events.publishEvent(new CustomerSignedIn(customer));
        return new SignedIn(customer, sessions.open(Ids.next(), customer, device));
    }

    private SignedIn openByCode(UUID customer, Phone phone, Device device) {
        return openIf(customer, phone, hash -> true, device)
                .orElseThrow(() -> Problem.of(Reason.CODE_EXPIRED).field("code").exception());
    }

    private Answer withPassword(
            Credentials given, String password, SignInGuard.Lane lane, Device device) {
        JdbcCustomers.Credentials right = compare(given.phone(), password, lane, device);
        UUID customer = right.id();
        UUID challenge = given.challengeId();
        String proof = given.proof();
        if (secondFactors.isOn(customer)) {
            if (challenge == null || proof == null) {
                return secondFactorDue(customer);
            }
            secondFactors.requireAtSignIn(customer, challenge, proof, device);
        } else if (lane.isOfStrangers() && isSuspicious(customer, device)) {
            if (challenge == null || proof == null) {
                return new ProofDue(challenges.make(customer, NEW_DEVICE), SecondProof.TEXT_KINDS);
            }
            challenges.requireFor(customer, NEW_DEVICE, challenge);
            codes.use(given.phone(), CodePurpose.SIGN_IN, "proof", Digits.six(proof, "proof"));
            challenges.use(challenge);
        }
        SignedIn in =
                openIf(customer, given.phone(), right.passwordHash()::equals, device)
                        .orElseThrow(() -> refused(lane, customer, device));
        guard.clear(lane);
        return in;
    }

    /**
     * Whoever has the code has the phone. A lock of the password does not concern it: a code has
     * its own few tries.
     */
    private Answer withCode(Credentials given, Device device) {
        UUID challenge = given.challengeId();
        String proof = given.proof();
        String code = given.code();
        if (challenge != null && proof != null) {
            UUID customer =
                    customers
                            .credentials(given.phone())
                            .map(JdbcCustomers.Credentials::id)
                            .filter(secondFactors::isOn)
                            .orElseThrow(() -> Problem.of(Reason.STEP_UP_FAILED).exception());
            secondFactors.requireAtSignIn(customer, challenge, proof, device);
            return openByCode(customer, given.phone(), device);
        }
        if (code == null) {
            throw Problem.of(Reason.BAD_INPUT).field("password").exception();
        }
        String digits = Digits.six(code, "code");
        codes.require(given.phone(), CodePurpose.SIGN_IN, "code", digits);
        customers.findByPhone(given.phone()).ifPresent(own -> further.requireAtSignIn(own, device));
        codes.use(given.phone(), CodePurpose.SIGN_IN, "code", digits);
        UUID customer =
                customers
                        .credentials(given.phone())
                        .map(JdbcCustomers.Credentials::id)
                        .orElseThrow(() -> Problem.of(Reason.ACCOUNT_CLOSED).exception());
        return secondFactors.isOn(customer)
                ? secondFactorDue(customer)
                : openByCode(customer, given.phone(), device);
    }

    private ProofDue secondFactorDue(UUID customer) {
        return new ProofDue(secondFactors.challengeSignIn(customer), SecondProof.KINDS);
    }

    private boolean isSuspicious(UUID customer, Device device) {
        return switch (settings.newDevices()) {
            case CHALLENGE -> devices.isNew(customer, device);
            case CHALLENGE_ELSEWHERE -> devices.isElsewhere(customer, device);
        };
    }

    private JdbcCustomers.Credentials compare(
            Phone phone, String password, SignInGuard.Lane lane, Device device) {
        Optional<Instant> lockedUntil = guard.lockedUntil(lane);
        if (lockedUntil.isPresent()) {
            throw locked(lockedUntil.get(), turnedAway(phone, lane, device));
        }
        Optional<JdbcCustomers.Credentials> found = customers.credentials(phone);
        @Nullable String hash = found.map(JdbcCustomers.Credentials::passwordHash).orElse(null);
        boolean right = PasswordHashes.matches(password, hash);
        return found.filter(known -> right)
                .orElseThrow(() ->
                        refused(
                                lane,
                                found.map(JdbcCustomers.Credentials::id).orElse(null),
                                device));
    }

    /**
     * Whoever meets a lock asks about their own try and never about a stranger's. Only so many are
     * noted, or guessing from everywhere would bury all else that happened to the account.
     */
    private Optional<UUID> turnedAway(Phone phone, SignInGuard.Lane lane, Device device) {
        Optional<UUID> own = timeline.latestLock(lane.phoneIndex(), device.address());
        if (own.isPresent() || timeline.locksNoted(lane.phoneIndex()) >= LOCKS_NOTED_AN_HOUR) {
            return own;
        }
        UUID customer =
                customers.credentials(phone).map(JdbcCustomers.Credentials::id).orElse(null);
        return Optional.of(
                timeline.noteAttempt(customer, lane.phoneIndex(), Kind.SIGN_IN_LOCKED, device));
    }

    private RuntimeException refused(
            SignInGuard.Lane lane, @Nullable UUID customer, Device device) {
        Optional<Instant> locked = guard.countWrong(lane);
        Kind kind = locked.isPresent() ? Kind.SIGN_IN_LOCKED : Kind.SIGN_IN_FAILED;
        UUID attempt = timeline.noteAttempt(customer, lane.phoneIndex(), kind, device);
        return locked.map(until -> locked(until, Optional.of(attempt)))
                .orElseGet(() ->
                        Problem.of(Reason.CREDENTIALS_WRONG).about(signIn(attempt)).exception());
    }

    private static ProblemException locked(Instant until, Optional<UUID> attempt) {
        Problem problem =
                Problem.of(Reason.SIGN_IN_LOCKED).with("until", until).extra("lockedUntil", until);
        return attempt.map(id -> problem.about(signIn(id))).orElse(problem).exception();
    }

    private static SubjectRef signIn(UUID attempt) {
        return new SubjectRef(SubjectKind.SIGN_IN, attempt);
    }
}
