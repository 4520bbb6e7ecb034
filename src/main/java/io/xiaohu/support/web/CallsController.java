package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.calls.CallPhrases;
import io.xiaohu.support.calls.PhoneCall;
import io.xiaohu.support.calls.PhoneCalls;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
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
     * @param agentPhrase what the agent reads out too, so that both know each other; while the call
     *     is under way
     */
    record Call(
            UUID id,
            PhoneCall.Direction direction,
            String agent,
            Instant startedAt,
            boolean known,
            @Nullable String agentPhrase,
            @Nullable Instant endedAt,
            PhoneCall.@Nullable Outcome outcome,
            String summary) {}

    /** A chat an agent has in hand. */
    record Chat(UUID conversationId, String agent) {}

    /**
     * @param call the phone call under way; null when none is
     * @param at when this was so
     */
    record Status(@Nullable Call call, List<Chat> chats, Instant at) {}

    private final PhoneCalls calls;
    private final CallPhrases phrases;
    private final Conversations conversations;
    private final Clock clock;

    CallsController(
            PhoneCalls calls, CallPhrases phrases, Conversations conversations, Clock clock) {
        this.calls = calls;
        this.phrases = phrases;
        this.conversations = conversations;
        this.clock = clock;
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
    Page<Call> list(@AuthenticationPrincipal Caller.Customer me, Locale locale) {
        return Page.last(
                calls.of(me.customerId()).stream().map(call -> shown(call, locale)).toList());
    }

    @Operation(
            summary = "Who of us is talking to me now",
            description =
                    "The phone call under way and the chats an agent has in hand. Without either,"
                            + " whoever calls right now and says they are us is not. A call the"
                            + " customer made is there once the one-time phrase was said.")
    @GetMapping("/api/v1/contact-status")
    Status status(@AuthenticationPrincipal Caller.Customer me, Locale locale) {
        return new Status(
                calls.of(me.customerId()).stream()
                        .filter(call -> call.endedAt() == null)
                        .findFirst()
                        .map(call -> shown(call, locale))
                        .orElse(null),
                conversations.of(new Conversations.Visitor(me.customerId(), null)).stream()
                        .filter(talk -> talk.state() == ConversationRow.State.OPEN)
                        .filter(talk -> !talk.channel().equals("PHONE"))
                        .flatMap(talk ->
                                Stream.ofNullable(talk.claimedName())
                                        .map(agent -> new Chat(talk.id(), agent)))
                        .toList(),
                clock.instant());
    }

    private Call shown(PhoneCall call, Locale locale) {
        return new Call(
                call.id(),
                call.direction(),
                call.staffName(),
                call.startedAt(),
                call.knownAt() != null,
                call.endedAt() == null ? phrases.ofAgent(call, locale) : null,
                call.endedAt(),
                call.outcome(),
                call.summary());
    }
}
