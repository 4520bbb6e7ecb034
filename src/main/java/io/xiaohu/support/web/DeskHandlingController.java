package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.NumberMasks;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.SafeFile;
import io.xiaohu.support.ConversationHandling;
import io.xiaohu.support.Mentions;
import io.xiaohu.support.Merging;
import io.xiaohu.support.TakenBack;
import io.xiaohu.support.jdbc.Attachments;
import io.xiaohu.support.jdbc.NoteRows;
import io.xiaohu.support.views.jdbc.BoxRows.Place;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@Tag(name = "Desk: conversations")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR})
class DeskHandlingController {

    private static final String ONE = "/api/v1/desk/conversations/{id}";

    record Transfer(@NotNull UUID to, @NotBlank @Size(max = 500) String note) {}

    record Snooze(@NotNull Instant until) {}

    record Merge(@NotNull UUID into) {}

    record Goes(UUID id) {}

    record Tags(@NotNull @Size(max = 20) List<@NotNull @Size(max = 60) String> tags) {}

    record Why(@NotBlank @Size(max = 300) String reason) {}

    record Words(String text) {}

    record Colleague(UUID id, String username, String name) {}

    record Mention(
            UUID conversationId,
            long seq,
            Instant at,
            boolean seen,
            @Nullable String author,
            String text) {

        static Mention of(NoteRows.Mention one) {
            return new Mention(
                    one.conversationId(),
                    one.seq(),
                    one.at(),
                    one.seenAt() != null,
                    one.author(),
                    NumberMasks.masked(one.text()));
        }
    }

    private static final int PAGE = 50;

    private final ConversationHandling handling;
    private final Merging merging;
    private final ItemsShown items;
    private final TakenBack takenBack;
    private final Mentions mentions;
    private final Attachments attachments;
    private final RateLimits limits;

    DeskHandlingController(
            ConversationHandling handling,
            Merging merging,
            ItemsShown items,
            TakenBack takenBack,
            Mentions mentions,
            Attachments attachments,
            RateLimits limits) {
        this.handling = handling;
        this.merging = merging;
        this.items = items;
        this.takenBack = takenBack;
        this.mentions = mentions;
        this.attachments = attachments;
        this.limits = limits;
    }

    @Operation(
            summary = "Give it to a colleague",
            description =
                    "With a note that only staff see; the colleague is told. By whoever has it in"
                            + " hand or a supervisor; one that waits by anybody.")
    @PostMapping(ONE + "/transfer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void transfer(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Transfer body) {
        handling.transfer(me, id, body.to(), body.note().strip());
    }

    @Operation(
            summary = "Put it aside",
            description = "It comes back at that time, or as soon as the customer writes.")
    @PostMapping(ONE + "/snooze")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void snooze(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Snooze body) {
        handling.snooze(me, id, body.until());
    }

    @Operation(summary = "Take it back", description = "What was put aside, before its time.")
    @PostMapping(ONE + "/wake")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void wake(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        handling.wake(me, id);
    }

    @Operation(
            summary = "Open it again",
            description = "It is then in your hands. 409 when it goes on in another.")
    @PostMapping(ONE + "/reopen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reopen(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        handling.reopen(me, id);
    }

    @Operation(
            summary = "What it can be merged into",
            description =
                    "The same customer's or guest's other conversations that have not ended, the"
                            + " latest first; whoever has one in hand is named.")
    @GetMapping(ONE + "/mergeable")
    Page<DeskConversationsController.Item> mergeable(
            @AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id, Locale locale) {
        return Page.last(items.of(merging.mergeable(id), me, locale));
    }

    @Operation(
            summary = "Merge it into another",
            description =
                    "Both of one person. Its lines follow those of the other in their order; it"
                            + " ends and names the other in continuedIn. Done again, nothing"
                            + " happens.")
    @PostMapping(ONE + "/merge")
    Goes merge(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Merge body) {
        return new Goes(merging.merge(me, id, body.into()).id());
    }

    @Operation(summary = "Tag it", description = "Exactly these tags, ten at most.")
    @PutMapping(ONE + "/tags")
    Tags tag(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Tags body) {
        return new Tags(handling.tag(me, id, body.tags()));
    }

    @Operation(summary = "Usual tags", description = "Those used most of late.")
    @GetMapping("/api/v1/desk/tags")
    Tags usualTags() {
        return new Tags(handling.usualTags());
    }

    @Operation(
            summary = "Take a line back",
            description =
                    "Your own, within two minutes; a trace stays. 422 TAKE_BACK_TOO_LATE after"
                            + " that.")
    @PostMapping(ONE + "/messages/{seq}/withdraw")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @PathVariable long seq) {
        takenBack.takeBack(me, id, seq);
    }

    @Operation(
            summary = "What was taken back",
            description = "For supervisors, with a reason; the look is recorded.")
    @PostMapping(ONE + "/messages/{seq}/withdrawn-words")
    @RequiresRole(Role.SUPERVISOR)
    Words withdrawnWords(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @PathVariable long seq,
            @RequestBody @Valid Why body) {
        return new Words(takenBack.words(me, id, seq, body.reason().strip()));
    }

    @Operation(summary = "Colleagues", description = "Who can be named, and given a conversation.")
    @GetMapping("/api/v1/desk/colleagues")
    Page<Colleague> colleagues() {
        return Page.last(
                mentions.colleagues().stream()
                        .map(one -> new Colleague(one.id(), one.username(), one.displayName()))
                        .toList());
    }

    @Operation(
            summary = "Where colleagues named me",
            description = "Those not seen yet first, then the latest; page by page.")
    @GetMapping("/api/v1/desk/mentions")
    Page<Mention> mentions(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestParam(required = false) @Nullable @Pattern(regexp = Place.PATTERN)
                    String cursor,
            Locale locale) {
        Page<NoteRows.Mention> page =
                Page.cut(
                        mentions.of(me, locale, Place.of(cursor), PAGE + 1),
                        PAGE,
                        one -> one.place().written());
        return new Page<>(page.items().stream().map(Mention::of).toList(), page.next());
    }

    @Operation(summary = "I have seen where I am named", description = "In this conversation.")
    @PostMapping(ONE + "/mentions-seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        mentions.seen(me, id);
    }

    @Operation(
            summary = "A file to send",
            description = "JPEG, PNG or PDF up to 10 MB, by content. Pictures are drawn anew.")
    @PostMapping(path = "/api/v1/desk/attachments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Attachments.Stored upload(
            @AuthenticationPrincipal Caller.Staff me, @RequestPart MultipartFile file)
            throws IOException {
        limits.take("uploads-by-caller", me.key());
        return attachments.store(me.key(), SafeFile.of(file.getBytes()));
    }
}
