package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.support.calls.CallPhrases;
import io.xiaohu.support.calls.PhoneCall;
import io.xiaohu.support.calls.PhoneCalls;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Phone calls")
@RestController
class CallsController {

    /**
     * @param known whether the phrase was said
     */
    record Call(
            UUID id,
            PhoneCall.Direction direction,
            String agent,
            Instant startedAt,
            boolean known,
            @Nullable Instant endedAt,
            PhoneCall.@Nullable Outcome outcome,
            String summary) {}

    private final PhoneCalls calls;
    private final CallPhrases phrases;

    CallsController(PhoneCalls calls, CallPhrases phrases) {
        this.calls = calls;
        this.phrases = phrases;
    }

    @Operation(
            summary = "A phrase to be known by on the phone",
            description =
                    "Shown this once, good for ten minutes and one call; an earlier one ends. Said"
                            + " to an agent on the phone, it tells who is calling.")
    @PostMapping("/api/v1/call-phrases")
    @ResponseStatus(HttpStatus.CREATED)
    CallPhrases.Shown create(@AuthenticationPrincipal Caller.Customer me, Locale locale) {
        return phrases.create(me.customerId(), locale);
    }

    @Operation(summary = "What became of a phrase", description = "LIVE, USED in a call, EXPIRED.")
    @GetMapping("/api/v1/call-phrases/{id}")
    CallPhrases.Told told(@AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id) {
        return phrases.told(me.customerId(), id);
    }

    @Operation(
            summary = "My phone calls",
            description =
                    "Those under way and those that were, the latest first: a call that is not"
                            + " among them is not ours, or the phrase was not said yet.")
    @GetMapping("/api/v1/calls")
    Page<Call> list(@AuthenticationPrincipal Caller.Customer me) {
        return Page.last(
                calls.of(me.customerId()).stream()
                        .map(call ->
                                new Call(
                                        call.id(),
                                        call.direction(),
                                        call.staffName(),
                                        call.startedAt(),
                                        call.knownAt() != null,
                                        call.endedAt(),
                                        call.outcome(),
                                        call.summary()))
                        .toList());
    }
}
