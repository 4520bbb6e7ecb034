package io.xiaohu.identity;

import io.xiaohu.identity.core.Passwords;
import io.xiaohu.identity.jdbc.Challenges;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.FormerPasswords;
import io.xiaohu.identity.jdbc.JdbcCustomers;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.identity.jdbc.SignInGuard;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.KeyedLocks;
import io.xiaohu.kernel.PasswordHashes;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.notification.Notices;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changing a password. A wrong current one counts like a wrong sign-in and is committed before it
 * is answered: a session somebody left open is no way to guess it.
 */
@Service
public class PasswordChanges {

    private final JdbcCustomers customers;
    private final Passwords passwords;
    private final FormerPasswords former;
    private final Sessions sessions;
    private final SignInGuard guard;
    private final Challenges challenges;
    private final SecurityEvents timeline;
    private final Notices notices;
    private final TransactionTemplate joined;
    private final TransactionTemplate own;
    private final KeyedLocks turns = new KeyedLocks();

    PasswordChanges(
            JdbcCustomers customers,
            Passwords passwords,
            FormerPasswords former,
            Sessions sessions,
            SignInGuard guard,
            Challenges challenges,
            SecurityEvents timeline,
            Notices notices,
            PlatformTransactionManager transactions) {
        this.customers = customers;
        this.passwords = passwords;
        this.former = former;
        this.sessions = sessions;
        this.guard = guard;
        this.challenges = challenges;
        this.timeline = timeline;
        this.notices = notices;
        this.joined = new TransactionTemplate(transactions);
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Changes the password and ends every other session.
     *
     * @throws io.xiaohu.kernel.ProblemException PASSWORD_WRONG, SIGN_IN_LOCKED, PASSWORD_WEAK,
     *     PASSWORD_USED_BEFORE
     */
    public void change(
            Caller.Customer me, String current, String next, Device device, Locale locale) {
        Customer customer = customers.get(me.customerId());
        turns.alone(
                customers.key(customer.phone()),
                () -> {
                    requireCurrent(customer, current, device);
                    return customer;
                });
        requireGood(customer, next, locale);
        String hash = passwords.hash(next);
        joined.executeWithoutResult(status -> {
            set(customer.id(), hash);
            sessions.endOthers(customer.id(), me.sessionId());
            guard.clearAll(customers.index(customer.phone()));
            timeline.note(customer.id(), Kind.PASSWORD_CHANGED, device);
            notices.tell(customer.id(), "PASSWORD_CHANGED", Map.of(), null);
        });
    }

    /**
     * Checks a new password against all that is known of the customer and the ones they had.
     *
     * @throws io.xiaohu.kernel.ProblemException PASSWORD_WEAK, PASSWORD_USED_BEFORE
     */
    void requireGood(Customer customer, String password, Locale locale) {
        passwords.requireStrong(
                "newPassword", password, customer.phone(), customer.displayName(), locale);
        if (former.has(customer.id(), password)) {
            throw Problem.of(Reason.PASSWORD_USED_BEFORE).field("newPassword").exception();
        }
    }

    /**
     * Puts another password in use, in the caller's transaction. Challenges that are open may have
     * been given to whoever knew the one before.
     */
    void set(UUID customer, String hash) {
        former.replace(customer, hash);
        challenges.endAll(customer);
    }

    private void requireCurrent(Customer customer, String current, Device device) {
        Phone phone = customer.phone();
        SignInGuard.Lane lane = guard.lane(phone, device);
        guard.lockedUntil(lane).ifPresent(PasswordChanges::locked);
        if (PasswordHashes.matches(current, customers.passwordHash(customer.id()))) {
            return;
        }
        Optional<Instant> until = guard.countWrong(lane);
        Kind kind = until.isPresent() ? Kind.SIGN_IN_LOCKED : Kind.PASSWORD_WRONG;
        own.executeWithoutResult(status -> timeline.note(customer.id(), kind, device));
        until.ifPresent(PasswordChanges::locked);
        throw Problem.of(Reason.PASSWORD_WRONG).field("currentPassword").exception();
    }

    private static void locked(Instant until) {
        throw Problem.of(Reason.SIGN_IN_LOCKED)
                .with("until", until)
                .extra("lockedUntil", until)
                .exception();
    }
}
