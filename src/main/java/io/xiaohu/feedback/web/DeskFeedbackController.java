package io.xiaohu.feedback.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.feedback.FeedbackDesk;
import io.xiaohu.feedback.FeedbackItem;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.NumberMasks;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.FeedbackKind;
import io.xiaohu.support.Looks;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
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

@Tag(name = "Desk: feedback")
@RestController
class DeskFeedbackController {

    /**
     * @param source where it was said; with a conversation that decides
     * @param seq the number of the customer's line it is, in the conversation
     */
    record Take(
            @NotNull FeedbackKind kind,
            @NotBlank @Size(max = 4000) String text,
            @NotNull FeedbackItem.Source source,
            @Nullable UUID conversationId,
            @Nullable @Min(1) Long seq) {}

    record GiveReply(@NotBlank @Size(max = 4000) String text, @NotNull FeedbackItem.State state) {}

    record Move(@NotNull FeedbackItem.State state) {}

    record Merge(@NotNull UUID into) {}

    /** Both answers may be empty while there is nothing to say. */
    record Publish(
            @NotBlank @Size(max = 80) String titleZh,
            @NotBlank @Size(max = 120) String titleEn,
            @NotBlank @Size(max = 1000) String textZh,
            @NotBlank @Size(max = 1500) String textEn,
            @NotNull @Size(max = 1000) String answerZh,
            @NotNull @Size(max = 1500) String answerEn) {}

    /** Feedback as staff see it: not who wrote it, but whether somebody hears of it. */
    record Shown(
            UUID id,
            boolean followed,
            FeedbackKind kind,
            String text,
            List<UUID> attachmentIds,
            FeedbackItem.Source source,
            @Nullable UUID conversationId,
            FeedbackItem.State state,
            Instant at,
            @Nullable UUID mergedInto,
            int votes,
            int followers,
            FeedbackItem.@Nullable Published published,
            List<FeedbackItem.Reply> replies) {

        static Shown of(FeedbackItem item) {
            return of(item, item.text());
        }

        /** As it stands in a list: how it begins, with nothing that says whose it is. */
        static Shown listed(FeedbackItem item) {
            String text = NumberMasks.personal(item.text());
            return of(
                    item,
                    text.codePointCount(0, text.length()) <= LISTED
                            ? text
                            : text.substring(0, text.offsetByCodePoints(0, LISTED)) + "…");
        }

        private static Shown of(FeedbackItem item, String text) {
            return new Shown(
                    item.id(),
                    item.isToldOf(),
                    item.kind(),
                    text,
                    item.attachmentIds(),
                    item.source(),
                    item.conversation(),
                    item.state(),
                    item.at(),
                    item.mergedInto(),
                    item.votes(),
                    item.followers(),
                    item.published(),
                    item.replies());
        }
    }

    private static final int PAGE = 50;

    /** How much of a text stands in a list, in characters. */
    private static final int LISTED = 120;

    private final FeedbackDesk desk;
    private final Looks looks;

    DeskFeedbackController(FeedbackDesk desk, Looks looks) {
        this.desk = desk;
        this.looks = looks;
    }

    @Operation(
            summary = "All feedback",
            description =
                    "Without what was merged; the latest first, page by page. Of each text the"
                            + " first 120 characters, numbers and addresses in it masked.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.EDITOR})
    @GetMapping("/api/v1/desk/feedback")
    Page<Shown> list(
            @RequestParam(required = false) FeedbackItem.@Nullable State state,
            @RequestParam(required = false) @Nullable FeedbackKind kind,
            @RequestParam(required = false) FeedbackItem.@Nullable Source source,
            @RequestParam(defaultValue = "") @Size(max = 100) String q,
            @RequestParam(required = false) @Nullable UUID cursor) {
        return Page.cut(
                desk
                        .list(
                                new FeedbackDesk.Wanted(state, kind, source, q.strip()),
                                cursor,
                                PAGE + 1)
                        .stream()
                        .map(Shown::listed)
                        .toList(),
                PAGE,
                last -> last.id().toString());
    }

    @Operation(
            summary = "One piece of feedback",
            description = "Also one that was merged. A customer's is a look, which is recorded.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.EDITOR})
    @GetMapping("/api/v1/desk/feedback/{id}")
    Shown one(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        FeedbackItem item = desk.get(id);
        UUID customer = item.customer();
        if (customer != null) {
            looks.feedback(me, customer, id);
        }
        return Shown.of(item);
    }

    @Operation(
            summary = "Write feedback down",
            description =
                    "What somebody said in a conversation, on the phone or elsewhere. With a"
                            + " conversation it is its customer's, who can follow it and is told"
                            + " there when its state changes; it comes from the conversation's"
                            + " channel. With the number of a customer's line its files go along,"
                            + " and the same line again answers the same feedback. Audited.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR})
    @PostMapping("/api/v1/desk/feedback")
    @ResponseStatus(HttpStatus.CREATED)
    Shown take(@AuthenticationPrincipal Caller.Staff me, @RequestBody @Valid Take body) {
        return Shown.of(
                desk.take(
                        me,
                        new FeedbackDesk.Taken(
                                body.kind(),
                                body.text().strip(),
                                body.source(),
                                body.conversationId(),
                                body.seq())));
    }

    @Operation(
            summary = "Answer feedback",
            description = "Its writer and followers are told. 404 when it was merged. Audited.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.EDITOR})
    @PostMapping("/api/v1/desk/feedback/{id}/reply")
    Shown reply(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid GiveReply body) {
        return Shown.of(desk.reply(me, id, body.text().strip(), body.state()));
    }

    @Operation(
            summary = "Move feedback on",
            description = "Without a word. 404 when it was merged. Audited.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.EDITOR})
    @PutMapping("/api/v1/desk/feedback/{id}/state")
    Shown move(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Move body) {
        return Shown.of(desk.move(me, id, body.state()));
    }

    @Operation(
            summary = "Join feedback to another that says the same",
            description =
                    "Votes and followers go over, its writer is told and follows the other; answers"
                            + " the other. 404 when one of them was merged before. Audited.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.EDITOR})
    @PostMapping("/api/v1/desk/feedback/{id}/merge")
    Shown merge(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Merge body) {
        return Shown.of(desk.merge(me, id, body.into()));
    }

    @Operation(
            summary = "Publish feedback",
            description =
                    "In words that name nobody, in both languages, in the wallet and on the site;"
                            + " again to change them. Audited.")
    @RequiresRole({Role.SUPERVISOR, Role.EDITOR})
    @PutMapping("/api/v1/desk/feedback/{id}/publication")
    Shown publish(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid Publish body) {
        return Shown.of(
                desk.publish(
                        me,
                        id,
                        new FeedbackItem.Published(
                                body.titleZh().strip(),
                                body.titleEn().strip(),
                                body.textZh().strip(),
                                body.textEn().strip(),
                                body.answerZh().strip(),
                                body.answerEn().strip())));
    }

    @Operation(
            summary = "Show it to nobody any more",
            description = "Votes are kept. 404 when it is not public. Audited.")
    @RequiresRole({Role.SUPERVISOR, Role.EDITOR})
    @DeleteMapping("/api/v1/desk/feedback/{id}/publication")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@AuthenticationPrincipal Caller.Staff me, @PathVariable UUID id) {
        desk.withdraw(me, id);
    }
}
