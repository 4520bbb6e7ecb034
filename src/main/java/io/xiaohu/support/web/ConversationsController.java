package io.xiaohu.support.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SubjectKind;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.MessageRow;
import io.xiaohu.support.Presence;
import io.xiaohu.support.Ratings;
import io.xiaohu.support.ServiceHours;
import io.xiaohu.support.Topic;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Conversations")
@RestController
class ConversationsController {

    static final int LONGEST_TEXT = 4000;

    record Open(
            @Nullable Topic topic,
            @Nullable @Valid Subject subject,
            @Size(max = 60) @Nullable String code,
            @Size(max = 64) @Nullable String traceId,
            @NotBlank @Size(max = LONGEST_TEXT) String message) {}

    record Subject(@NotNull SubjectKind kind, @NotNull UUID id) {}

    record Opened(
            UUID id,
            ConversationRow.State state,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Long expectedWaitSeconds,
            boolean open,
            @Nullable String notice) {}

    record Write(
            @NotBlank @Size(max = 64) String clientId,
            @Size(max = LONGEST_TEXT) @Nullable String text,
            @Size(max = 6) @Nullable List<@NotNull UUID> attachmentIds) {}

    record Written(UUID id, long seq, Instant at, UUID conversationId) {}

    record Read(@Min(0) long seq) {}

    private final Conversations conversations;
    private final Presence presence;
    private final LinesShown lines;
    private final Ratings ratings;
    private final ServiceHours hours;
    private final RateLimits limits;
    private final Clock clock;

    ConversationsController(
            Conversations conversations,
            Presence presence,
            LinesShown lines,
            Ratings ratings,
            ServiceHours hours,
            RateLimits limits,
            Clock clock) {
        this.conversations = conversations;
        this.presence = presence;
        this.lines = lines;
        this.ratings = ratings;
        this.hours = hours;
        this.limits = limits;
        this.clock = clock;
    }

    @Bean
    static OpenCall openConversation() {
        return OpenCall.forAnyone("POST", "/api/v1/conversations");
    }

    @Bean
    static OpenCall listConversations() {
        return OpenCall.get("/api/v1/conversations");
    }

    @Bean
    static OpenCall oneConversation() {
        return OpenCall.get("/api/v1/conversations/{id}");
    }

    @Bean
    static OpenCall readConversation() {
        return OpenCall.get("/api/v1/conversations/{id}/messages");
    }

    @Bean
    static OpenCall actOnConversation() {
        return OpenCall.forAnyone("POST", "/api/v1/conversations/{id}/{act}");
    }

    @Operation(
            summary = "Ask a human",
            description =
                    "Opens a conversation, with what it is about attached. Works signed out: a"
                            + " guest cookie keeps it, and signing in joins it to the account.")
    @PostMapping("/api/v1/conversations")
    @ResponseStatus(HttpStatus.CREATED)
    Opened open(
            @AuthenticationPrincipal @Nullable Object who,
            @RequestBody @Valid Open body,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        Caller.Customer me = customer(who);
        if (me == null) {
            limits.take("guest-conversations-by-address", request.getRemoteAddr());
        } else {
            limits.take("conversations-by-customer", me.key());
        }
        // Before it waits itself: it is not among those ahead of it.
        ServiceHours.Told told = hours.chat(clock.instant(), locale);
        Subject subject = body.subject();
        ConversationRow opened =
                conversations.open(
                        GuestCookie.visitorOrNew(me, request, response),
                        new Conversations.Opening(
                                body.topic(),
                                subject == null
                                        ? null
                                        : new SubjectRef(subject.kind(), subject.id()),
                                body.code(),
                                body.traceId(),
                                body.message()),
                        locale);
        return new Opened(
                opened.id(),
                opened.state(),
                told.expectedWaitSeconds(),
                told.hours().open(),
                told.notice());
    }

    @Operation(
            summary = "My conversations",
            description =
                    "The latest first. Signed out it gives the guest cookie: with it, opening a"
                            + " conversation again under the same Idempotency-Key after a lost"
                            + " answer finds the one that was opened.")
    @GetMapping("/api/v1/conversations")
    Page<Shown.Conversation> list(
            @AuthenticationPrincipal @Nullable Object who,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return Page.last(
                conversations
                        .of(GuestCookie.visitorOrNew(customer(who), request, response))
                        .stream()
                        .map(row -> shown(row, locale))
                        .toList());
    }

    @Operation(summary = "One conversation", description = "With what it is about.")
    @GetMapping("/api/v1/conversations/{id}")
    Shown.Conversation one(
            @AuthenticationPrincipal @Nullable Object who,
            @PathVariable UUID id,
            HttpServletRequest request,
            Locale locale) {
        ConversationRow row = conversations.get(GuestCookie.visitor(customer(who), request), id);
        return Shown.conversation(
                row,
                conversations.subjectView(row, locale).orElse(null),
                ratings.of(id).orElse(null),
                locale);
    }

    @Operation(
            summary = "Lines",
            description =
                    "In order, those after afterSeq, 500 at most. Numbers grow; one that is missing"
                            + " is a note for staff. A line that was taken back is empty and"
                            + " withdrawn; the one that says so carries its number in withdraws.")
    @GetMapping("/api/v1/conversations/{id}/messages")
    Page<Shown.Line> lines(
            @AuthenticationPrincipal @Nullable Object who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") @Min(0) long afterSeq,
            HttpServletRequest request,
            Locale locale) {
        Conversations.Visitor visitor = GuestCookie.visitor(customer(who), request);
        ConversationRow row = conversations.get(visitor, id);
        return Page.last(lines.of(conversations.lines(visitor, id, afterSeq), row, locale));
    }

    @Operation(
            summary = "Write a line",
            description =
                    "The same clientId again is the same line; with other words or files it is"
                            + " refused: 409 IDEMPOTENCY_CONFLICT. Written into a conversation that"
                            + " ended lately, it opens it again; one that was merged or ended long"
                            + " ago goes on in another, which conversationId names. Lines beyond"
                            + " two a second for a minute are refused.")
    @PostMapping("/api/v1/conversations/{id}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    Written write(
            @AuthenticationPrincipal @Nullable Object who,
            @PathVariable UUID id,
            @RequestBody @Valid Write body,
            HttpServletRequest request,
            Locale locale) {
        Conversations.Visitor visitor = GuestCookie.visitor(customer(who), request);
        limits.take("lines-by-visitor", visitor.key());
        Conversations.Said said =
                conversations.write(
                        visitor,
                        id,
                        line(body.clientId(), body.text(), body.attachmentIds()),
                        locale);
        MessageRow line = said.line();
        return new Written(line.id(), line.seq(), line.at(), said.conversationId());
    }

    @Operation(summary = "I have read so far", description = "Shown to the agent as read.")
    @PostMapping("/api/v1/conversations/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(
            @AuthenticationPrincipal @Nullable Object who,
            @PathVariable UUID id,
            @RequestBody @Valid Read body,
            HttpServletRequest request) {
        presence.read(GuestCookie.visitor(customer(who), request), id, body.seq());
    }

    @Operation(
            summary = "I am typing",
            description = "Passing; kept nowhere. Said too often it is not passed on.")
    @PostMapping("/api/v1/conversations/{id}/typing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void typing(
            @AuthenticationPrincipal @Nullable Object who,
            @PathVariable UUID id,
            HttpServletRequest request) {
        Conversations.Visitor visitor = GuestCookie.visitor(customer(who), request);
        if (isWithin("typing-by-visitor", visitor)) {
            presence.typing(visitor, id);
        }
    }

    @Operation(summary = "End a conversation", description = "It can be read afterwards.")
    @PostMapping("/api/v1/conversations/{id}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(
            @AuthenticationPrincipal @Nullable Object who,
            @PathVariable UUID id,
            HttpServletRequest request) {
        conversations.close(GuestCookie.visitor(customer(who), request), id);
    }

    private boolean isWithin(String rule, Conversations.Visitor visitor) {
        try {
            limits.take(rule, visitor.key());
            return true;
        } catch (ProblemException tooMany) {
            return false;
        }
    }

    static Conversations.Line line(
            String clientId, @Nullable String text, @Nullable List<UUID> attachmentIds) {
        List<UUID> files = attachmentIds == null ? List.of() : attachmentIds;
        String words = text == null ? "" : text.strip();
        if (words.isEmpty() && files.isEmpty()) {
            throw Problem.of(Reason.BAD_INPUT).field("text").exception();
        }
        return new Conversations.Line(clientId, words, files);
    }

    static Caller.@Nullable Customer customer(@Nullable Object principal) {
        return principal instanceof Caller.Customer me ? me : null;
    }

    private Shown.Conversation shown(ConversationRow row, Locale locale) {
        return Shown.conversation(
                row, conversations.subjectView(row, locale).orElse(null), null, locale);
    }
}
