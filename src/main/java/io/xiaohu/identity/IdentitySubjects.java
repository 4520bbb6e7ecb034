package io.xiaohu.identity;

import io.xiaohu.identity.jdbc.Codes;
import io.xiaohu.identity.jdbc.SecurityEvents;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.SubjectDescriber;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.kernel.Texts;
import io.xiaohu.notification.DeliveryStep;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Describes codes, sign-ins and the account itself. A guest may ask about a code or a failed
 * sign-in, whose id nobody but the caller was told; neither shows account data.
 */
@Component
class IdentitySubjects implements SubjectDescriber {

    private static final Texts TEXTS = Texts.of("identity");

    private final Codes codes;
    private final SecurityEvents events;
    private final Customers customers;

    IdentitySubjects(Codes codes, SecurityEvents events, Customers customers) {
        this.codes = codes;
        this.events = events;
        this.customers = customers;
    }

    @Override
    public Set<SubjectKind> kinds() {
        return Set.of(SubjectKind.CODE, SubjectKind.SIGN_IN, SubjectKind.ACCOUNT);
    }

    @Override
    public Optional<SubjectView> describe(
            SubjectRef subject, @Nullable UUID customer, Locale locale) {
        return switch (subject.kind()) {
            case CODE -> code(subject, customer, locale);
            case SIGN_IN -> signIn(subject, customer, locale);
            case ACCOUNT -> account(subject, customer, locale);
            default -> Optional.empty();
        };
    }

    private Optional<SubjectView> code(SubjectRef subject, @Nullable UUID customer, Locale locale) {
        Optional<Phone> phone =
                customer == null ? Optional.empty() : customers.find(customer).map(Customer::phone);
        return codes.sent(subject.id())
                .filter(sent ->
                        customer == null || phone.filter(own -> codes.isFor(sent, own)).isPresent())
                .flatMap(sent -> view(subject, sent, locale));
    }

    private Optional<SubjectView> view(SubjectRef subject, Codes.Sent sent, Locale locale) {
        List<DeliveryStep> steps = codes.trace(subject.id()).orElse(List.of());
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        DeliveryStep last = steps.getLast();
        String purpose = TEXTS.get(locale, "purpose." + sent.purpose());
        return Optional.of(
                new SubjectView(
                        subject,
                        TEXTS.get(locale, "subject.CODE", Map.of("purpose", purpose)),
                        TEXTS.get(locale, last.textKey(), last.textArgs()),
                        null,
                        last.state().name(),
                        sent.at(),
                        null));
    }

    private Optional<SubjectView> signIn(
            SubjectRef subject, @Nullable UUID customer, Locale locale) {
        return events.find(subject.id())
                .filter(event ->
                        customer == null
                                ? event.kind().isFailedSignIn()
                                : customer.equals(event.customer()))
                .map(event ->
                        new SubjectView(
                                subject,
                                TEXTS.get(locale, "subject.SIGN_IN"),
                                TEXTS.get(locale, "event." + event.kind()),
                                null,
                                event.kind().name(),
                                event.at(),
                                null));
    }

    private Optional<SubjectView> account(
            SubjectRef subject, @Nullable UUID customer, Locale locale) {
        if (customer == null || !subject.id().equals(customer)) {
            return Optional.empty();
        }
        return customers
                .find(customer)
                .map(found ->
                        new SubjectView(
                                subject,
                                TEXTS.get(locale, "subject.ACCOUNT") + " " + found.phone().masked(),
                                TEXTS.get(locale, "status." + found.status()),
                                null,
                                found.status().name(),
                                found.createdAt(),
                                null));
    }
}
