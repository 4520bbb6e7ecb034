package io.xiaohu.payment.core;

import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementSource;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.Texts;
import io.xiaohu.payment.jdbc.DeskActRows;
import io.xiaohu.payment.jdbc.DeskActRows.Act;
import io.xiaohu.payment.jdbc.DeskActRows.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adjustments in a customer's bills, with what they were told. */
@Component
class AdjustmentMovements implements MovementSource {

    private static final Texts TEXTS = Texts.of("payment");
    private static final UUID FIRST = new UUID(-1, -1);

    private final DeskActRows rows;

    AdjustmentMovements(DeskActRows rows) {
        this.rows = rows;
    }

    @Override
    public List<Movement> movements(
            UUID customer, @Nullable Place before, int most, Locale locale) {
        return rows
                .adjusted(
                        customer,
                        before == null ? null : before.at(),
                        before == null ? FIRST : before.id(),
                        most)
                .stream()
                .map(act -> movement(act, locale))
                .toList();
    }

    @Override
    public Optional<Parties> parties(UUID id) {
        return posted(id).map(act -> new Parties(act.customer(), null));
    }

    @Override
    public List<UUID> bookings(UUID id) {
        return posted(id)
                .map(act -> List.of(Objects.requireNonNull(act.posting())))
                .orElse(List.of());
    }

    @Override
    public Optional<Movement> movement(UUID customer, UUID id, Locale locale) {
        return of(customer, id).map(act -> movement(act, locale));
    }

    @Override
    public List<Movement.Step> steps(UUID customer, UUID id, Locale locale) {
        return of(customer, id)
                .map(act ->
                        List.of(
                                new Movement.Step(
                                        ended(act),
                                        TEXTS.get(locale, "step.ADJUSTMENT.SUCCEEDED"),
                                        Movement.State.SUCCEEDED)))
                .orElse(List.of());
    }

    private Optional<Act> posted(UUID id) {
        return rows.find(id)
                .filter(act -> act.kind() == Kind.ADJUSTMENT)
                .filter(act -> act.state() == DeskActRows.State.POSTED);
    }

    private Optional<Act> of(UUID customer, UUID id) {
        return posted(id).filter(act -> act.customer().equals(customer));
    }

    private static Movement movement(Act act, Locale locale) {
        return new Movement(
                act.id(),
                "ADJUSTMENT",
                TEXTS.get(locale, "ADJUSTMENT.title"),
                null,
                act.told(),
                ended(act),
                act.amount(),
                null,
                null,
                Movement.State.SUCCEEDED,
                null,
                null,
                new SubjectRef(SubjectKind.ACCOUNT, act.customer()));
    }

    private static Instant ended(Act act) {
        return Objects.requireNonNull(act.endedAt());
    }
}
