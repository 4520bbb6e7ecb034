package io.xiaohu.identity.jdbc;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.jdbc.SecurityEvents.Attempt;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The locks wrong tries bring about: of signing in, of the second factor, of the payment PIN. */
@Service
public class AccessLocks {

    /**
     * Whose locks. A sign-in has those of signing in only, whether or not anybody has the phone.
     *
     * @param customer null when the phone is not registered
     * @param phoneIndex the keyed hash of the phone
     * @param event what they are asked about for; null for all there are
     */
    public record Person(
            @Nullable UUID customer, byte[] phoneIndex, SecurityEvents.@Nullable Kind event) {

        private boolean hasSecondFactor() {
            return customer != null
                    && (event == null
                            || event == SecurityEvents.Kind.SECOND_FACTOR_FAILED
                            || event == SecurityEvents.Kind.SECOND_FACTOR_LOCKED);
        }

        private boolean hasPin() {
            return customer != null && (event == null || event == SecurityEvents.Kind.PIN_LOCKED);
        }
    }

    private final SignInGuard guard;
    private final Authenticators authenticators;
    private final JdbcPaymentPins pins;
    private final JdbcCustomers customers;
    private final SecurityEvents events;

    AccessLocks(
            SignInGuard guard,
            Authenticators authenticators,
            JdbcPaymentPins pins,
            JdbcCustomers customers,
            SecurityEvents events) {
        this.guard = guard;
        this.authenticators = authenticators;
        this.pins = pins;
        this.customers = customers;
        this.events = events;
    }

    /** By the customer's id, or that of an event of theirs. */
    public Optional<Person> find(UUID customerOrEvent) {
        return events.attempt(customerOrEvent)
                .map(this::of)
                .or(() ->
                        customers
                                .find(customerOrEvent)
                                .map(found -> new Person(found.id(), index(found), null)));
    }

    /** The end of the longest lock. */
    public Optional<Instant> until(Person person) {
        UUID customer = person.customer();
        Optional<Instant> secondFactor =
                customer != null && person.hasSecondFactor()
                        ? authenticators.lockedUntil(customer)
                        : Optional.empty();
        Optional<Instant> pin =
                customer != null && person.hasPin() ? pins.lockedUntil(customer) : Optional.empty();
        return Stream.of(guard.lockedAnywhereUntil(person.phoneIndex()), secondFactor, pin)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    /** Ends them, in the caller's transaction, with all wrong tries so far. */
    public void end(Person person) {
        guard.clearAll(person.phoneIndex());
        UUID customer = person.customer();
        if (customer != null && person.hasSecondFactor()) {
            authenticators.unlock(customer);
        }
        if (customer != null && person.hasPin()) {
            pins.unlock(customer);
        }
    }

    private Person of(Attempt attempt) {
        byte[] phone = attempt.phoneIndex();
        UUID customer = attempt.customer();
        return new Person(
                customer,
                phone == null ? index(customers.get(Objects.requireNonNull(customer))) : phone,
                attempt.kind());
    }

    private byte[] index(Customer customer) {
        return customers.index(customer.phone());
    }
}
