package io.xiaohu.payment;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.Refusals;
import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.MoneyState;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemTexts;
import io.xiaohu.kernel.Reason;
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
import java.time.Instant;
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
import org.springframework.stereotype.Service;

/**
 * Transfers and payments as both sides see them: in the bills, and when asked about. A merchant is
 * no reader of bills.
 */
@Service
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
    private final Refusals refusals;

    TransferMovements(
            Statements statements,
            Bookings bookings,
            Customers customers,
            HeldTransfers held,
            PayeeNames names,
            Refusals refusals) {
        this.statements = statements;
        this.bookings = bookings;
        this.customers = customers;
        this.held = held;
        this.names = names;
        this.refusals = refusals;
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
                    return movement(it, waited, customer, name, locale);
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
            Movement movement = movement(it, waited, customer, name, locale);
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
        return kinds.stream().filter(kind -> filter.wants(kind(kind, sent))).toList();
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
                                .map(waited -> steps(waited, movement, locale))
                                .orElseGet(() -> List.of(step(movement, locale))))
                .orElse(List.of());
    }

    private static Movement.Step step(Movement movement, Locale locale) {
        return new Movement.Step(
                movement.at(),
                TEXTS.get(locale, "step." + movement.kind() + "." + movement.state()),
                movement.state());
    }

    /** It was set aside, and then came to one of its ends. */
    private static List<Movement.Step> steps(
            HeldTransfer waited, Movement movement, Locale locale) {
        boolean reviewed = waited.reviewUntil() != null;
        Movement.Step began =
                new Movement.Step(
                        movement.at(),
                        TEXTS.get(
                                locale,
                                "step.TRANSFER_OUT."
                                        + (reviewed ? "UNDER_REVIEW" : "AWAITING_PAYEE")),
                        Movement.State.PROCESSING);
        Instant ended = waited.endedAt();
        return ended == null
                ? List.of(began)
                : List.of(
                        began,
                        new Movement.Step(
                                ended,
                                TEXTS.get(
                                        locale,
                                        "step.TRANSFER_OUT."
                                                + (reviewed
                                                                && waited.state()
                                                                        == HeldTransfer.State
                                                                                .ARRIVED
                                                        ? "RELEASED"
                                                        : waited.state())),
                                Movement.State.SUCCEEDED));
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
        return movement(operation, waited, customer, name, locale);
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

    private Movement movement(
            Operation operation,
            @Nullable HeldTransfer waited,
            UUID customer,
            String name,
            Locale locale) {
        String kind = kind(operation.kind(), operation.owner().equals(customer));
        Problem problem = problem(operation, waited);
        Movement.State state =
                problem == null
                        ? Movement.State.SUCCEEDED
                        : problem.reason() == Reason.TRANSFER_WAITS
                                        || problem.reason() == Reason.UNDER_REVIEW
                                ? Movement.State.PROCESSING
                                : Movement.State.FAILED;
        SubjectRef subject = new SubjectRef(subjectKind(operation), operation.id().value());
        Failure told = problem == null ? null : ProblemTexts.render(problem.about(subject), locale);
        return new Movement(
                operation.id().value(),
                kind,
                TEXTS.get(locale, kind + ".title", Map.of("name", name)),
                name,
                operation.memo(),
                operation.at(),
                operation.amount(),
                null,
                waited == null ? operation.balanceAfter() : balanceAfter(waited),
                state,
                state == Movement.State.FAILED ? told : null,
                state == Movement.State.PROCESSING ? told : null,
                subject);
    }

    private static SubjectKind subjectKind(Operation operation) {
        if (operation.refusal() != null) {
            return SubjectKind.ATTEMPT;
        }
        return switch (operation.kind()) {
            case DemandPayments.PAYMENT -> SubjectKind.PAYMENT;
            case MerchantOrders.REFUND -> SubjectKind.REFUND;
            default -> SubjectKind.TRANSFER;
        };
    }

    private static String kind(String booked, boolean sent) {
        if (booked.equals(DemandPayments.PAYMENT) || booked.equals(MerchantOrders.REFUND)) {
            return booked;
        }
        boolean back = booked.equals(TransferReturns.KIND);
        return "TRANSFER_" + (back ? "BACK_" : "") + (sent ? "OUT" : "IN");
    }

    /** Why nothing arrived: refused, given back, or waiting; null when it has arrived. */
    private @Nullable Problem problem(Operation operation, @Nullable HeldTransfer waited) {
        Problem filed = operation.refusal();
        if (filed != null) {
            return refusals.explained(filed, operation.owner(), operation.at());
        }
        if (waited == null) {
            return null;
        }
        return switch (waited.state()) {
            case UNDER_REVIEW, HANDING_BACK -> underReview(waited);
            case CREATED, AWAITING_PAYEE, ARRIVING, CANCELLING, RETURNING ->
                    waited.payee() != null && waited.reviewUntil() != null
                            ? underReview(waited)
                            : Problem.of(Reason.TRANSFER_WAITS).with("until", waited.expiresAt());
            case CANCELLED -> Problem.of(Reason.TRANSFER_CANCELLED);
            case RETURNED ->
                    Problem.of(
                            waited.payee() == null
                                    ? Reason.TRANSFER_UNCLAIMED
                                    : Reason.REVIEW_UNANSWERED);
            case HANDED_BACK ->
                    Problem.of(
                            switch (waited.givenBackFor()) {
                                case UNANSWERED -> Reason.REVIEW_UNANSWERED;
                                case PAYEE_GONE -> Reason.REVIEW_PAYEE_GONE;
                                case null, default -> Reason.REVIEW_RETURNED;
                            });
            case ARRIVED -> null;
        };
    }

    /** Where the money is when somebody has to look at it first; null when nobody has. */
    public @Nullable Failure progress(Transfers.Sent sent, Locale locale) {
        Instant until = sent.reviewUntil();
        return until == null
                ? null
                : ProblemTexts.render(
                        underReview(until).about(new SubjectRef(SubjectKind.TRANSFER, sent.id())),
                        locale);
    }

    /** What happens while somebody looks at it: the money is held, and until when. */
    private static Problem underReview(Instant until) {
        return Problem.of(Reason.UNDER_REVIEW)
                .with("until", until)
                .checkingUntil(until)
                .money(MoneyState.HELD);
    }

    private static Problem underReview(HeldTransfer waited) {
        Instant until = waited.reviewUntil();
        return underReview(until == null ? waited.expiresAt() : until);
    }

    private static @Nullable Money balanceAfter(HeldTransfer waited) {
        return waited.state() == HeldTransfer.State.ARRIVED ? waited.balanceAfter() : null;
    }

    private static @Nullable UUID payee(Operation operation, @Nullable HeldTransfer waited) {
        return waited == null ? operation.counterparty() : waited.payee();
    }
}
