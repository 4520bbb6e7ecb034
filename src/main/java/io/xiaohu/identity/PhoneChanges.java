package io.xiaohu.identity;

import io.xiaohu.identity.core.CodePurpose;
import io.xiaohu.identity.jdbc.Challenges;
import io.xiaohu.identity.jdbc.Codes;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.FreezeRows;
import io.xiaohu.identity.jdbc.JdbcCustomers;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.identity.jdbc.SignInGuard;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.OutgoingTexts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changing the phone number. It takes a code sent to the new number and a confirmation by the means
 * there were before: whoever has only the one or the other changes nothing.
 */
@Service
public class PhoneChanges {

    private static final Texts TEXTS = Texts.of("identity");

    /**
     * @param every how long after a change the next one is possible
     */
    @ConfigurationProperties("xiaohu.phone-changes")
    record Settings(Duration every) {}

    private final JdbcCustomers customers;
    private final FreezeRows customerRows;
    private final Refusals refusals;
    private final Codes codes;
    private final StepUps stepUps;
    private final Challenges challenges;
    private final Sessions sessions;
    private final SignInGuard guard;
    private final CoolDowns coolDowns;
    private final SecurityEvents timeline;
    private final OutgoingTexts texts;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;
    private final Settings settings;
    private final Clock clock;

    PhoneChanges(
            JdbcCustomers customers,
            FreezeRows customerRows,
            Refusals refusals,
            Codes codes,
            StepUps stepUps,
            Challenges challenges,
            Sessions sessions,
            SignInGuard guard,
            CoolDowns coolDowns,
            SecurityEvents timeline,
            OutgoingTexts texts,
            ApplicationEventPublisher events,
            TransactionTemplate transactions,
            Settings settings,
            Clock clock) {
        this.customers = customers;
        this.customerRows = customerRows;
        this.refusals = refusals;
        this.codes = codes;
        this.stepUps = stepUps;
        this.challenges = challenges;
        this.sessions = sessions;
        this.guard = guard;
        this.coolDowns = coolDowns;
        this.timeline = timeline;
        this.texts = texts;
        this.events = events;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What somebody asks for.
     *
     * @param code sent to the new number for CHANGE_PHONE
     * @param challengeId and {@code proof} once a confirmation was asked for
     */
    public record Change(
            Phone phone, String code, @Nullable UUID challengeId, @Nullable String proof) {
        @Override
        public String toString() {
            return "Change[" + phone + "]";
        }
    }

    /**
     * Gives the account another phone, ends every other session and begins a cool-down. A wrong
     * code uses no confirmation up, and a wrong confirmation no code.
     *
     * @throws ProblemException PHONE_UNCHANGED, PHONE_CHANGED_RECENTLY, ACCOUNT_FROZEN;
     *     STEP_UP_NEEDED and its kin; CODE_WRONG and its kin, also for a number that is registered;
     *     PHONE_TAKEN when another call registered it meanwhile
     */
    public void change(Caller.Customer me, Change wanted, Device device, Locale locale) {
        UUID id = me.customerId();
        Customer customer = customers.get(id);
        requirePossible(customer, customer.status());
        Phone phone = wanted.phone();
        if (phone.equals(customer.phone())) {
            throw Problem.of(Reason.PHONE_UNCHANGED).field("phone").exception();
        }
        String act = "phone " + phone.e164();
        if (wanted.challengeId() == null || wanted.proof() == null) {
            stepUps.require(id, act, null, null);
        }
        codes.require(phone, CodePurpose.CHANGE_PHONE, "code", wanted.code());
        stepUps.require(id, act, wanted.challengeId(), wanted.proof());
        codes.use(phone, CodePurpose.CHANGE_PHONE, "code", wanted.code());
        try {
            transactions.executeWithoutResult(status -> {
                replace(customer, phone, locale);
                sessions.endOthers(id, me.sessionId());
                timeline.note(id, Kind.PHONE_CHANGED, device);
                coolDowns.begin(id, CoolDown.Cause.PHONE_CHANGED, locale);
            });
        } catch (DuplicateKeyException taken) {
            throw taken();
        }
    }

    /**
     * Gives the account another phone for somebody staff found to be who they say, ends every
     * session and begins a cool-down; in the transaction of the approval, which notes it.
     *
     * @throws ProblemException PHONE_CHANGED_RECENTLY, ACCOUNT_FROZEN, ACCOUNT_CLOSED; PHONE_TAKEN
     *     when somebody registered it meanwhile
     */
    void give(Customer customer, Phone phone) {
        try {
            replace(customer, phone, Languages.CHINESE);
        } catch (DuplicateKeyException registered) {
            throw taken();
        }
        sessions.endAll(customer.id());
        coolDowns.begin(customer.id(), CoolDown.Cause.PHONE_CHANGED);
    }

    /**
     * @throws ProblemException PHONE_CHANGED_RECENTLY, ACCOUNT_FROZEN, ACCOUNT_CLOSED
     */
    void requirePossible(Customer customer) {
        requirePossible(customer, customer.status());
    }

    /** Until when the phone cannot be changed again; empty when it can. */
    public Optional<Instant> fixedUntil(UUID customer) {
        return customers
                .phoneChangedAt(customer)
                .map(at -> at.plus(settings.every()))
                .filter(until -> until.isAfter(clock.instant()));
    }

    /** Whoever freezes the account holds its row, too: one goes after the other. */
    private void replace(Customer before, Phone phone, Locale locale) {
        UUID id = before.id();
        requirePossible(before, customerRows.lockCustomer(id).orElseThrow());
        tellOld(before.phone(), phone, locale);
        if (!customers.changePhone(id, phone, OffsetDateTime.now(clock))) {
            throw taken();
        }
        events.publishEvent(new PhoneChanged(id));
        codes.makeUseless(before.phone());
        challenges.endAll(id);
        guard.clearAll(customers.index(before.phone()));
        guard.clearAll(customers.index(phone));
    }

    private void requirePossible(Customer customer, Customer.Status status) {
        UUID id = customer.id();
        switch (status) {
            case ACTIVE -> {}
            case FROZEN ->
                    throw refusals.explained(Problem.of(Reason.ACCOUNT_FROZEN), id, clock.instant())
                            .exception();
            case CLOSED -> throw Problem.of(Reason.ACCOUNT_CLOSED).exception();
        }
        fixedUntil(id)
                .ifPresent(until -> {
                    throw Problem.of(Reason.PHONE_CHANGED_RECENTLY)
                            .with("until", until)
                            .extra("until", until)
                            .exception();
                });
    }

    /**
     * While it is still the account's, so that the text shows its owner's phrase; the new number
     * hears of it from the cool-down.
     */
    private void tellOld(Phone old, Phone phone, Locale locale) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        values.put("phone", phone.masked());
        texts.send(old, OutgoingText.notice(TEXTS, "text.PHONE_CHANGED", locale, values));
    }

    private static ProblemException taken() {
        return Problem.of(Reason.PHONE_TAKEN).field("phone").exception();
    }
}
