package io.xiaohu.verification;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.notification.Notices;
import io.xiaohu.verification.core.IdentityNumber;
import io.xiaohu.verification.core.Standing;
import io.xiaohu.verification.jdbc.CheckRows;
import io.xiaohu.verification.jdbc.CheckRows.Decision;
import io.xiaohu.verification.jdbc.DocumentRows;
import io.xiaohu.verification.jdbc.PersonRows;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes down what came of a check, and in the same transaction what follows from it: the person is
 * confirmed, the class rises. Everything about one customer goes one after the other.
 */
@Component
class CheckDecisions {

    private final CheckRows checks;
    private final PersonRows people;
    private final DocumentRows documents;
    private final AccountClasses classes;
    private final Customers customers;
    private final Notices notices;
    private final AuditTrail audit;
    private final VerificationSettings settings;
    private final Clock clock;

    CheckDecisions(
            CheckRows checks,
            PersonRows people,
            DocumentRows documents,
            AccountClasses classes,
            Customers customers,
            Notices notices,
            AuditTrail audit,
            VerificationSettings settings,
            Clock clock) {
        this.checks = checks;
        this.people = people;
        this.documents = documents;
        this.classes = classes;
        this.customers = customers;
        this.notices = notices;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether this decided it; false when somebody did before. */
    @Transactional
    boolean pass(IdentityCheck check, String by, String reference) {
        people.lock(check.customer());
        if (check.kind() == CheckKind.IDENTITY_NUMBER && isOneAccountTooMany(check.customer())) {
            return decided(check, by, failed(Reason.IDENTITY_TOO_MANY_ACCOUNTS, reference));
        }
        Decision passed = new Decision(null, null, null, reference, validUntil(check));
        if (!decided(check, by, passed)) {
            return false;
        }
        if (check.kind() == CheckKind.IDENTITY_NUMBER || check.kind() == CheckKind.FACE_TO_FACE) {
            people.confirm(check.customer());
        }
        settle(check.customer(), check.subject(), by);
        return true;
    }

    /** Whether this decided it; false when somebody did before. */
    @Transactional
    boolean fail(IdentityCheck check, String by, Reason reason, String reference) {
        people.lock(check.customer());
        return decided(check, by, failed(reason, reference));
    }

    /** A document that was refused, with a sentence for the customer. */
    @Transactional
    boolean refuse(IdentityCheck check, String by, IdentityCheck.Fault fault, String note) {
        people.lock(check.customer());
        return decided(
                check, by, new Decision(Reason.DOCUMENT_REFUSED, fault.name(), note, null, null));
    }

    /** Whether this person has as many open accounts as one may have, without this one. */
    boolean hasAllAccounts(UUID customer, IdentityNumber number) {
        return people.confirmedAs(number).stream()
                        .filter(other -> !other.equals(customer))
                        .filter(other ->
                                customers
                                        .find(other)
                                        .filter(it -> it.status() != Customer.Status.CLOSED)
                                        .isPresent())
                        .count()
                >= settings.accountsPerPerson();
    }

    /**
     * Counts a real person's accounts, one counting at a time.
     *
     * @throws io.xiaohu.kernel.ProblemException IDENTITY_TOO_MANY_ACCOUNTS when this one cannot be
     *     confirmed
     */
    @Transactional
    void requireAccountLeft(UUID customer) {
        if (isOneAccountTooMany(customer)) {
            throw Problem.of(Reason.IDENTITY_TOO_MANY_ACCOUNTS).exception();
        }
    }

    /** Lowers a class whose time has come, and tells. */
    @Transactional
    void end(UUID customer) {
        people.lock(customer);
        AccountClass before = classes.of(customer);
        Standing now = Standing.of(checks.of(customer), clock.instant());
        if (now.accountClass().compareTo(before) >= 0) {
            classes.lasts(customer, now.until());
            return;
        }
        classes.lower(customer, now.accountClass(), now.until());
        note(customer, "system", "verification.class.lowered", before, now.accountClass());
        notices.tell(
                customer,
                "CLASS_LOWERED",
                Map.of("from", before.name(), "to", now.accountClass().name()),
                null);
    }

    private boolean isOneAccountTooMany(UUID customer) {
        IdentityNumber number = people.find(customer).orElseThrow().number();
        people.lock(number);
        return hasAllAccounts(customer, number);
    }

    private boolean decided(IdentityCheck check, String by, Decision decision) {
        Instant now = clock.instant();
        if (!checks.decide(check.id(), decision, now)) {
            return false;
        }
        boolean erase = check.kind() == CheckKind.FACE;
        documents.eraseAt(check.id(), erase ? now : now.plus(settings.keepDocuments()));
        Reason reason = decision.reason();
        Map<String, String> details = new HashMap<>();
        details.put("kind", check.kind().name());
        details.put("customer", check.customer().toString());
        details.put("provider", check.provider());
        if (reason != null) {
            details.put("reason", reason.name());
        }
        audit.record(
                by,
                reason == null ? "verification.check.passed" : "verification.check.failed",
                "verification:" + check.id(),
                details);
        if (reason != null && (check.tries() > 0 || check.kind() == CheckKind.DOCUMENT)) {
            notices.tell(check.customer(), "CHECK_FAILED", Map.of(), check.subject());
        }
        return true;
    }

    /** Raises the class if the checks are now good for a higher one. */
    private void settle(UUID customer, SubjectRef because, String by) {
        AccountClass before = classes.of(customer);
        Standing now = Standing.of(checks.of(customer), clock.instant());
        if (now.accountClass().compareTo(before) < 0) {
            return;
        }
        if (now.accountClass() != before) {
            classes.raise(customer, now.accountClass());
            note(customer, by, "verification.class.raised", before, now.accountClass());
            notices.tell(
                    customer, "CLASS_RAISED", Map.of("class", now.accountClass().name()), because);
        }
        classes.lasts(customer, now.until());
    }

    private void note(UUID customer, String by, String what, AccountClass from, AccountClass to) {
        audit.record(
                by, what, "customer:" + customer, Map.of("from", from.name(), "to", to.name()));
    }

    private Instant validUntil(IdentityCheck check) {
        Instant byAge = clock.instant().plus(settings.checksLast());
        LocalDate card = check.documentUntil();
        return card != null && Standing.endOf(card).isBefore(byAge) ? Standing.endOf(card) : byAge;
    }

    private static Decision failed(Reason reason, @Nullable String reference) {
        return new Decision(reason, null, null, reference, null);
    }
}
