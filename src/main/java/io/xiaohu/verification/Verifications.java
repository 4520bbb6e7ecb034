package io.xiaohu.verification;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SafeFile;
import io.xiaohu.verification.core.BankCard;
import io.xiaohu.verification.core.IdentityNumber;
import io.xiaohu.verification.core.RealName;
import io.xiaohu.verification.core.Standing;
import io.xiaohu.verification.jdbc.CheckRows;
import io.xiaohu.verification.jdbc.CheckRows.Details;
import io.xiaohu.verification.jdbc.DocumentRows;
import io.xiaohu.verification.jdbc.PersonRows;
import io.xiaohu.verification.provider.IdentityCheckProviders;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What customers do to have their name confirmed. A check that is under way, or that counts
 * already, is not made twice: asking for it gives it back.
 */
@Service
public class Verifications {

    private static final Details NO_DETAILS = new Details(null, null);

    private final PersonRows people;
    private final CheckRows checks;
    private final DocumentRows documents;
    private final CheckDecisions decisions;
    private final CheckJob job;
    private final IdentityCheckProviders providers;
    private final VerificationSettings settings;
    private final AuditTrail audit;
    private final Clock clock;

    Verifications(
            PersonRows people,
            CheckRows checks,
            DocumentRows documents,
            CheckDecisions decisions,
            CheckJob job,
            IdentityCheckProviders providers,
            VerificationSettings settings,
            AuditTrail audit,
            Clock clock) {
        this.people = people;
        this.checks = checks;
        this.documents = documents;
        this.decisions = decisions;
        this.job = job;
        this.providers = providers;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Pictures of both sides of an identity card. */
    public record Card(SafeFile front, SafeFile back, @Nullable LocalDate until) {}

    /**
     * Has name and number checked; anybody not confirmed yet may correct them. While there is
     * nobody to ask, the check stays unknown, and staff can meet the person instead.
     *
     * @throws io.xiaohu.kernel.ProblemException REAL_NAME_INVALID, IDENTITY_NUMBER_INVALID,
     *     IDENTITY_TOO_YOUNG, IDENTITY_FIXED when the account is confirmed as somebody else,
     *     IDENTITY_TOO_MANY_ACCOUNTS
     */
    @Transactional
    public IdentityCheck askNumber(UUID customer, String name, String number) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Standing.ZONE);
        RealName realName = RealName.parse(name);
        IdentityNumber identity = IdentityNumber.parse(number, today);
        if (!identity.isOfAge(today)) {
            throw Problem.of(Reason.IDENTITY_TOO_YOUNG).field("identityNumber").exception();
        }
        people.lock(customer);
        Optional<PersonRows.Person> known = people.find(customer);
        boolean confirmed = known.filter(PersonRows.Person::confirmed).isPresent();
        if (confirmed && !known.get().isSameAs(realName, identity)) {
            throw Problem.of(Reason.IDENTITY_FIXED).exception();
        }
        Optional<IdentityCheck> standing = standing(customer, CheckKind.IDENTITY_NUMBER);
        if (standing.isPresent()) {
            return standing.get();
        }
        if (decisions.hasAllAccounts(customer, identity)) {
            throw Problem.of(Reason.IDENTITY_TOO_MANY_ACCOUNTS).exception();
        }
        if (!confirmed) {
            people.say(customer, realName, identity);
        }
        return asked(customer, CheckKind.IDENTITY_NUMBER, null, NO_DETAILS);
    }

    /**
     * Has it checked that the account's phone is the confirmed person's.
     *
     * @throws io.xiaohu.kernel.ProblemException IDENTITY_NEEDED_FIRST, CHECK_UNAVAILABLE
     */
    @Transactional
    public IdentityCheck askPhone(UUID customer) {
        return ask(customer, CheckKind.PHONE_OWNER, null, NO_DETAILS);
    }

    /**
     * Has it checked that a bank card is the confirmed person's.
     *
     * @param phone that the bank knows; null when it is the account's
     * @throws io.xiaohu.kernel.ProblemException DESTINATION_INVALID, PHONE_INVALID,
     *     IDENTITY_NEEDED_FIRST, CHECK_UNAVAILABLE
     */
    @Transactional
    public IdentityCheck askCard(UUID customer, String card, @Nullable String phone) {
        BankCard number = BankCard.parse(card);
        String known = phone == null || phone.isBlank() ? null : Phone.parse(phone).e164();
        return ask(
                customer, CheckKind.BANK_CARD, number.tail(), new Details(number.value(), known));
    }

    /**
     * Has it checked that a face is alive and the confirmed person's.
     *
     * @throws io.xiaohu.kernel.ProblemException IDENTITY_NEEDED_FIRST, CHECK_UNAVAILABLE
     */
    @Transactional
    public IdentityCheck askFace(UUID customer, SafeFile picture) {
        people.lock(customer);
        Optional<IdentityCheck> standing = standing(customer, CheckKind.FACE);
        if (standing.isPresent()) {
            return standing.get();
        }
        requireConfirmed(customer);
        requireAskable(CheckKind.FACE);
        IdentityCheck check = insert(customer, CheckKind.FACE, null, null, NO_DETAILS);
        documents.keep(check.id(), DocumentRows.Side.FACE, picture);
        job.soon(check.id());
        return check;
    }

    /**
     * Hands pictures of the identity card in for review.
     *
     * @throws io.xiaohu.kernel.ProblemException IDENTITY_NEEDED_FIRST, DOCUMENT_EXPIRED,
     *     DOCUMENT_UNDER_REVIEW with the time by which the earlier one will be decided
     */
    @Transactional
    public IdentityCheck handIn(UUID customer, Card card) {
        LocalDate until = card.until();
        if (until != null && !Standing.endOf(until).isAfter(clock.instant())) {
            throw Problem.of(Reason.DOCUMENT_EXPIRED).field("validUntil").exception();
        }
        people.lock(customer);
        requireConfirmed(customer);
        Optional<IdentityCheck> open =
                latest(customer, CheckKind.DOCUMENT).filter(check -> !check.isDecided());
        if (open.isPresent()) {
            throw open.get().underReview().exception();
        }
        IdentityCheck check = insert(customer, CheckKind.DOCUMENT, null, until, NO_DETAILS);
        documents.keep(check.id(), DocumentRows.Side.FRONT, card.front());
        documents.keep(check.id(), DocumentRows.Side.BACK, card.back());
        return check;
    }

    /** A check that whoever calls decides in the same transaction, such as having met staff. */
    IdentityCheck record(UUID customer, CheckKind kind) {
        people.lock(customer);
        return insert(customer, kind, null, null, NO_DETAILS);
    }

    /** All there were, the newest first. */
    public List<IdentityCheck> of(UUID customer) {
        return checks.of(customer);
    }

    public Optional<PersonRows.Person> person(UUID customer) {
        return people.find(customer);
    }

    private IdentityCheck ask(
            UUID customer, CheckKind kind, @Nullable String cardTail, Details details) {
        people.lock(customer);
        Optional<IdentityCheck> standing = standing(customer, kind);
        if (standing.isPresent()) {
            return standing.get();
        }
        requireConfirmed(customer);
        requireAskable(kind);
        return asked(customer, kind, cardTail, details);
    }

    /** One under way, or one that counts and does so long enough. */
    private Optional<IdentityCheck> standing(UUID customer, CheckKind kind) {
        Instant soon = clock.instant().plus(settings.noticeBefore());
        return latest(customer, kind).filter(check -> !check.isDecided() || check.holdsAt(soon));
    }

    private Optional<IdentityCheck> latest(UUID customer, CheckKind kind) {
        return checks.of(customer).stream().filter(check -> check.kind() == kind).findFirst();
    }

    private void requireConfirmed(UUID customer) {
        if (people.find(customer).filter(PersonRows.Person::confirmed).isEmpty()) {
            throw Problem.of(Reason.IDENTITY_NEEDED_FIRST).exception();
        }
    }

    private void requireAskable(CheckKind kind) {
        if (!providers.kinds().contains(kind)) {
            throw Problem.of(Reason.CHECK_UNAVAILABLE).exception();
        }
    }

    private IdentityCheck asked(
            UUID customer, CheckKind kind, @Nullable String cardTail, Details details) {
        IdentityCheck check = insert(customer, kind, cardTail, null, details);
        job.soon(check.id());
        return check;
    }

    private IdentityCheck insert(
            UUID customer,
            CheckKind kind,
            @Nullable String cardTail,
            @Nullable LocalDate documentUntil,
            Details details) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean byPeople = !kind.isAsked();
        IdentityCheck check =
                new IdentityCheck(
                        Ids.next(),
                        customer,
                        kind,
                        byPeople ? IdentityCheck.State.UNDER_REVIEW : IdentityCheck.State.ASKED,
                        null,
                        null,
                        null,
                        cardTail,
                        documentUntil,
                        byPeople ? "staff" : providers.provider().name(),
                        null,
                        0,
                        now,
                        byPeople ? now.plus(settings.reviewWithin()) : null,
                        null,
                        null);
        checks.insert(check, details);
        audit.record(
                kind == CheckKind.FACE_TO_FACE ? "staff" : "customer:" + customer,
                "verification.check.asked",
                "verification:" + check.id(),
                Map.of("kind", kind.name()));
        return check;
    }
}
