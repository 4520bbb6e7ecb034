package io.xiaohu.wallet.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementSource.Place;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.wallet.Bills;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Bills")
@RestController
class MovementsController {

    private static final int PAGE = 20;

    record MovementInFull(@JsonUnwrapped Movement movement, List<Movement.Step> timeline) {}

    private final Bills bills;

    MovementsController(Bills bills) {
        this.bills = bills;
    }

    @Operation(
            summary = "Bills",
            description =
                    "Everything that moved or failed to move, the latest first. Times are RFC 3339"
                            + " moments or days of Asia/Shanghai, from included and to not; kind is"
                            + " TOP_UP, WITHDRAWAL, TRANSFER_OUT or TRANSFER_IN; min and max are"
                            + " decimals, whichever way the money went; person is the name as it is"
                            + " shown, or at least four last digits of the phone it was sent to; q"
                            + " looks in titles, memos and amounts. Where little passes, a page"
                            + " can be short or empty and still have a next one.")
    @GetMapping("/api/v1/movements")
    Page<Movement> movements(
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
                        place(cursor, locale),
                        PAGE,
                        locale);
        Place next = result.next();
        return new Page<>(result.movements(), next == null ? null : cursor(next));
    }

    @Operation(
            summary = "One movement",
            description = "With its timeline and, when it failed, why and where the money is.")
    @GetMapping("/api/v1/movements/{id}")
    MovementInFull movement(
            @AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id, Locale locale) {
        Movement movement =
                bills.one(me.customerId(), id, locale)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        return new MovementInFull(movement, bills.steps(me.customerId(), id, locale));
    }

    private static String cursor(Place place) {
        String text = place.at() + "_" + place.id();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Place place(@Nullable String cursor, Locale locale) {
        if (cursor == null || cursor.isBlank()) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int split = text.indexOf('_');
            Instant at = Instant.parse(text.substring(0, Math.max(split, 0)));
            if (at.isBefore(WantedMovements.EARLIEST) || at.isAfter(WantedMovements.LATEST)) {
                throw WantedMovements.wrong("cursor", "filter.cursor", locale);
            }
            return new Place(at, UUID.fromString(text.substring(split + 1)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw WantedMovements.wrong("cursor", "filter.cursor", locale);
        }
    }
}
