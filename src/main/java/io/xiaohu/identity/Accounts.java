package io.xiaohu.identity;

import io.xiaohu.identity.core.CodePurpose;
import io.xiaohu.identity.core.Names;
import io.xiaohu.identity.core.Passwords;
import io.xiaohu.identity.core.PinRules;
import io.xiaohu.identity.jdbc.Codes;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.JdbcCustomers;
import io.xiaohu.identity.jdbc.JdbcPaymentPins;
import io.xiaohu.identity.jdbc.KnownDevices;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.notification.Notices;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Registering, and the payment PIN. */
@Service
public class Accounts {

    private static final Texts TEXTS = Texts.of("identity");

    private final JdbcCustomers customers;
    private final Codes codes;
    private final Sessions sessions;
    private final Passwords passwords;
    private final JdbcPaymentPins pins;
    private final PinConfirmations pinConfirmations;
    private final IdentityChecks checks;
    private final CoolDowns coolDowns;
    private final KnownDevices devices;
    private final Notices notices;
    private final SecurityEvents timeline;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Accounts(
            JdbcCustomers customers,
            Codes codes,
            Sessions sessions,
            Passwords passwords,
            JdbcPaymentPins pins,
            PinConfirmations pinConfirmations,
            IdentityChecks checks,
            CoolDowns coolDowns,
            KnownDevices devices,
            Notices notices,
            SecurityEvents timeline,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.customers = customers;
        this.codes = codes;
        this.sessions = sessions;
        this.passwords = passwords;
        this.pins = pins;
        this.pinConfirmations = pinConfirmations;
        this.checks = checks;
        this.coolDowns = coolDowns;
        this.devices = devices;
        this.notices = notices;
        this.timeline = timeline;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** What somebody says of themselves when registering; the name may be left out. */
    public record Registration(
            Phone phone, String password, String code, @Nullable String displayName) {}

    /**
     * Opens an account with its first session.
     *
     * @throws io.xiaohu.kernel.ProblemException PASSWORD_WEAK, CODE_WRONG and its kin, PHONE_TAKEN
     */
    public SignIns.SignedIn register(Registration registration, Device device, Locale locale) {
        Phone phone = registration.phone();
        String name = name(phone, registration.displayName(), locale);
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
            return new SignIns.SignedIn(
                    customer.id(), sessions.open(session, customer.id(), device));
        });
    }

    /**
     * Sets or changes the payment PIN. The first one needs nothing more in the session that
     * registered; otherwise see {@link PinConfirmations}. Where a code may have been all it took,
     * on a device not known for a day, a cool-down begins.
     */
    public void setPin(
            Caller.Customer me, String pin, PinConfirmations.Given given, Device device) {
        UUID id = me.customerId();
        Phone phone = customers.get(id).phone();
        if (PinRules.isWeak(pin, phone)) {
            throw Problem.of(Reason.PIN_WEAK).field("pin").exception();
        }
        boolean first = !customers.hasPaymentPin(id);
        Kind done = first ? Kind.PIN_SET : pinConfirmations.requireForChange(id, given);
        boolean elsewhere = first && !customers.registeredIn(id).equals(me.sessionId());
        if (elsewhere) {
            pinConfirmations.requireForFirst(id, phone, given, device);
        }
        boolean coolDown = elsewhere && !devices.isTrusted(id, device);
        transactions.executeWithoutResult(status -> {
            if (done == Kind.PIN_RENEWED) {
                if (!checks.use(id, IdentityChecks.Purpose.NEW_PIN)) {
                    throw pinConfirmations.checkNeeded();
                }
                notices.tell(id, done.name(), Map.of(), null);
            }
            if (coolDown || done == Kind.PIN_RENEWED) {
                coolDowns.begin(id, CoolDown.Cause.PIN_RENEWED);
            }
            pins.set(id, pin);
            timeline.note(id, done, device);
        });
    }

    /** The name an account gets: the given one, or one with the end of the phone's number. */
    static String name(Phone phone, @Nullable String given, Locale locale) {
        String clean = given == null ? "" : Names.clean(given);
        String digits = phone.e164();
        return clean.isEmpty()
                ? TEXTS.get(
                        locale,
                        "defaultName",
                        Map.of("tail", digits.substring(digits.length() - 4)))
                : clean;
    }
}
