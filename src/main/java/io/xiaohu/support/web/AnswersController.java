package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.MachineAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Conversations")
@RestController
class AnswersController {

    record Said(@NotNull Boolean helpful) {}

    private final Conversations conversations;
    private final MachineAnswers answers;

    AnswersController(Conversations conversations, MachineAnswers answers) {
        this.conversations = conversations;
        this.answers = answers;
    }

    @Bean
    static OpenCall sayOfAnswer() {
        return OpenCall.forAnyone("PUT", "/api/v1/conversations/{id}/messages/{seq}/helpful");
    }

    @Operation(
            summary = "Whether an answer helped",
            description =
                    "For lines of the assistant, which have an answer. Said again, the last one"
                            + " counts.")
    @PutMapping("/api/v1/conversations/{id}/messages/{seq}/helpful")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void helpful(
            @AuthenticationPrincipal @Nullable Object who,
            @PathVariable UUID id,
            @PathVariable long seq,
            @RequestBody @Valid Said body,
            HttpServletRequest request) {
        conversations.get(GuestCookie.visitor(ConversationsController.customer(who), request), id);
        if (!answers.rate(id, seq, body.helpful())) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
    }
}
