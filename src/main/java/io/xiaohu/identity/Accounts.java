package io.xiaohu.identity;

import io.xiaohu.identity.core.CodePurpose;
import io.xiaohu.identity.core.Names;
import io.xiaohu.identity.core.Passwords;
import io.xiaohu.identity.core.PinRules;
import io.xiaohu.identity.jdbc.Codes;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.JdbcCustomers;
import io.xiaohu.identity.jdbc.JdbcPaymentPins;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.identity.jdbc.SignInGuard;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.KeyedLocks;
import io.xiaohu.kernel.PasswordHashes;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Texts;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Registering, signing in, a forgotten password, the payment PIN. */
@Service
public class Accounts {

    private static final Texts TEXTS = Texts.of("identity");

    private final JdbcCustomers customers;
    private final Codes codes;
    private final Sessions sessions;
    private final SignInGuard guard;
    private final Passwords passwords;
    private final PasswordChanges changes;
    private final JdbcPaymentPins pins;
    private final SecondFactors secondFactors;
    private final PinConfirmations pinConfirmations;
    private final SecurityEvents timeline;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final KeyedLocks turns = new KeyedLocks();

    Accounts(
            JdbcCustomers customers,
            Codes codes,
            Sessions sessions,
            SignInGuard guard,
            Passwords passwords,
            PasswordChanges changes,
            JdbcPaymentPins pins,
            SecondFactors secondFactors,
            PinConfirmations pinConfirmations,
            SecurityEvents timeline,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.customers = customers;
        this.codes = codes;
        this.sessions = sessions;
        this.guard = guard;
        this.passwords = passwords;
        this.changes = changes;
        this.pins = pins;
        this.secondFactors = secondFactors;
        this.pinConfirmations = pinConfirmations;
        this.timeline = timeline;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** What somebody says of themselves when registering; the name may be left out. */
    public record Registration(
            Phone phone, String password, String code, @Nullable String displayName) {}

    /**
     * What somebody signs in with; challenge and proof only to complete it where a second factor is
     * due.
     */
    public record Credentials(
            Phone phone, String password, @Nullable UUID challengeId, @Nullable String proof) {
        @Override
        public String toString() {
            return "Credentials[" + phone + "]";
        }
    }

    /** Signed in, or a second factor is due. */
    public sealed interface SignInAnswer permits SignedIn, SecondFactorDue {}

    /** A customer with the session just opened for them. */
    public record SignedIn(UUID customer, Sessions.Opened session) implements SignInAnswer {}

    /** The password was right; the same call with this challenge and a proof completes it. */
    public record SecondFactorDue(UUID challenge) implements SignInAnswer {}

    /**
     * Opens an account with its first session.
     *
     * @throws io.xiaohu.kernel.ProblemException PASSWORD_WEAK, CODE_WRONG and its kin, PHONE_TAKEN
     */
    public SignedIn register(Registration registration, Device device, Locale locale) {
        Phone phone = registration.phone();
        String name = name(registration, locale);
        passwords.requireStrong("password", registration.password(), phone, name, locale);
        codes.use(phone, CodePurpose.REGISTER, "code", registration.code());
        String hash = passwords.hash(registration.password());
        Customer customer =
                new Customer(Ids.next(), phone, name, Customer.Status.ACTIVE, clock.instant());
        UUID session = Ids.next();
        return transactions.execute(status -> {
            if (!customers.insert(customer, hash, session)) {
                throw Problem.of(Reason.PHONE_TAKEN).field("phone").exception();
            }
            timeline.note(customer.id(), Kind.REGISTERED, device);
            events.publishEvent(new CustomerRegistered(customer.id()));
            events.publishEvent(new CustomerSignedIn(customer.id()));
            return new SignedIn(customer.id(), sessions.open(session, customer.id(), device));
        });
    }

    /**
     * Opens a session. A phone nobody registered takes the same time, is counted and locked in the
     * same way. Attempts at one phone go one at a time in a process, so that many at once get no
     * more tries. Wrong passwords are forgotten only once the second factor has passed, too.
     *
     * @throws io.xiaohu.kernel.ProblemException CREDENTIALS_WRONG, SIGN_IN_LOCKED,
     *     SECOND_FACTOR_WRONG or SECOND_FACTOR_LOCKED, all about the attempt; STEP_UP_FAILED when
     *     the challenge is over
     */
    public SignInAnswer signIn(Credentials given, Device device) {
        return turns.alone(customers.key(given.phone()), () -> signInAlone(given, device));
    }

    private SignInAnswer signInAlone(Credentials given, Device device) {
        UUID customer = compare(given.phone(), given.password(), device);
        if (secondFactors.isOn(customer)) {
            UUID challenge = given.challengeId();
            String proof = given.proof();
            if (challenge == null || proof == null) {
                return new SecondFactorDue(secondFactors.challengeSignIn(customer));
            }
            secondFactors.requireAtSignIn(customer, challenge, proof, device);
        }
        guard.clear(given.phone());
        return open(customer, device);
    }

    /** Opens a session for whoever has proved to be this customer, by whatever means. */
    SignedIn open(UUID customer, Device device) {
        return transactions.execute(status -> {
            timeline.note(customer, Kind.SIGNED_IN, device);
            events.publishEvent(new CustomerSignedIn(customer));
            return new SignedIn(customer, sessions.open(Ids.next(), customer, device));
        });
    }

    private UUID compare(Phone phone, String password, Device device) {
        byte[] index = customers.index(phone);
        Optional<Instant> lockedUntil = guard.lockedUntil(phone);
        if (lockedUntil.isPresent()) {
            throw locked(lockedUntil.get(), timeline.latestLock(index));
        }
        Optional<JdbcCustomers.Credentials> found = customers.credentials(phone);
        @Nullable UUID customer = found.map(JdbcCustomers.Credentials::id).orElse(null);
        @Nullable String hash = found.map(JdbcCustomers.Credentials::passwordHash).orElse(null);
        if (!PasswordHashes.matches(password, hash) || customer == null) {
            throw refused(phone, index, customer, device);
        }
        return customer;
    }

    /**
     * Sets a new password with a code, ends all sessions and any lock of the password; the second
     * factor, with its own lock, stays as it is. Never says whether the phone is registered.
     */
    public void resetPassword(
            Phone phone, String code, String newPassword, Device device, Locale locale) {
        Optional<Customer> customer = customers.findByPhone(phone);
        passwords.requireStrong("newPassword", newPassword, phone, "", locale);
        codes.use(
                phone,
                CodePurpose.RESET_PASSWORD,
                "code",
                code,
                () -> customer.ifPresent(own -> changes.requireGood(own, newPassword, locale)));
        String hash = passwords.hash(newPassword);
        UUID id = customer.orElseThrow(() -> Problem.of(Reason.CODE_EXPIRED).exception()).id();
        transactions.executeWithoutResult(status -> {
            changes.set(id, hash);
            sessions.endAll(id);
            guard.clear(phone);
            timeline.note(id, Kind.PASSWORD_RESET, device);
        });
    }

    /**
     * Sets or changes the payment PIN. The first one needs nothing more in the session that
     * registered; otherwise see {@link PinConfirmations}.
     */
    public void setPin(
            Caller.Customer me, String pin, PinConfirmations.Given given, Device device) {
        UUID id = me.customerId();
        Phone phone = customers.get(id).phone();
        if (PinRules.isWeak(pin, phone)) {
            throw Problem.of(Reason.PIN_WEAK).field("pin").exception();
        }
        boolean first = !customers.hasPaymentPin(id);
        if (!first) {
            pinConfirmations.requireForChange(id, given);
        } else if (!customers.registeredIn(id).equals(me.sessionId())) {
            pinConfirmations.requireForFirst(id, phone, given, device);
        }
        transactions.executeWithoutResult(status -> {
            pins.set(id, pin);
            timeline.note(id, first ? Kind.PIN_SET : Kind.PIN_CHANGED, device);
        });
    }

    private RuntimeException refused(
            Phone phone, byte[] index, @Nullable UUID customer, Device device) {
        Optional<Instant> locked = guard.countWrong(phone);
        Kind kind = locked.isPresent() ? Kind.SIGN_IN_LOCKED : Kind.SIGN_IN_FAILED;
        UUID attempt = timeline.noteAttempt(customer, index, kind, device);
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

    private static String name(Registration registration, Locale locale) {
        String given = registration.displayName();
        String clean = given == null ? "" : Names.clean(given);
        String digits = registration.phone().e164();
        return clean.isEmpty()
                ? TEXTS.get(
                        locale,
                        "defaultName",
                        Map.of("tail", digits.substring(digits.length() - 4)))
                : clean;
    }
}
