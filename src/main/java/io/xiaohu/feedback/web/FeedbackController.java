package io.xiaohu.feedback.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.feedback.FeedbackBox;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Feedback")
@RestController
class FeedbackController {

    record Give(
            @NotNull FeedbackBox.Kind kind,
            @NotBlank @Size(max = 4000) String text,
            @Size(max = 6) @Nullable List<@NotNull UUID> attachmentIds) {}

    record Answer(
            UUID id,
            FeedbackBox.Kind kind,
            String text,
            List<UUID> attachmentIds,
            FeedbackBox.State state,
            Instant at,
            List<FeedbackBox.Reply> replies) {}

    record GiveReply(@NotBlank @Size(max = 4000) String text, @NotNull FeedbackBox.State state) {}

    private final FeedbackBox box;
    private final RateLimits limits;

    FeedbackController(FeedbackBox box, RateLimits limits) {
        this.box = box;
        this.limits = limits;
    }

    @Bean
    static OpenCall openFeedback() {
        return OpenCall.forAnyone("POST", "/api/v1/feedback");
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
        UUID customer = who instanceof Caller.Customer me ? me.customerId() : null;
        if (customer == null) {
            limits.take("public-feedback-by-address", request.getRemoteAddr());
        }
        List<UUID> files = body.attachmentIds() == null ? List.of() : body.attachmentIds();
        return answer(box.give(customer, body.kind(), body.text().strip(), files));
    }

    @Operation(summary = "My feedback", description = "The latest first, with answers.")
    @GetMapping("/api/v1/feedback")
    Page<Answer> mine(@AuthenticationPrincipal Caller.Customer me) {
        return Page.last(box.of(me.customerId()).stream().map(FeedbackController::answer).toList());
    }

    @Operation(summary = "One piece of my feedback", description = "Where it stands.")
    @GetMapping("/api/v1/feedback/{id}")
    Answer one(@AuthenticationPrincipal Caller.Customer me, @PathVariable UUID id) {
        return box.find(id)
                .filter(item -> me.customerId().equals(item.customer()))
                .map(FeedbackController::answer)
                .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
    }

    @Operation(summary = "All feedback", description = "For staff, the latest first.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.EDITOR})
    @GetMapping("/api/v1/desk/feedback")
    Page<Answer> latest() {
        return Page.last(box.latest().stream().map(FeedbackController::answer).toList());
    }

    @Operation(summary = "Answer feedback", description = "Its writer is told.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.EDITOR})
    @PostMapping("/api/v1/desk/feedback/{id}/reply")
    Answer reply(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid GiveReply body) {
        if (box.find(id).isEmpty()) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        box.reply(id, me.name(), body.text().strip(), body.state());
        return answer(box.find(id).orElseThrow());
    }

    private static Answer answer(FeedbackBox.Item item) {
        return new Answer(
                item.id(),
                item.kind(),
                item.text(),
                item.attachmentIds(),
                item.state(),
                item.at(),
                item.replies());
    }
}
