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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** A forgotten password, set anew with a code. */
@Service
public class PasswordResets {

    private final JdbcCustomers customers;
    private final Codes codes;
    private final Passwords passwords;
    private final PasswordChanges changes;
    private final FurtherProofs further;
    private final IdentityChecks checks;
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
            FurtherProofs further,
            IdentityChecks checks,
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
        this.further = further;
        this.checks = checks;
        this.sessions = sessions;
        this.guard = guard;
        this.devices = devices;
        this.coolDowns = coolDowns;
        this.timeline = timeline;
        this.transactions = transactions;
    }

    /** What somebody resets with. Challenge and proof only where one more proof was due. */
    public record Reset(
            Phone phone,
            String code,
            String newPassword,
            @Nullable UUID challengeId,
            @Nullable String proof) {
        @Override
        public String toString() {
            return "Reset[" + phone + "]";
        }
    }

    /**
     * Sets a new password with a code, ends all sessions and any lock of the password; the second
     * factor, with its own lock, stays as it is. On a device that is not trusted yet a cool-down
     * begins, which the customer is told of. Never says whether the phone is registered: what
     * concerns the account is told only to whoever has the right code, which stays good then.
     *
     * @throws io.xiaohu.kernel.ProblemException PASSWORD_WEAK, CODE_WRONG and its kin,
     *     PASSWORD_USED_BEFORE, STEP_UP_NEEDED and its kin from {@link FurtherProofs}
     */
    public void reset(Reset given, Device device, Locale locale) {
        Phone phone = given.phone();
        String newPassword = given.newPassword();
        Optional<Customer> customer = customers.findByPhone(phone);
        passwords.requireStrong("newPassword", newPassword, phone, "", locale);
        codes.require(phone, CodePurpose.RESET_PASSWORD, "code", given.code());
        Customer own = customer.orElseThrow(() -> Problem.of(Reason.CODE_EXPIRED).exception());
        changes.requireGood(own, newPassword, locale);
        FurtherProofs.Passed passed =
                further.requireAtReset(own, given.challengeId(), given.proof(), device);
        String hash = passwords.hash(newPassword);
        codes.use(phone, CodePurpose.RESET_PASSWORD, "code", given.code());
        UUID id = own.id();
        transactions.executeWithoutResult(status -> {
            if (passed == FurtherProofs.Passed.BY_CHECK
                    && !checks.use(id, IdentityChecks.Purpose.RESET_PASSWORD)) {
                throw Problem.of(Reason.STEP_UP_FAILED).exception();
            }
            changes.set(id, hash);
            if (customers.findByPhone(phone).filter(now -> now.id().equals(id)).isEmpty()) {
                // The account got another number meanwhile: this code is no longer its owner's.
                throw Problem.of(Reason.CODE_EXPIRED).field("code").exception();
            }
            sessions.endAll(id);
            guard.clearAll(customers.index(phone));
            timeline.note(id, Kind.PASSWORD_RESET, device);
            if (!devices.isTrusted(id, device)) {
                coolDowns.begin(id, CoolDown.Cause.PASSWORD_RESET_ON_NEW_DEVICE, locale);
            }
        });
    }
}
