package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.Looks;
import io.xiaohu.support.MessageRow;
import io.xiaohu.support.Presence;
import io.xiaohu.support.Ratings;
import io.xiaohu.support.Topic;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.views.jdbc.BoxRows;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
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

@Tag(name = "Desk: conversations")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR})
class DeskConversationsController {

    private static final int MOST = 50;

    record Agent(UUID id, String name) {}

    record CustomerShown(UUID id, String name, String phone) {}

    record Item(
            UUID id,
            ConversationRow.State state,
            Topic topic,
            String title,
            String channel,
            boolean asRequest,
            boolean onCall,
            @Nullable SubjectRef subject,
            @Nullable SubjectView subjectView,
            @Nullable String code,
            long lastSeq,
            long unread,
            @Nullable String lastMessage,
            Instant lastAt,
            Instant openedAt,
            @Nullable Instant waitingSince,
            Priority priority,
            List<ClocksShown.Shown> clocks,
            @Nullable Agent claimedBy,
            @Nullable CustomerShown customer,
            boolean guest,
            String language,
            long customerGot,
            long customerRead,
            List<String> tags,
            @Nullable Instant humanAskedAt,
            @Nullable Instant snoozedUntil,
            @Nullable UUID continuedIn,
            Ratings.@Nullable Rating rating) {}

    record Reply(
            @NotBlank @Size(max = 64) String clientId,
            @Size(max = ConversationsController.LONGEST_TEXT) @Nullable String text,
            @Size(max = 6) @Nullable List<@NotNull UUID> attachmentIds,
            @Min(0) @Nullable Long seenSeq,
            @Nullable Boolean internal) {}

    record Close(@Min(0) @Nullable Long seenSeq) {}

    record Written(UUID id, long seq, Instant at) {}

    record Read(@Min(0) long seq) {}

    private final Conversations conversations;
    private final Presence presence;
    private final LinesShown lines;
    private final ConversationRows rows;
    private final Looks looks;
    private final BoxRows boxes;
    private final ItemsShown items;
    private final Ratings ratings;

    DeskConversationsController(
            Conversations conversations,
            Presence presence,
            LinesShown lines,
            ConversationRows rows,
            Looks looks,
            BoxRows boxes,
            ItemsShown items,
            Ratings ratings) {
        this.conversations = conversations;
        this.presence = presence;
        this.lines = lines;
        this.rows = rows;
        this.looks = looks;
        this.boxes = boxes;
        this.items = items;
        this.ratings = ratings;
    }

    @Operation(
            summary = "The inbox",
            description =
                    "box: waiting, mine, all (not closed), closed or snoozed (mine, put aside), the"
                            + " latest first, of those waiting who asked for a human; or due, what"
                            + " is due next first. after: the next of the page before.")
    @GetMapping("/api/v1/desk/conversations")
    Page<Item> inbox(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam(defaultValue = "all")
                    @Pattern(regexp = "waiting|mine|all|closed|due|snoozed")
                    String box,
            @RequestParam(required = false) @Pattern(regexp = BoxRows.Place.PATTERN)
                    @Nullable String after,
            Locale locale) {
        BoxRows.Part part = boxes.part(box, me.staffId(), BoxRows.Place.in(box, after), MOST);
        return new Page<>(items.of(rows.all(part.ids()), me, locale), part.next());
    }

    @Operation(
            summary = "One conversation",
            description = "With what it is about. onCall: a call in it is still under way.")
    @GetMapping("/api/v1/desk/conversations/{id}")
    Item one(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id, Locale locale) {
        return items.one(conversations.staffGet(id), ratings.of(id).orElse(null), me, locale);
    }

    @Operation(
            summary = "Take a conversation",
            description = "Of many at once one gets it; the others get 409 with claimedBy.")
    @PostMapping("/api/v1/desk/conversations/{id}/claim")
    Item claim(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id, Locale locale) {
        return items.one(conversations.claim(me, id), null, me, locale);
    }

    @Operation(summary = "Give it back", description = "Back to the queue.")
    @PostMapping("/api/v1/desk/conversations/{id}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        conversations.release(me, id);
    }

    @Operation(
            summary = "End it",
            description =
                    "The customer is told. What a colleague has only a supervisor ends. With"
                            + " seenSeq, when the customer wrote after that line: 409 STALE_REPLY"
                            + " with lastSeq.")
    @PostMapping("/api/v1/desk/conversations/{id}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody(required = false) @Valid @Nullable Close body) {
        conversations.close(me, id, body == null ? null : body.seenSeq());
    }

    @Operation(
            summary = "Lines",
            description =
                    "In order, notes for staff included; numbers of cards and identity cards are"
                            + " masked. Opening it is recorded with why.")
    @GetMapping("/api/v1/desk/conversations/{id}/messages")
    Page<Shown.Line> lines(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") @Min(0) long afterSeq,
            Locale locale) {
        ConversationRow row = conversations.staffGet(id);
        if (afterSeq == 0) {
            looks.opened(me, row);
        } else {
            looks.readOn(me, row);
        }
        return Page.last(lines.of(conversations.staffLines(id, afterSeq), row, locale));
    }

    @Operation(
            summary = "Answer, or leave a note",
            description =
                    "With seenSeq an answer written against an older state is refused: 409"
                            + " STALE_REPLY with lastSeq.")
    @PostMapping("/api/v1/desk/conversations/{id}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    Written reply(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Reply body) {
        MessageRow line =
                conversations.reply(
                        me,
                        id,
                        ConversationsController.line(
                                body.clientId(), body.text(), body.attachmentIds()),
                        Boolean.TRUE.equals(body.internal()),
                        body.seenSeq());
        return new Written(line.id(), line.seq(), line.at());
    }

    @Operation(
            summary = "Read so far",
            description = "Shown to the customer as read, when it is me who has it in hand.")
    @PostMapping("/api/v1/desk/conversations/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Read body) {
        presence.read(me, id, body.seq());
    }

    @Operation(
            summary = "Typing",
            description = "Passing, kept nowhere, and told only of whoever has it in hand.")
    @PostMapping("/api/v1/desk/conversations/{id}/typing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void typing(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        presence.typing(me, id);
    }
}
