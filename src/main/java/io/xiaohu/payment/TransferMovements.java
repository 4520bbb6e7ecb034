package io.xiaohu.payment;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.SubjectDescriber;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.kernel.Texts;
import io.xiaohu.ledger.Bookings;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.Statements;
import io.xiaohu.ledger.Statements.Operation;
import io.xiaohu.payment.core.DemandPayments;
import io.xiaohu.payment.core.HeldTransfer;
import io.xiaohu.payment.core.HeldTransferRunner;
import io.xiaohu.payment.core.PayeeNames;
import io.xiaohu.payment.jdbc.HeldTransfers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/**
 * Transfers and payments as both sides see them: in the bills, and when asked about. A merchant is
 * no reader of bills. Of all that moves money they are the most: bills look at them first.
 */
@Service
@Order(Ordered.HIGHEST_PRECEDENCE)
public class TransferMovements implements MovementSource, SubjectDescriber {

    private static final Texts TEXTS = Texts.of("payment");

    private static final List<String> OWN =
            List.of(Transfers.KIND, TransferReturns.KIND, DemandPayments.PAYMENT);
    private static final List<String> RECEIVED =
            List.of(
                    Transfers.KIND,
                    TransferReturns.KIND,
                    HeldTransferRunner.ARRIVAL,
                    MerchantOrders.REFUND);

    private final Statements statements;
    private final Bookings bookings;
    private final Customers customers;
    private final HeldTransfers held;
    private final PayeeNames names;
    private final TransferLines lines;

    TransferMovements(
            Statements statements,
            Bookings bookings,
            Customers customers,
            HeldTransfers held,
            PayeeNames names,
            TransferLines lines) {
        this.statements = statements;
        this.bookings = bookings;
        this.customers = customers;
        this.held = held;
        this.names = names;
        this.lines = lines;
    }

    @Override
    public List<Movement> movements(
            UUID customer, @Nullable Place before, int most, Locale locale) {
        Statements.Place place =
                before == null ? null : new Statements.Place(before.at(), before.id());
        List<Operation> found = statements.operations(customer, OWN, RECEIVED, place, most);
        Map<UUID, HeldTransfer> waiting = waiting(found);
        Map<UUID, String> known = names(found, waiting, customer);
        return found.stream()
                .map(it -> {
                    HeldTransfer waited = waiting.get(it.id().value());
                    String name = name(it, waited, customer, known);
                    return lines.movement(it, waited, customer, name, locale);
                })
                .toList();
    }

    @Override
    public Looked look(
            UUID customer, MovementFilter filter, @Nullable Place before, int most, Locale locale) {
        List<String> own = wanted(OWN, true, filter);
        List<String> received = wanted(RECEIVED, false, filter);
        if (own.isEmpty() && received.isEmpty()) {
            return Looked.NOTHING;
        }
        Statements.Stretch read = statements.stretch(customer, own, received, before, most);
        Map<UUID, HeldTransfer> waiting = waiting(read.operations());
        Map<UUID, String> known = names(read.operations(), waiting, customer);
        Map<UUID, Optional<Phone>> phones = new HashMap<>();
        List<Movement> found = new ArrayList<>();
        for (Operation it : read.operations()) {
            HeldTransfer waited = waiting.get(it.id().value());
            String name = name(it, waited, customer, known);
            Movement movement = lines.movement(it, waited, customer, name, locale);
            if (filter.accepts(movement.kind(), movement.state(), movement.amount(), movement.at())
                    && filter.names(name, typed(it, waited, customer, filter, phones))) {
                found.add(movement);
            }
        }
        return new Looked(found, read.upTo());
    }

    /** The number where the customer knows it, having sent to it. */
    private @Nullable Phone typed(
            Operation operation,
            @Nullable HeldTransfer waited,
            UUID customer,
            MovementFilter filter,
            Map<UUID, Optional<Phone>> known) {
        if (filter.person() == null || !operation.owner().equals(customer)) {
            return null;
        }
        if (waited != null) {
            return waited.phone();
        }
        UUID payee = operation.counterparty();
        return payee == null
                ? null
                : known.computeIfAbsent(payee, id -> customers.find(id).map(Customer::phone))
                        .orElse(null);
    }

    private static List<String> wanted(List<String> kinds, boolean sent, MovementFilter filter) {
        return kinds.stream().filter(kind -> filter.wants(TransferLines.kind(kind, sent))).toList();
    }

    private Map<UUID, HeldTransfer> waiting(List<Operation> operations) {
        return held.findAll(
                operations.stream()
                        .filter(operation -> operation.counterparty() == null)
                        .map(operation -> operation.id().value())
                        .toList());
    }

    @Override
    public Optional<Movement> movement(UUID customer, UUID id, Locale locale) {
        return statements
                .operation(new PostingId(id), customer)
                .filter(operation -> isShown(operation, customer))
                .map(operation -> movement(operation, waiting(operation), customer, locale));
    }

    @Override
    public List<Movement.Step> steps(UUID customer, UUID id, Locale locale) {
        return movement(customer, id, locale)
                .map(movement ->
                        held.find(id)
                                .filter(waited -> waited.payer().equals(customer))
                                .filter(waited -> movement.subject().kind() == SubjectKind.TRANSFER)
                                .map(waited -> TransferLines.steps(waited, movement, locale))
                                .orElseGet(() -> List.of(TransferLines.step(movement, locale))))
                .orElse(List.of());
    }

    @Override
    public Optional<Parties> parties(UUID id) {
        return bookings.find(new PostingId(id))
                .filter(found -> OWN.contains(found.kind()) || RECEIVED.contains(found.kind()))
                .map(found -> parties(found, held.find(id).orElse(null)));
    }

    /** What its owner's bills do not show is looked at in the other one's. */
    private static Parties parties(Bookings.Booking booking, @Nullable HeldTransfer waited) {
        UUID other = waited == null ? booking.counterparty() : waited.payee();
        return OWN.contains(booking.kind()) || other == null
                ? new Parties(booking.owner(), other)
                : new Parties(other, booking.owner());
    }

    @Override
    public List<UUID> bookings(UUID id) {
        return held.find(id).map(HeldTransfer::bookings).orElse(List.of(new PostingId(id))).stream()
                .map(PostingId::value)
                .toList();
    }

    @Override
    public Set<SubjectKind> kinds() {
        return Set.of(
                SubjectKind.TRANSFER, SubjectKind.PAYMENT, SubjectKind.REFUND, SubjectKind.ATTEMPT);
    }

    @Override
    public Optional<SubjectView> describe(
            SubjectRef subject, @Nullable UUID customer, Locale locale) {
        if (customer == null) {
            return Optional.empty();
        }
        return movement(customer, subject.id(), locale)
                .filter(movement -> movement.subject().equals(subject))
                .map(movement -> {
                    Failure failure = movement.failure();
                    return new SubjectView(
                            subject,
                            movement.title(),
                            failure != null
                                    ? failure.title()
                                    : TEXTS.get(locale, "summary." + movement.state()),
                            movement.amount(),
                            movement.state().name(),
                            movement.at(),
                            failure);
                });
    }

    private @Nullable HeldTransfer waiting(Operation operation) {
        return operation.counterparty() == null
                ? held.find(operation.id().value()).orElse(null)
                : null;
    }

    private static boolean isShown(Operation operation, UUID customer) {
        boolean own = operation.owner().equals(customer);
        return (own ? OWN : RECEIVED).contains(operation.kind());
    }

    private Movement movement(
            Operation operation, @Nullable HeldTransfer waited, UUID customer, Locale locale) {
        UUID other = other(operation, waited, customer);
        Map<UUID, String> known = other == null ? Map.of() : names.shown(Set.of(other));
        String name = name(operation, waited, customer, known);
        return lines.movement(operation, waited, customer, name, locale);
    }

    /** What the other sides are called, all looked up at once. */
    private Map<UUID, String> names(
            List<Operation> operations, Map<UUID, HeldTransfer> waiting, UUID customer) {
        return names.shown(
                operations.stream()
                        .map(it -> other(it, waiting.get(it.id().value()), customer))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    private static String name(
            Operation operation,
            @Nullable HeldTransfer waited,
            UUID customer,
            Map<UUID, String> known) {
        if (waited != null && waited.payee() == null) {
            return waited.phone().masked();
        }
        UUID other = other(operation, waited, customer);
        return other == null ? "*" : known.getOrDefault(other, "*");
    }

    private static @Nullable UUID other(
            Operation operation, @Nullable HeldTransfer waited, UUID customer) {
        return operation.owner().equals(customer) ? payee(operation, waited) : operation.owner();
    }

    /** Where the money is when somebody has to look at it first; null when nobody has. */
    public @Nullable Failure progress(Transfers.Sent sent, Locale locale) {
        return lines.progress(sent, locale);
    }

    private static @Nullable UUID payee(Operation operation, @Nullable HeldTransfer waited) {
        return waited == null ? operation.counterparty() : waited.payee();
    }
}
