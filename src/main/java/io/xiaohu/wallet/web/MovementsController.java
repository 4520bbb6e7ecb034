package io.xiaohu.wallet.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.payment.TransferReturns;
import io.xiaohu.wallet.BillNotes;
import io.xiaohu.wallet.BillNotes.Note;
import io.xiaohu.wallet.Bills;
import io.xiaohu.wallet.lookup.GivenBack;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Bills")
@RestController
class MovementsController {

    private static final int PAGE = 20;

    private static final Texts TEXTS = Texts.of("wallet");

    /** A line of the bills; {@code note} is what the customer wrote beside it. */
    record BillLine(@JsonUnwrapped Movement movement, @Nullable String note) {}

    /**
     * {@code returnUntil} says until when it can be given back, null when it cannot; {@code
     * givenBack} how much of it was, null when nothing.
     */
    record MovementInFull(
            @JsonUnwrapped Movement movement,
            @Nullable String note,
            @Nullable Instant returnUntil,
            @Nullable Money givenBack,
            List<Movement.Step> timeline) {}

    record NewNote(@NotNull @Size(max = 200) String text) {}

    private final Bills bills;
    private final BillNotes notes;
    private final TransferReturns returns;
    private final GivenBack givenBack;

    MovementsController(
            Bills bills, BillNotes notes, TransferReturns returns, GivenBack givenBack) {
        this.bills = bills;
        this.notes = notes;
        this.returns = returns;
        this.givenBack = givenBack;
    }

    @Operation(
            summary = "Bills",
            description =
                    "Everything that moved or failed to move, the latest first. Times are RFC 3339"
                        + " moments or days of Asia/Shanghai, from included and to not; kind is"
                        + " TOP_UP, WITHDRAWAL, TRANSFER_OUT, TRANSFER_IN, TRANSFER_BACK_OUT,"
                        + " TRANSFER_BACK_IN, PAYMENT, REFUND or ADJUSTMENT; min and max are"
                        + " decimals, whichever way the money went; person is the name as it is"
                        + " shown, or at least four last digits of the phone it was sent to; q"
                        + " looks in titles, memos, amounts and notes. Where little passes, a page"
                        + " can be short or empty and still have a next one.")
    @GetMapping("/api/v1/movements")
    Page<BillLine> movements(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestParam(required = false) @Size(max = 10) @Nullable String asset,
            @RequestParam(required = false) @Size(max = 30) @Nullable String kind,
            @RequestParam(required = false) @Size(max = 30) @Nullable String state,
            @RequestParam(required = false) @Size(max = 40) @Nullable String person,
            @RequestParam(required = false) @Size(max = 30) @Nullable String min,
            @RequestParam(required = false) @Size(max = 30) @Nullable String max,
            @RequestParam(required = false) @Size(max = 40) @Nullable String from,
            @RequestParam(required = false) @Size(max = 40) @Nullable String to,
            @RequestParam(required = false) @Size(max = 60) @Nullable String q,
            @RequestParam(required = false) @Size(max = 200) @Nullable String cursor,
            Locale locale) {
        MovementFilter filter =
                new WantedMovements(asset, kind, state, person, min, max, from, to).filter(locale);
        Bills.Result result =
                bills.latest(
                        me.customerId(),
                        filter,
                        WantedMovements.blankToNull(q),
                        MovementCursor.read(cursor, locale),
                        PAGE,
                        locale);
        List<BillLine> lines =
                result.bills().stream().map(it -> new BillLine(it.movement(), text(it))).toList();
        return new Page<>(lines, MovementCursor.written(result.next()));
    }

    @Operation(
            summary = "One movement",
            description =
                    "With its timeline and, when it failed, why and where the money is. A step can"
                        + " name another movement: what gave something of this one back, or what"
                        + " this one gives back.")
    @GetMapping("/api/v1/movements/{id}")
    MovementInFull movement(
            @AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id, Locale locale) {
        Bills.Bill bill =
                bills.one(me.customerId(), id, locale)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        List<GivenBack.Linked> linked = givenBack.of(me.customerId(), id, locale);
        return new MovementInFull(
                bill.movement(),
                text(bill),
                returns.openUntil(me.customerId(), id).orElse(null),
                GivenBack.total(linked),
                timeline(me, bill, linked, locale));
    }

    @Operation(
            summary = "Write a note beside a movement",
            description =
                    "For oneself alone: neither the other side nor staff sees it. It takes the"
                            + " place of the one before; an empty text takes it away. kind is the"
                            + " movement's or its subject's.")
    @PutMapping("/api/v1/movements/{kind}/{id}/note")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void note(
            @AuthenticationPrincipal Caller.Customer me,
            @PathVariable String kind,
            @PathVariable UUID id,
            @Valid @RequestBody NewNote note,
            Locale locale) {
        Movement movement =
                bills.one(me.customerId(), id, locale)
                        .map(Bills.Bill::movement)
                        .filter(it ->
                                it.kind().equals(kind) || it.subject().kind().name().equals(kind))
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        notes.write(me.customerId(), movement.id(), note.text().strip());
    }

    /** What happened, what was given back, and when the customer wrote beside it. */
    private List<Movement.Step> timeline(
            Caller.Customer me, Bills.Bill bill, List<GivenBack.Linked> linked, Locale locale) {
        List<Movement.Step> steps =
                new ArrayList<>(bills.steps(me.customerId(), bill.movement().id(), locale));
        linked.forEach(one -> steps.add(GivenBack.step(one, locale)));
        Note note = bill.note();
        if (note != null) {
            String title = TEXTS.get(locale, "note.step", Map.of("text", note.text()));
            steps.add(new Movement.Step(note.writtenAt(), title, Movement.State.SUCCEEDED));
        }
        steps.sort(Comparator.comparing(Movement.Step::at));
        return steps;
    }

    private static @Nullable String text(Bills.Bill bill) {
        Note note = bill.note();
        return note == null ? null : note.text();
    }
}
