package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.calls.CallPhrases;
import io.xiaohu.support.calls.PhoneCall;
import io.xiaohu.support.calls.PhoneCalls;
import io.xiaohu.support.calls.jdbc.CallRows;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: phone calls")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR})
class DeskCallsController {

    private static final int PAGE = 50;

    record Person(UUID id, String name, String phone) {}

    /**
     * @param customer who is on the phone; null until the phrase was said
     * @param agentPhrase what I read out so that the customer, whose wallet shows it, knows me, in
     *     both languages; while my call is shown there
     */
    record Call(
            UUID id,
            PhoneCall.Direction direction,
            @Nullable UUID aboutId,
            @Nullable Person customer,
            String agent,
            boolean own,
            List<String> agentPhrase,
            Instant startedAt,
            @Nullable Instant knownAt,
            @Nullable Instant endedAt,
            long seconds,
            PhoneCall.@Nullable Outcome outcome,
            String summary) {}

    /**
     * @param aboutId the conversation or request we call about; none for a call that came in
     */
    record Start(@Nullable UUID aboutId) {}

    record Phrase(@NotBlank @Size(max = 60) String phrase) {}

    record End(PhoneCall.@NotNull Outcome outcome, @Size(max = 1000) @Nullable String summary) {}

    private final PhoneCalls calls;
    private final CallPhrases phrases;
    private final CallRows log;
    private final Customers customers;
    private final Clock clock;

    DeskCallsController(
            PhoneCalls calls, CallPhrases phrases, CallRows log, Customers customers, Clock clock) {
        this.calls = calls;
        this.phrases = phrases;
        this.log = log;
        this.customers = customers;
        this.clock = clock;
    }

    @Operation(
            summary = "The log of calls",
            description =
                    "The latest first, with how long each took; mine: my own alone. What was said"
                            + " stands with my own only.")
    @GetMapping("/api/v1/desk/calls")
    Page<Call> list(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Size(max = 100) @Nullable String cursor) {
        Instant before = Instant.parse("9999-01-01T00:00:00Z");
        UUID beforeId = new UUID(0, 0);
        if (cursor != null) {
            String[] parts = cursor.split("_", 2);
            try {
                before = Instant.parse(parts[0]);
                beforeId = UUID.fromString(parts[parts.length - 1]);
            } catch (DateTimeException | IllegalArgumentException unreadable) {
                throw Problem.of(Reason.BAD_INPUT).field("cursor").exception();
            }
        }
        List<PhoneCall> found = log.list(before, beforeId, me.staffId(), mine, PAGE + 1);
        List<PhoneCall> shown = found.subList(0, Math.min(PAGE, found.size()));
        return new Page<>(
                shown.stream().map(call -> shown(call, me)).toList(),
                found.size() > PAGE
                        ? shown.getLast().startedAt() + "_" + shown.getLast().id()
                        : null);
    }

    @Operation(summary = "One call", description = "Who is on the phone once that is known.")
    @GetMapping("/api/v1/desk/calls/{id}")
    Call one(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        return shown(calls.get(id), me);
    }

    @Operation(
            summary = "Take or start a call",
            description =
                    "A conversation of channel PHONE, taken by me. With aboutId we call the"
                            + " customer of that conversation, whose wallet shows it. One call at a"
                            + " time: a second answers with the one under way.")
    @PostMapping("/api/v1/desk/calls")
    Call start(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Start body) {
        return shown(calls.start(me, body.aboutId()), me);
    }

    @Operation(
            summary = "Say who is on the phone",
            description =
                    "By the one-time phrase the caller reads from the wallet, in either language,"
                            + " spaces or not. 422 CALL_PHRASE_WRONG for a wrong, used or expired"
                            + " one alike; five tries a call.")
    @PostMapping("/api/v1/desk/calls/{id}/phrase")
    Call identify(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Phrase body) {
        return shown(calls.identify(me, id, body.phrase()), me);
    }

    @Operation(
            summary = "End a call",
            description = "With what came of it. The summary becomes a line the customer reads.")
    @PostMapping("/api/v1/desk/calls/{id}/end")
    Call end(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid End body) {
        String summary = body.summary();
        return shown(calls.end(me, id, body.outcome(), summary == null ? "" : summary.strip()), me);
    }

    private static boolean isShownInWallet(PhoneCall call) {
        return call.customerId() != null && call.endedAt() == null;
    }

    private Call shown(PhoneCall call, Caller.Staff me) {
        Instant now = clock.instant();
        return new Call(
                call.id(),
                call.direction(),
                call.aboutId(),
                call.knownAt() == null
                        ? null
                        : Optional.ofNullable(call.customerId())
                                .flatMap(customers::find)
                                .map(found ->
                                        new Person(
                                                found.id(),
                                                Masks.name(found.displayName()),
                                                found.phone().masked()))
                                .orElse(null),
                call.staffName(),
                call.staffId().equals(me.staffId()),
                isShownInWallet(call) && call.staffId().equals(me.staffId())
                        ? List.of(
                                phrases.ofAgent(call, Languages.CHINESE),
                                phrases.ofAgent(call, Languages.ENGLISH))
                        : List.of(),
                call.startedAt(),
                call.knownAt(),
                call.endedAt(),
                call.length(now).toSeconds(),
                call.outcome(),
                call.staffId().equals(me.staffId()) ? call.summary() : "");
    }
}
