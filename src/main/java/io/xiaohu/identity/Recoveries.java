package io.xiaohu.identity;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.jdbc.AccessLocks;
import io.xiaohu.identity.jdbc.Authenticators;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.JdbcIdentityChecks;
import io.xiaohu.identity.jdbc.RecoveryCodes;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Texts;
import io.xiaohu.notification.Notices;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.OutgoingTexts;
import io.xiaohu.staff.Proposal;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts access right for somebody two members of staff have found to be who they say, and tells them
 * in every channel they have.
 */
@Service
class Recoveries {

    private static final Texts TEXTS = Texts.of("identity");

    private final AccessLocks locks;
    private final Customers customers;
    private final JdbcIdentityChecks checks;
    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final Sessions sessions;
    private final CoolDowns coolDowns;
    private final PhoneHandovers handovers;
    private final SecurityEvents timeline;
    private final Notices notices;
    private final OutgoingTexts texts;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Recoveries(
            AccessLocks locks,
            Customers customers,
            JdbcIdentityChecks checks,
            Authenticators authenticators,
            RecoveryCodes recoveryCodes,
            Sessions sessions,
            CoolDowns coolDowns,
            PhoneHandovers handovers,
            SecurityEvents timeline,
            Notices notices,
            OutgoingTexts texts,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.locks = locks;
        this.customers = customers;
        this.checks = checks;
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.sessions = sessions;
        this.coolDowns = coolDowns;
        this.handovers = handovers;
        this.timeline = timeline;
        this.notices = notices;
        this.texts = texts;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Checks that there is something to put right.
     *
     * @param target a customer, or an event of theirs
     * @return the customer; null when the phone is not registered
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, ACCOUNT_CLOSED, NOT_LOCKED,
     *     SECOND_FACTOR_OFF, PIN_NOT_SET, CHECK_STANDS, PHONE_NOT_PROVED and its kin
     */
    @Nullable UUID requireNeeded(Recovery what, UUID target) {
        AccessLocks.Person person = find(target);
        switch (what) {
            case UNLOCK -> {
                if (locks.until(person).isEmpty()) {
                    throw Problem.of(Reason.NOT_LOCKED).exception();
                }
            }
            case ALLOW_PASSWORD_RESET ->
                    requireNone(account(person), IdentityChecks.Purpose.RESET_PASSWORD);
            case ALLOW_NEW_PIN -> {
                if (!customers.hasPaymentPin(account(person))) {
                    throw Problem.of(Reason.PIN_NOT_SET).exception();
                }
                requireNone(account(person), IdentityChecks.Purpose.NEW_PIN);
            }
            case REMOVE_SECOND_FACTOR -> {
                if (!authenticators.isOn(account(person))) {
                    throw Problem.of(Reason.SECOND_FACTOR_OFF).exception();
                }
            }
            case CHANGE_PHONE -> handovers.requireEntered(account(person), clock.instant());
        }
        return person.customer();
    }

    /** Whom it concerns; empty when the phone is not registered. */
    @Nullable Customer customer(UUID target) {
        UUID customer = find(target).customer();
        return customer == null ? null : customers.get(customer);
    }

    /** The number a proposal of a moment is about. */
    Phone newPhone(UUID customer, Instant proposedAt) {
        return handovers.entered(customer, proposedAt);
    }

    /** Does what two have agreed on, in their approval's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    void carryOut(Recovery what, Proposal approved) {
        AccessLocks.Person person = find(approved.target());
        Kind done =
                switch (what) {
                    case UNLOCK -> {
                        locks.end(person);
                        yield Kind.UNLOCKED;
                    }
                    case ALLOW_PASSWORD_RESET -> {
                        UUID customer = account(person);
                        checks.grant(
                                customer, IdentityChecks.Purpose.RESET_PASSWORD, approved.id());
                        yield Kind.RESET_ALLOWED;
                    }
                    case ALLOW_NEW_PIN -> {
                        checks.grant(
                                account(person), IdentityChecks.Purpose.NEW_PIN, approved.id());
                        yield Kind.NEW_PIN_ALLOWED;
                    }
                    case REMOVE_SECOND_FACTOR -> {
                        removeSecondFactor(account(person));
                        yield Kind.SECOND_FACTOR_REMOVED;
                    }
                    case CHANGE_PHONE -> {
                        handovers.give(account(person), approved.proposedAt());
                        yield Kind.PHONE_GIVEN;
                    }
                };
        timeline.noteAttempt(person.customer(), person.phoneIndex(), done, Device.NONE);
        tell(what, done, person, approved);
    }

    private void removeSecondFactor(UUID customer) {
        if (!authenticators.remove(customer)) {
            throw Problem.of(Reason.SECOND_FACTOR_OFF).exception();
        }
        recoveryCodes.forget(customer);
        sessions.endAll(customer);
        coolDowns.begin(customer, CoolDown.Cause.SECOND_FACTOR_REMOVED);
    }

    private void tell(Recovery what, Kind done, AccessLocks.Person person, Proposal approved) {
        UUID customer = person.customer();
        Proposal.Person approver = Objects.requireNonNull(approved.decidedBy());
        List<PersonCheck> checked = approved.checks().stream().map(PersonCheck::valueOf).toList();
        audit.record(
                "staff:" + approver.id(),
                "access." + what.name().toLowerCase(Locale.ROOT),
                customer == null ? "sign-in:" + approved.target() : "customer:" + customer,
                Map.of(
                        "proposal", approved.id().toString(),
                        "checks", String.join(",", approved.checks())));
        events.publishEvent(
                new AccessRecovered(
                        approved.id(),
                        what,
                        customer,
                        approved.target().equals(customer) ? null : approved.target(),
                        clock.instant(),
                        approved.proposedBy().name(),
                        approver.name(),
                        why(approved),
                        checked));
        if (customer != null) {
            notices.tell(
                    customer,
                    done.name(),
                    Map.of(
                            "proposer", approved.proposedBy().name(),
                            "approver", approver.name(),
                            "why", why(approved),
                            "checksZh", RecoveryWords.checks(checked, Languages.CHINESE),
                            "checksEn", RecoveryWords.checks(checked, Languages.ENGLISH)),
                    new SubjectRef(SubjectKind.ACCOUNT, customer));
            if (done != Kind.SECOND_FACTOR_REMOVED && done != Kind.PHONE_GIVEN) {
                // The cool-down's own text says that already.
                texts.send(
                        customers.get(customer).phone(),
                        OutgoingText.notice(
                                TEXTS, "text." + done, Languages.CHINESE, new LinkedHashMap<>()));
            }
        }
    }

    /** Why it was proposed and, where the one who approved said something, that. */
    private static String why(Proposal approved) {
        String note = approved.note();
        return note == null || note.isBlank()
                ? approved.reason()
                : approved.reason() + " · " + note.strip();
    }

    private AccessLocks.Person find(UUID target) {
        return locks.find(target)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).field("target").exception());
    }

    private UUID account(AccessLocks.Person person) {
        UUID customer = person.customer();
        if (customer == null) {
            throw Problem.of(Reason.NOT_FOUND).field("target").exception();
        }
        if (customers.get(customer).status() == Customer.Status.CLOSED) {
            throw Problem.of(Reason.ACCOUNT_CLOSED).exception();
        }
        return customer;
    }

    private void requireNone(UUID customer, IdentityChecks.Purpose purpose) {
        if (checks.stands(customer, purpose)) {
            throw Problem.of(Reason.CHECK_STANDS).exception();
        }
    }
}
