package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.Looks;
import io.xiaohu.support.Topic;
import io.xiaohu.support.requests.DeskRequests;
import io.xiaohu.support.requests.RequestForms;
import io.xiaohu.support.requests.RequestState;
import io.xiaohu.support.requests.ServiceRequest;
import io.xiaohu.support.requests.jdbc.RequestHistory.Change;
import io.xiaohu.support.requests.jdbc.RequestHistory.LinkKind;
import io.xiaohu.support.requests.jdbc.RequestRows;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: requests")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR})
class DeskRequestsController {

    private static final int PAGE = 50;
    private static final String NEVER = "infinity";
    private static final String BOXES = "open|mine|unassigned|overdue|waiting|done|every";

    record Person(UUID id, String name) {}

    record Line(
            RequestShown.Request request, @Nullable Person customer, @Nullable Person claimedBy) {}

    record ChangeShown(
            String what,
            String before,
            String after,
            String note,
            String by,
            @Nullable String name,
            Instant at) {}

    record One(
            Line line,
            boolean byStaff,
            int reopened,
            List<RequestForms.Answer> answers,
            List<RequestShown.LinkShown> links,
            List<ChangeShown> changes,
            List<RequestState> moves) {}

    record Move(
            @NotNull RequestState state,
            @Size(max = 4000) @Nullable String note,
            @Min(0) @Nullable Long seenSeq) {}

    record Complaint(boolean complaint, @NotBlank @Size(max = 300) String reason) {}

    record LinkTo(@NotNull LinkKind kind, @NotBlank @Size(max = 20) String number) {}

    record Convert(
            @Nullable Topic topic,
            @Nullable Boolean complaint,
            @Size(max = 20)
                    @Nullable Map<@Size(max = 30) String, @NotNull @Size(max = 1000) String> values,
            @Size(max = 300) @Nullable String note) {}

    private final DeskRequests requests;
    private final Conversations conversations;
    private final Looks looks;
    private final RequestForms forms;
    private final Customers customers;
    private final Clock clock;

    DeskRequestsController(
            DeskRequests requests,
            Conversations conversations,
            Looks looks,
            RequestForms forms,
            Customers customers,
            Clock clock) {
        this.requests = requests;
        this.conversations = conversations;
        this.looks = looks;
        this.forms = forms;
        this.customers = customers;
        this.clock = clock;
    }

    @Operation(
            summary = "Requests",
            description =
                    "box: open (what is due first), mine, unassigned, overdue, waiting (for the"
                            + " customer); done and every, what changed last first. A number finds"
                            + " that one request.")
    @GetMapping("/api/v1/desk/service-requests")
    Page<Line> list(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam(defaultValue = "open") @Pattern(regexp = BOXES) String box,
            @RequestParam(required = false) @Nullable Topic topic,
            @RequestParam(defaultValue = "false") boolean complaints,
            @RequestParam(required = false) @Size(max = 20) @Nullable String number,
            @RequestParam(required = false) @Size(max = 100) @Nullable String cursor,
            Locale locale) {
        if (number != null && !number.isBlank()) {
            return Page.last(
                    requests.byNumber(number).stream().map(one -> line(one, locale)).toList());
        }
        boolean done = box.equals("done") || box.equals("every");
        String after = done ? NEVER : "-infinity";
        UUID afterId = new UUID(0, 0);
        if (cursor != null) {
            String[] parts = cursor.split("_", 2);
            try {
                after = parts[0].equals(NEVER) ? NEVER : Instant.parse(parts[0]).toString();
                afterId = UUID.fromString(parts[parts.length - 1]);
            } catch (DateTimeException | IllegalArgumentException unreadable) {
                throw Problem.of(Reason.BAD_INPUT).field("cursor").exception();
            }
        }
        List<ServiceRequest> found =
                requests.page(
                        new RequestRows.Wanted(
                                box, me.staffId(), topic, complaints, clock.instant()),
                        after,
                        afterId,
                        PAGE + 1);
        List<ServiceRequest> shown = found.subList(0, Math.min(PAGE, found.size()));
        return new Page<>(
                shown.stream().map(one -> line(one, locale)).toList(),
                found.size() > PAGE ? cursor(shown.getLast(), done) : null);
    }

    @Operation(
            summary = "One request",
            description =
                    "With what was entered, its links, its history and where it may move. The look"
                            + " is recorded with why, as of its conversation.")
    @GetMapping("/api/v1/desk/service-requests/{id}")
    One one(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id, Locale locale) {
        ServiceRequest found = requests.get(id);
        looks.readOn(me, conversations.staffGet(id));
        return shown(found, locale);
    }

    @Operation(
            summary = "Take a request",
            description = "Of many at once one gets it; the others get 409 with claimedBy.")
    @PostMapping("/api/v1/desk/service-requests/{id}/take")
    One take(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id, Locale locale) {
        return shown(requests.take(me, id), locale);
    }

    @Operation(
            summary = "Move a request on",
            description =
                    "To IN_PROGRESS, WAITING_FOR_CUSTOMER, RESOLVED, CLOSED, or CONVERSATION: it"
                            + " goes on as a conversation with all its lines. A note becomes a line"
                            + " the customer reads. 409 REQUEST_NOT_MOVABLE with its state; with"
                            + " seenSeq, when the customer wrote after that line, STALE_REPLY with"
                            + " lastSeq; CONVERSATION_CLOSED with continuedIn where it goes on.")
    @PostMapping("/api/v1/desk/service-requests/{id}/state")
    One move(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Move body,
            Locale locale) {
        return shown(
                requests.move(me, id, body.state(), words(body.note()), body.seenSeq()), locale);
    }

    @Operation(
            summary = "Mark as a complaint, or not",
            description = "Complaints are counted in the yearly disclosure. The reason is kept.")
    @PutMapping("/api/v1/desk/service-requests/{id}/complaint")
    One complaint(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Complaint body,
            Locale locale) {
        looks.readOn(me, conversations.staffGet(id));
        return shown(requests.complaint(me, id, body.complaint(), body.reason().strip()), locale);
    }

    @Operation(
            summary = "Link to another request",
            description =
                    "By its number. A duplicate is closed and points to the other. Duplicates and"
                            + " follow-ups are of one customer.")
    @PostMapping("/api/v1/desk/service-requests/{id}/links")
    One link(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid LinkTo body,
            Locale locale) {
        looks.readOn(me, conversations.staffGet(id));
        return shown(requests.link(me, id, body.kind(), body.number()), locale);
    }

    @Operation(summary = "Take a link away", description = "The history keeps that it was there.")
    @DeleteMapping("/api/v1/desk/service-requests/{id}/links/{other}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @PathVariable UUID other) {
        requests.unlink(me, id, other);
    }

    @Operation(
            summary = "Keep a conversation as a request",
            description =
                    "The same lines, out of the queue, with a number and a due time. Required"
                            + " fields may be missing. One that was a request before has its number"
                            + " again.")
    @PostMapping("/api/v1/desk/conversations/{id}/service-request")
    One convert(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Convert body,
            Locale locale) {
        return shown(
                requests.convert(
                        me,
                        id,
                        new DeskRequests.Conversion(
                                body.topic(),
                                Boolean.TRUE.equals(body.complaint()),
                                body.values() == null ? Map.of() : body.values(),
                                words(body.note())),
                        locale),
                locale);
    }

    private One shown(ServiceRequest request, Locale locale) {
        return new One(
                line(request, locale),
                request.byStaff(),
                request.reopened(),
                forms.answers(request.id(), request.topic(), locale),
                RequestShown.links(requests.links(request.id()), locale),
                requests.changes(request.id()).stream()
                        .map(DeskRequestsController::change)
                        .toList(),
                List.of(RequestState.values()).stream()
                        .filter(to -> request.continuedIn() == null)
                        .filter(to -> request.state().allows(to, RequestState.Who.STAFF))
                        .toList());
    }

    private Line line(ServiceRequest request, Locale locale) {
        UUID owner = request.customerId();
        UUID agent = request.claimedBy();
        return new Line(
                RequestShown.listed(request, clock.instant(), locale),
                Optional.ofNullable(owner)
                        .flatMap(customers::find)
                        .map(found -> new Person(found.id(), Masks.name(found.displayName())))
                        .orElse(null),
                agent == null ? null : new Person(agent, String.valueOf(request.claimedName())));
    }

    private static ChangeShown change(Change change) {
        return new ChangeShown(
                change.what(),
                change.before(),
                change.after(),
                change.note(),
                change.by().name(),
                change.name(),
                change.at());
    }

    private static String cursor(ServiceRequest last, boolean done) {
        Instant due = last.promise().dueAt();
        String at = done ? last.changedAt().toString() : due == null ? NEVER : due.toString();
        return at + "_" + last.id();
    }

    private static String words(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
