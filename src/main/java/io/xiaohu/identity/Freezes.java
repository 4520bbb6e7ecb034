package io.xiaohu.identity;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.FreezeRows;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.identity.jdbc.SecurityEvents.Kind;
import io.xiaohu.identity.jdbc.Sessions;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Texts;
import io.xiaohu.ledger.AccountFreezes;
import io.xiaohu.notification.Notices;
import io.xiaohu.notification.OutgoingText;
import io.xiaohu.notification.OutgoingTexts;
import io.xiaohu.staff.Proposal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Freezing and unfreezing. The customer's state and the ledger's accounts change in one
 * transaction, the accounts last, so that the next new debit already meets it; what was set aside
 * before is still paid, and money still arrives.
 */
@Service
public class Freezes {

    private static final Texts TEXTS = Texts.of("identity");

    private static final Set<Role> FOR_THE_LAW = Set.of(Role.SUPERVISOR, Role.RISK);

    private final FreezeRows rows;
    private final Customers customers;
    private final Sessions sessions;
    private final SecurityEvents timeline;
    private final AccountFreezes accounts;
    private final Notices notices;
    private final OutgoingTexts texts;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Freezes(
            FreezeRows rows,
            Customers customers,
            Sessions sessions,
            SecurityEvents timeline,
            AccountFreezes accounts,
            Notices notices,
            OutgoingTexts texts,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.customers = customers;
        this.sessions = sessions;
        this.timeline = timeline;
        this.accounts = accounts;
        this.notices = notices;
        this.texts = texts;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Freezes the caller's own account and ends every other session of it. A second time it is the
     * same freeze, and one more event that was not the customer is kept with it.
     *
     * @param eventId what was not the customer; null when just asked for
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when the event is not the caller's
     */
    @Transactional
    public Freeze freezeMine(
            Caller.Customer me, @Nullable UUID eventId, Device device, Locale locale) {
        UUID customer = me.customerId();
        if (eventId != null && !isOf(customer, eventId)) {
            throw Problem.of(Reason.NOT_FOUND).field("eventId").exception();
        }
        Customer.Status before = lockOpen(customer);
        Optional<Freeze> earlier = holding(customer, Freeze.Cause.CUSTOMER);
        Freeze freeze =
                earlier.orElseGet(() -> begun(customer, Freeze.Cause.CUSTOMER, "", eventId, null));
        boolean disowned =
                eventId != null && rows.disown(eventId, freeze.id(), OffsetDateTime.now(clock));
        sessions.signOutOthers(customer, me.sessionId());
        if (disowned) {
            timeline.note(customer, Kind.ACTIVITY_DISOWNED, device);
        }
        String language = Languages.supported(locale).toLanguageTag();
        if (earlier.isEmpty()) {
            take(freeze, before, device, me.key(), locale);
        } else if (disowned && eventId != null) {
            events.publishEvent(new ActivityDisowned(freeze.id(), customer, eventId, language));
        }
        return freeze;
    }

    /**
     * Freezes somebody's account at once, on suspicion or at an authority's request. On suspicion
     * every session ends.
     *
     * @param reason what the customer may read
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, NOT_ALLOWED
     */
    @Transactional
    public Freeze freeze(Caller.Staff me, UUID customer, Freeze.Cause cause, String reason) {
        if (cause == Freeze.Cause.CUSTOMER) {
            throw Problem.of(Reason.BAD_INPUT).field("cause").exception();
        }
        if (cause == Freeze.Cause.LAW && Collections.disjoint(me.roles(), FOR_THE_LAW)) {
            throw Problem.of(Reason.NOT_ALLOWED).exception();
        }
        Customer.Status before = lockOpen(customer);
        Optional<Freeze> earlier = holding(customer, cause);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Freeze freeze = begun(customer, cause, reason, null, me.staffId());
        if (cause == Freeze.Cause.RISK) {
            sessions.endAll(customer);
        }
        take(freeze, before, Device.NONE, me.key(), Languages.CHINESE);
        return freeze;
    }

    /**
     * Lifts the freeze two members of staff have agreed on, in their approval's transaction. The
     * accounts are free when no other freeze holds.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lift(Proposal approved) {
        Freeze freeze = rows.find(approved.target()).orElseThrow();
        UUID customer = freeze.customerId();
        lockOpen(customer);
        rows.lift(freeze.id(), approved.id(), OffsetDateTime.now(clock));
        boolean stillFrozen = rows.of(customer).stream().anyMatch(Freeze::holds);
        timeline.note(customer, Kind.UNFROZEN, Device.NONE);
        events.publishEvent(new AccountUnfrozen(freeze.id(), customer, stillFrozen));
        Proposal.Person approver = approved.decidedBy();
        audit.record(
                "staff:" + (approver == null ? "" : approver.id()),
                "customer.unfrozen",
                "customer:" + customer,
                Map.of(
                        "freeze", freeze.id().toString(),
                        "proposal", approved.id().toString()));
        notices.tell(
                customer,
                stillFrozen ? "FREEZE_LIFTED" : "ACCOUNT_UNFROZEN",
                Map.of(
                        "proposer", approved.proposedBy().name(),
                        "approver", approver == null ? "" : approver.name(),
                        "why", approved.reason()),
                account(customer));
        if (!stillFrozen) {
            tell(customer, "text.UNFROZEN", Languages.CHINESE);
            rows.setStatus(customer, Customer.Status.ACTIVE);
            accounts.unfreeze(customer);
        }
    }

    public Optional<Freeze> find(UUID id) {
        return rows.find(id);
    }

    /** All freezes of an account, the newest first. */
    public List<Freeze> of(UUID customer) {
        return rows.of(customer);
    }

    /**
     * Makes the ledger's ACCOUNT_FROZEN say by whom, since when and why; any other problem stays as
     * it is.
     *
     * @param at when it was refused: a repeat is told what held then
     */
    public Problem explained(Problem problem, UUID customer, Instant at) {
        if (problem.reason() != Reason.ACCOUNT_FROZEN) {
            return problem;
        }
        List<Freeze> all = rows.of(customer);
        return all.stream()
                .filter(freeze -> freeze.heldAt(at))
                .max(Comparator.comparing(Freeze::cause))
                .or(() -> all.stream().findFirst())
                .map(freeze ->
                        problem.with("case", freeze.cause().name())
                                .with("since", freeze.since())
                                .with("why", freeze.reason()))
                .orElse(problem);
    }

    private boolean isOf(UUID customer, UUID event) {
        return timeline.find(event).filter(found -> customer.equals(found.customer())).isPresent();
    }

    private Customer.Status lockOpen(UUID customer) {
        Customer.Status status =
                rows.lockCustomer(customer)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        if (status == Customer.Status.CLOSED) {
            throw Problem.of(Reason.ACCOUNT_CLOSED).exception();
        }
        return status;
    }

    private Optional<Freeze> holding(UUID customer, Freeze.Cause cause) {
        return rows.of(customer).stream()
                .filter(freeze -> freeze.holds() && freeze.cause() == cause)
                .findFirst();
    }

    private Freeze begun(
            UUID customer,
            Freeze.Cause cause,
            String reason,
            @Nullable UUID eventId,
            @Nullable UUID staff) {
        Instant since = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Freeze freeze =
                new Freeze(Ids.next(), customer, cause, reason, eventId, staff, since, null);
        rows.insert(freeze);
        return freeze;
    }

    private void take(
            Freeze freeze, Customer.Status before, Device device, String by, Locale locale) {
        UUID customer = freeze.customerId();
        timeline.note(customer, Kind.FROZEN, device);
        audit.record(
                by,
                "customer.frozen",
                "customer:" + customer,
                Map.of(
                        "freeze", freeze.id().toString(),
                        "cause", freeze.cause().name(),
                        "reason", freeze.reason()));
        events.publishEvent(
                new AccountFrozen(
                        freeze.id(),
                        customer,
                        freeze.cause(),
                        freeze.eventId(),
                        Languages.supported(locale).toLanguageTag()));
        notices.tell(
                customer,
                "ACCOUNT_FROZEN_" + freeze.cause(),
                Map.of("why", freeze.reason()),
                account(customer));
        tell(customer, "text.FROZEN." + freeze.cause(), locale);
        if (before == Customer.Status.ACTIVE) {
            rows.setStatus(customer, Customer.Status.FROZEN);
            accounts.freeze(customer, false);
        }
    }

    private void tell(UUID customer, String key, Locale locale) {
        texts.send(
                customers.get(customer).phone(),
                OutgoingText.notice(TEXTS, key, locale, new LinkedHashMap<>()));
    }

    private static SubjectRef account(UUID customer) {
        return new SubjectRef(SubjectKind.ACCOUNT, customer);
    }
}
