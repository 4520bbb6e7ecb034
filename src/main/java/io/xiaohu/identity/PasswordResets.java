package io.xiaohu.identity;

import io.xiaohu.identity.core.CodePurpose;
import io.xiaohu.identity.core.Passwords;
import io.xiaohu.identity.jdbc.Codes;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.JdbcCustomers;
import io.xiaohu.identity.jdbc.KnownDevices;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.identity.jdbc.SignInGuard;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** A forgotten password, set anew with a code. */
@Service
public class PasswordResets {

    private final JdbcCustomers customers;
    private final Codes codes;
    private final Passwords passwords;
    private final PasswordChanges changes;
    private final Sessions sessions;
    private final SignInGuard guard;
    private final KnownDevices devices;
    private final CoolDowns coolDowns;
    private final SecurityEvents timeline;
    private final TransactionTemplate transactions;

    PasswordResets(
            JdbcCustomers customers,
            Codes codes,
            Passwords passwords,
            PasswordChanges changes,
            Sessions sessions,
            SignInGuard guard,
            KnownDevices devices,
            CoolDowns coolDowns,
            SecurityEvents timeline,
            TransactionTemplate transactions) {
        this.customers = customers;
        this.codes = codes;
        this.passwords = passwords;
        this.changes = changes;
        this.sessions = sessions;
        this.guard = guard;
        this.devices = devices;
        this.coolDowns = coolDowns;
        this.timeline = timeline;
        this.transactions = transactions;
    }

    /**
     * Sets a new password with a code, ends all sessions and any lock of the password; the second
     * factor, with its own lock, stays as it is. On a device that is not known a cool-down begins,
     * which the customer is told of. Never says whether the phone is registered: what concerns the
     * account is told only to whoever has the right code.
     *
     * @throws io.xiaohu.kernel.ProblemException PASSWORD_WEAK, CODE_WRONG and its kin,
     *     PASSWORD_USED_BEFORE
     */
    public void reset(Phone phone, String code, String newPassword, Device device, Locale locale) {
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
            guard.clearAll(customers.index(phone));
            timeline.note(id, Kind.PASSWORD_RESET, device);
            if (!devices.knows(id, device)) {
                coolDowns.begin(id, CoolDown.Cause.PASSWORD_RESET_ON_NEW_DEVICE, locale);
            }
        });
    }
}
