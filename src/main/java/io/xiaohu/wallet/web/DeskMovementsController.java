package io.xiaohu.wallet.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Movement;
import io.xiaohu.kernel.MovementFilter;
import io.xiaohu.kernel.MovementSource.Place;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.Looks;
import io.xiaohu.wallet.lookup.MovementFile;
import io.xiaohu.wallet.lookup.MovementSearch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: movements")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK, Role.FINANCE})
class DeskMovementsController {

    private static final int PAGE = 20;
    private static final Pattern NUMBER =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** A movement in the words of the customer whose it is. */
    record MovementOfSomebody(@JsonUnwrapped Movement movement, MovementFile.Person customer) {}

    record MovementOpened(
            @JsonUnwrapped Movement movement, @JsonUnwrapped MovementFile.Whole file) {}

    record WhosePhone(@NotBlank @Size(max = 30) String phone) {}

    record WhyLook(@NotBlank @Size(max = 300) String reason) {}

    private final MovementSearch search;
    private final MovementFile file;
    private final Looks looks;
    private final Customers customers;
    private final AuditTrail audit;

    DeskMovementsController(
            MovementSearch search,
            MovementFile file,
            Looks looks,
            Customers customers,
            AuditTrail audit) {
        this.search = search;
        this.file = file;
        this.looks = looks;
        this.customers = customers;
        this.audit = audit;
    }

    @Operation(
            summary = "Find movements",
            description =
                    "q is the number of a movement, of a channel's order or of a posting. One"
                        + " customer's movements (of a phone: /desk/customer-searches) need a"
                        + " reason, which is asked once (LOOK_REASON_NEEDED). Without number and"
                        + " customer a search needs a period of at most 7 days and a smallest"
                        + " amount or a state other than SUCCEEDED; refused attempts are found with"
                        + " their customer or number only. The other filters are those of the"
                        + " bills. A page can be short and still have a next one. Each search is"
                        + " recorded.")
    @GetMapping("/api/v1/desk/movements")
    Page<MovementOfSomebody> movements(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam(required = false) @Size(max = 60) @Nullable String q,
            @RequestParam(required = false) @Size(max = 30) @Nullable String kind,
            @RequestParam(required = false) @Size(max = 30) @Nullable String state,
            @RequestParam(required = false) @Size(max = 10) @Nullable String asset,
            @RequestParam(required = false) @Size(max = 30) @Nullable String min,
            @RequestParam(required = false) @Size(max = 30) @Nullable String max,
            @RequestParam(required = false) @Size(max = 40) @Nullable String from,
            @RequestParam(required = false) @Size(max = 40) @Nullable String to,
            @RequestParam(required = false) @Nullable UUID customer,
            @RequestParam(required = false) @Size(max = 200) @Nullable String cursor,
            Locale locale) {
        MovementFilter filter =
                new WantedMovements(asset, kind, state, null, min, max, from, to).filter(locale);
        Place place = MovementCursor.read(cursor, locale);
        String words = WantedMovements.blankToNull(q);
        if (words != null && NUMBER.matcher(words).matches()) {
            recordSearch(me, Map.of("number", words));
            return Page.last(
                    search.byNumber(UUID.fromString(words), locale).stream()
                            .map(this::shown)
                            .toList());
        }
        if (words != null) {
            throw WantedMovements.wrong("q", "lookup.neither", locale);
        }
        return page(
                customer == null
                        ? ofEverybody(me, filter, place, locale)
                        : of(me, customer, filter, place, locale));
    }

    @Operation(
            summary = "One movement with everything about it",
            description =
                    "Timeline, bookings with both sides, the channel's order, what was given back,"
                            + " disputes and conversations. It needs a reason to look at its"
                            + " customer, which is asked once (LOOK_REASON_NEEDED); each look is"
                            + " recorded with it.")
    @GetMapping("/api/v1/desk/movements/{id}")
    MovementOpened movement(
            @AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id, Locale locale) {
        MovementSearch.Hit hit =
                search.byNumber(id, locale)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        looks.record(
                me,
                hit.customer(),
                "movement.viewed",
                Map.of("movement", hit.movement().id().toString()));
        return new MovementOpened(hit.movement(), file.of(hit, locale));
    }

    @Operation(
            summary = "Find a customer by phone number",
            description =
                    "The whole number, in the body: an address can be kept in logs and histories."
                            + " Nobody's number is an empty list. Each search is recorded, without"
                            + " the number.")
    @PostMapping("/api/v1/desk/customer-searches")
    Page<MovementFile.Person> byPhone(
            @AuthenticationPrincipal Caller.Staff me,
            @Valid @RequestBody WhosePhone body,
            Locale locale) {
        Optional<UUID> found = withPhone(body.phone(), locale);
        audit.record(
                "staff:" + me.staffId(),
                "customer.searched",
                found.map(id -> "customer:" + id).orElse("customers"),
                Map.of("by", "phone"));
        return Page.last(found.map(file::person).stream().toList());
    }

    @Operation(
            summary = "Say why one looks at a customer",
            description =
                    "Once for a customer and a session. A conversation one has in hand needs none.")
    @PostMapping("/api/v1/desk/customers/{id}/looks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void look(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @Valid @RequestBody WhyLook why) {
        looks.because(me, id, why.reason().strip());
    }

    private MovementSearch.Result of(
            Caller.Staff me,
            UUID customer,
            MovementFilter filter,
            @Nullable Place place,
            Locale locale) {
        looks.record(me, customer, "movements.searched", Map.of());
        return search.of(customer, filter, place, PAGE, locale);
    }

    private MovementSearch.Result ofEverybody(
            Caller.Staff me, MovementFilter filter, @Nullable Place place, Locale locale) {
        if (!MovementSearch.isNarrow(filter)) {
            throw WantedMovements.wrong("q", "lookup.tooWide", locale);
        }
        recordSearch(me, Map.of("from", filter.from() + "", "to", filter.to() + ""));
        return search.ofEverybody(filter, place, PAGE, locale);
    }

    private Page<MovementOfSomebody> page(MovementSearch.Result found) {
        return new Page<>(
                found.hits().stream().map(this::shown).toList(),
                MovementCursor.written(found.next()));
    }

    private void recordSearch(Caller.Staff me, Map<String, String> details) {
        audit.record("staff:" + me.staffId(), "movements.searched", "movements", details);
    }

    private MovementOfSomebody shown(MovementSearch.Hit hit) {
        return new MovementOfSomebody(hit.movement(), file.person(hit.customer()));
    }

    /** Whose phone it is; empty when nobody's. */
    private Optional<UUID> withPhone(String words, Locale locale) {
        try {
            return customers.findByPhone(Phone.parse(words.strip())).map(Customer::id);
        } catch (ProblemException notOne) {
            throw WantedMovements.wrong("phone", "lookup.neither", locale);
        }
    }
}
