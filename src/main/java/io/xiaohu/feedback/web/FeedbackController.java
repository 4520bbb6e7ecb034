package io.xiaohu.feedback.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.feedback.FeedbackBox;
import io.xiaohu.feedback.FeedbackItem;
import io.xiaohu.feedback.PublicFeedback;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.support.FeedbackKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Feedback")
@RestController
class FeedbackController {

    record Give(
            @NotNull FeedbackKind kind,
            @NotBlank @Size(max = 4000) String text,
            @Size(max = 6) @Nullable List<@NotNull UUID> attachmentIds) {}

    /**
     * @param state where it stands; of one that was merged, where the other stands
     * @param merged whether it goes on together with another that says the same
     * @param publicId under which it stands in public; null while it does not
     */
    record Answer(
            UUID id,
            FeedbackKind kind,
            String text,
            List<UUID> attachmentIds,
            FeedbackItem.State state,
            Instant at,
            boolean merged,
            @Nullable UUID publicId,
            List<FeedbackItem.Reply> replies) {}

    private final FeedbackBox box;
    private final PublicFeedback board;
    private final RateLimits limits;

    FeedbackController(FeedbackBox box, PublicFeedback board, RateLimits limits) {
        this.box = box;
        this.board = board;
        this.limits = limits;
    }

    @Bean
    static OpenCall openFeedback() {
        return OpenCall.forAnyone("POST", "/api/v1/feedback");
    }

    @Bean
    static OpenCall openPublicFeedback() {
        return OpenCall.get("/api/v1/public-feedback");
    }

    @Operation(
            summary = "Give feedback",
            description = "Also signed out, then without a follow-up.")
    @PostMapping("/api/v1/feedback")
    @ResponseStatus(HttpStatus.CREATED)
    Answer give(
            @AuthenticationPrincipal @Nullable Object who,
            @RequestBody @Valid Give body,
            HttpServletRequest request) {
        UUID customer = customer(who);
        if (customer == null) {
            limits.take("public-feedback-by-address", request.getRemoteAddr());
        } else {
            limits.take("feedback-by-customer", customer.toString());
        }
        List<UUID> files = body.attachmentIds() == null ? List.of() : body.attachmentIds();
        return answer(
                box.give(
                        customer,
                        body.kind(),
                        body.text().strip(),
                        files,
                        FeedbackItem.Source.APP));
    }

    @Operation(summary = "My feedback", description = "The latest first, with answers.")
    @GetMapping("/api/v1/feedback")
    Page<Answer> mine(@AuthenticationPrincipal Caller.Customer me) {
        return Page.last(box.of(me.customerId()).stream().map(this::answer).toList());
    }

    @Operation(
            summary = "One piece of my feedback",
            description =
                    "Where it stands. One that was merged stands where the other does, whose"
                            + " answers are not told: they are written to somebody else.")
    @GetMapping("/api/v1/feedback/{id}")
    Answer one(@AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id) {
        return answer(box.of(me.customerId(), id));
    }

    @Operation(
            summary = "Feedback in public",
            description =
                    "What was published in words that name nobody, with our answer; what most want"
                            + " first. Signed in, with one's own votes.")
    @GetMapping("/api/v1/public-feedback")
    Page<PublicFeedback.Asked> shown(@AuthenticationPrincipal @Nullable Object who, Locale locale) {
        return Page.last(board.shown(customer(who), locale));
    }

    @Operation(
            summary = "Vote for it",
            description = "Once each; 404 when it is not public. Its voters are told of answers.")
    @PutMapping("/api/v1/public-feedback/{id}/vote")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void vote(@AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id) {
        board.vote(me.customerId(), id);
    }

    @Operation(summary = "Take a vote back", description = "404 when it is not public.")
    @DeleteMapping("/api/v1/public-feedback/{id}/vote")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unvote(@AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id) {
        board.unvote(me.customerId(), id);
    }

    private static @Nullable UUID customer(@Nullable Object who) {
        return who instanceof Caller.Customer me ? me.customerId() : null;
    }

    private Answer answer(FeedbackItem item) {
        FeedbackItem goingOn = box.goingOn(item);
        return new Answer(
                item.id(),
                item.kind(),
                item.text(),
                item.attachmentIds(),
                goingOn.state(),
                item.at(),
                item.mergedInto() != null,
                goingOn.published() == null ? null : goingOn.id(),
                item.replies());
    }
}
