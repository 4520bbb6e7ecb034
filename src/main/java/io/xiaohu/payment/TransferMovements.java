package io.xiaohu.payment;

import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.identity.Refusals;
import io.xiaohu.kernel.Failure;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemTexts;
import io.xiaohu.kernel.SubjectDescriber;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.kernel.Texts;
import io.xiaohu.ledger.PostingId;
import io.xiaohu.ledger.Statements;
import io.xiaohu.ledger.Statements.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Transfers as payer and payee see them: in the bills, and when asked about. */
@Service
public class TransferMovements implements MovementSource, SubjectDescriber {

    private static final Texts TEXTS = Texts.of("payment");

    private final Statements statements;
    private final Customers customers;
    private final Refusals refusals;

    TransferMovements(Statements statements, Customers customers, Refusals refusals) {
        this.statements = statements;
        this.customers = customers;
        this.refusals = refusals;
    }

    @Override
    public List<Movement> movements(
            UUID customer, @Nullable Place before, int most, Locale locale) {
        Statements.Place place =
                before == null ? null : new Statements.Place(before.at(), before.id());
        return statements.operations(customer, List.of(Transfers.KIND), place, most).stream()
                .map(operation -> movement(operation, customer, locale))
                .toList();
    }

    /** Whoever appears more than once is looked up and put in words once. */
    @Override
    public Looked look(
            UUID customer, MovementFilter filter, @Nullable Place before, int most, Locale locale) {
        boolean sent = filter.wants("TRANSFER_OUT");
        boolean received = filter.wants("TRANSFER_IN");
        if (!(sent || received) || filter.state() == Movement.State.PROCESSING) {
            return Looked.NOTHING;
        }
        Statements.Stretch read =
                statements.stretch(customer, List.of(Transfers.KIND), sent, received, before, most);
        Map<UUID, Optional<Customer>> people = new HashMap<>();
        Map<String, String> titles = new HashMap<>();
        List<Movement> found = new ArrayList<>();
        for (Operation it : read.operations()) {
            String kind = kind(it, customer);
            if (!filter.accepts(kind, state(it), it.amount(), it.at())) {
                continue;
            }
            Optional<Customer> other =
                    other(it, customer).flatMap(id -> people.computeIfAbsent(id, customers::find));
            String name = name(other);
            Phone typed =
                    other.filter(who -> isSender(it, customer)).map(Customer::phone).orElse(null);
            if (filter.names(name, typed)) {
                String title =
                        titles.computeIfAbsent(kind + name, key -> title(kind, name, locale));
                found.add(movement(it, customer, name, title, locale));
            }
        }
        return new Looked(found, read.upTo());
    }

    @Override
    public Optional<Movement> movement(UUID customer, UUID id, Locale locale) {
        return statements
                .operation(new PostingId(id), customer)
                .filter(operation -> operation.kind().equals(Transfers.KIND))
                .map(operation -> movement(operation, customer, locale));
    }

    @Override
    public List<Movement.Step> steps(UUID customer, UUID id, Locale locale) {
        return movement(customer, id, locale)
                .map(movement ->
                        List.of(
                                new Movement.Step(
                                        movement.at(),
                                        TEXTS.get(
                                                locale,
                                                "step." + movement.kind() + "." + movement.state()),
                                        movement.state())))
                .orElse(List.of());
    }

    @Override
    public Set<SubjectKind> kinds() {
        return Set.of(SubjectKind.TRANSFER, SubjectKind.ATTEMPT);
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
                                    : TEXTS.get(locale, "summary.SUCCEEDED"),
                            movement.amount(),
                            movement.state().name(),
                            movement.at(),
                            failure);
                });
    }

    private static boolean isSender(Operation operation, UUID customer) {
        return operation.owner().equals(customer);
    }

    private static String kind(Operation operation, UUID customer) {
        return isSender(operation, customer) ? "TRANSFER_OUT" : "TRANSFER_IN";
    }

    private static String title(String kind, String name, Locale locale) {
        return TEXTS.get(locale, kind + ".title", Map.of("name", name));
    }

    private static Movement.State state(Operation operation) {
        return operation.refusal() == null ? Movement.State.SUCCEEDED : Movement.State.FAILED;
    }

    private static Optional<UUID> other(Operation operation, UUID customer) {
        return Optional.ofNullable(
                isSender(operation, customer) ? operation.counterparty() : operation.owner());
    }

    private static String name(Optional<Customer> other) {
        return other.map(Customer::displayName).map(Masks::name).orElse("*");
    }

    private Movement movement(Operation operation, UUID customer, Locale locale) {
        Optional<Customer> other = other(operation, customer).flatMap(customers::find);
        String name = name(other);
        String title = title(kind(operation, customer), name, locale);
        return movement(operation, customer, name, title, locale);
    }

    private Movement movement(
            Operation operation, UUID customer, String name, String title, Locale locale) {
        Problem filed = operation.refusal();
        Problem refusal =
                filed == null ? null : refusals.explained(filed, operation.owner(), operation.at());
        SubjectRef subject =
                new SubjectRef(
                        refusal == null ? SubjectKind.TRANSFER : SubjectKind.ATTEMPT,
                        operation.id().value());
        return new Movement(
                operation.id().value(),
                kind(operation, customer),
                title,
                name,
                operation.memo(),
                operation.at(),
                operation.amount(),
                null,
                operation.balanceAfter(),
                state(operation),
                refusal == null ? null : ProblemTexts.render(refusal.about(subject), locale),
                null,
                subject);
    }
}
