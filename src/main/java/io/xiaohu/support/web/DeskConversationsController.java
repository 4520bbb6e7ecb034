package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.Customer;
import io.xiaohu.identity.Customers;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Masks;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.SubjectRef;
import io.xiaohu.kernel.SubjectView;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.MessageRow;
import io.xiaohu.support.Topic;
import io.xiaohu.support.jdbc.Attachments;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.levels.Priority;
import io.xiaohu.support.live.DeskStreams;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: conversations")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.ADMIN})
class DeskConversationsController {

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final int MOST = 100;

    record Agent(UUID id, String name) {}

    record CustomerShown(UUID id, String name, String phone) {}

    record Item(
            UUID id,
            ConversationRow.State state,
            Topic topic,
            String title,
            String channel,
            @Nullable SubjectRef subject,
            @Nullable SubjectView subjectView,
            @Nullable String code,
            long lastSeq,
            long unread,
            String lastMessage,
            Instant lastAt,
            Instant openedAt,
            @Nullable Instant waitingSince,
            Priority priority,
            List<ClocksShown.Shown> clocks,
            @Nullable Agent claimedBy,
            @Nullable CustomerShown customer,
            boolean guest) {}

    record Reply(
            @NotBlank @Size(max = 64) String clientId,
            @Size(max = ConversationsController.LONGEST_TEXT) @Nullable String text,
            @Size(max = 6) @Nullable List<@NotNull UUID> attachmentIds,
            @Min(0) @Nullable Long seenSeq,
            @Nullable Boolean internal) {}

    record Written(UUID id, long seq, Instant at) {}

    record Read(@Min(0) long seq) {}

    private final Conversations conversations;
    private final ConversationRows rows;
    private final Customers customers;
    private final Attachments attachments;
    private final ClocksShown clocks;
    private final DeskStreams streams;

    DeskConversationsController(
            Conversations conversations,
            ConversationRows rows,
            Customers customers,
            Attachments attachments,
            ClocksShown clocks,
            DeskStreams streams) {
        this.conversations = conversations;
        this.rows = rows;
        this.customers = customers;
        this.attachments = attachments;
        this.clocks = clocks;
        this.streams = streams;
    }

    @Operation(
            summary = "The inbox",
            description =
                    "box: waiting, mine, all (not closed) or closed, the latest first; or due, what"
                            + " is due next first.")
    @GetMapping("/api/v1/desk/conversations")
    Page<Item> inbox(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam(defaultValue = "all") @Pattern(regexp = "waiting|mine|all|closed|due")
                    String box,
            Locale locale) {
        if (box.equals("due")) {
            return Page.last(
                    clocks.byDue(MOST).stream()
                            .flatMap(id -> rows.find(id).stream())
                            .map(row -> item(row, locale))
                            .toList());
        }
        return Page.last(
                rows.box(box, me.staffId(), LATEST, new UUID(-1, -1), MOST).stream()
                        .map(row -> item(row, locale))
                        .toList());
    }

    @Operation(summary = "One conversation", description = "With what it is about.")
    @GetMapping("/api/v1/desk/conversations/{id}")
    Item one(@PathVariable UUID id, Locale locale) {
        return item(conversations.staffGet(id), locale);
    }

    @Operation(
            summary = "Take a conversation",
            description = "Of many at once one gets it; the others get 409 with claimedBy.")
    @PostMapping("/api/v1/desk/conversations/{id}/claim")
    Item claim(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id, Locale locale) {
        return item(conversations.claim(me, id, locale), locale);
    }

    @Operation(summary = "Give it back", description = "Back to the queue.")
    @PostMapping("/api/v1/desk/conversations/{id}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        conversations.release(me, id);
    }

    @Operation(summary = "End it", description = "The customer is told.")
    @PostMapping("/api/v1/desk/conversations/{id}/close")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id, Locale locale) {
        conversations.close(me, id, locale);
    }

    @Operation(summary = "Lines", description = "In order, notes for staff included.")
    @GetMapping("/api/v1/desk/conversations/{id}/messages")
    Page<Shown.Line> lines(
            @PathVariable UUID id, @RequestParam(defaultValue = "0") @Min(0) long afterSeq) {
        ConversationRow row = conversations.staffGet(id);
        return Page.last(
                conversations.staffLines(id, afterSeq).stream()
                        .map(line ->
                                Shown.line(
                                        line,
                                        line.author() == MessageRow.Author.CUSTOMER
                                                ? row.staffRead()
                                                : row.customerRead()))
                        .toList());
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

    @Operation(summary = "Read so far", description = "Shown to the customer as read.")
    @PostMapping("/api/v1/desk/conversations/{id}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable UUID id, @RequestBody @Valid Read body) {
        conversations.staffRead(id, body.seq());
    }

    @Operation(summary = "Typing", description = "Passing; kept nowhere.")
    @PostMapping("/api/v1/desk/conversations/{id}/typing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void typing(@PathVariable UUID id) {
        conversations.staffTyping(id);
    }

    @Operation(summary = "A file a customer sent us", description = "As it was kept.")
    @GetMapping("/api/v1/desk/attachments/{id}")
    ResponseEntity<byte[]> file(@PathVariable UUID id) {
        return FilesAndHoursController.served(
                attachments
                        .find(id)
                        .filter(Attachments.Content::isForStaff)
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception()));
    }

    @Operation(
            summary = "Live events of the desk",
            description =
                    "Server-Sent Events: conversation (something in it changed: read what is after"
                            + " the last line you have; with seq, its last line), refresh (events"
                            + " may have been missed), typing. Coming back with"
                            + " Last-Event-ID tells what changed meanwhile.")
    @GetMapping(path = "/api/v1/desk/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last,
            @RequestParam(required = false) @Nullable Long lastEventId,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        streams.serve(response.getOutputStream(), last != null ? last : lastEventId);
    }

    private Item item(ConversationRow row, Locale locale) {
        SubjectView subject = conversations.subjectView(row, locale).orElse(null);
        UUID owner = row.customerId();
        Optional<Customer> customer = Optional.ofNullable(owner).flatMap(customers::find);
        UUID agent = row.claimedBy();
        return new Item(
                row.id(),
                row.state(),
                row.topic(),
                Shown.title(row, subject, locale),
                "APP",
                row.subject(),
                subject,
                row.code(),
                row.lastSeq(),
                Math.max(0, row.lastSeq() - row.staffRead()),
                row.lastText(),
                row.lastAt(),
                row.openedAt(),
                row.waitingSince(),
                clocks.priority(row),
                clocks.of(row.id()),
                agent == null ? null : new Agent(agent, String.valueOf(row.claimedName())),
                customer.map(found ->
                                new CustomerShown(
                                        found.id(),
                                        Masks.name(found.displayName()),
                                        found.phone().masked()))
                        .orElse(null),
                owner == null);
    }
}
