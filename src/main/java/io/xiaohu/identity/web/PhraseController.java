package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.Phrases;
import io.xiaohu.identity.core.PhraseList;
import io.xiaohu.kernel.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Anti-phishing phrase")
@RestController
@RequestMapping("/api/v1/me/phrase")
class PhraseController {

    /**
     * @param phrase the one in use; absent when none was chosen
     */
    record State(@Nullable String phrase, List<PhraseList.Choice> choices) {}

    record Choose(
            @NotNull @Size(max = 20) String phrase,
            @Nullable UUID challengeId,
            @Size(max = 40) @Nullable String proof) {
        @Override
        public String toString() {
            return "Choose";
        }
    }

    private final Phrases phrases;

    PhraseController(Phrases phrases) {
        this.phrases = phrases;
    }

    @Operation(
            summary = "My anti-phishing phrase",
            description =
                    "The phrase our texts carry, and twelve to choose from, others at each call,"
                            + " with how they are read. It is told to nobody but the customer.")
    @GetMapping
    State state(@AuthenticationPrincipal Caller.Customer me) {
        return new State(phrases.of(me.customerId()).orElse(null), phrases.choices());
    }

    @Operation(
            summary = "Choose an anti-phishing phrase",
            description =
                    "403 STEP_UP_NEEDED with a challenge first: the same call with challengeId and"
                            + " its proof goes through. 400 BAD_INPUT for a phrase that was not"
                            + " offered.")
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void choose(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid Choose body,
            HttpServletRequest request) {
        phrases.choose(
                me.customerId(),
                body.phrase(),
                body.challengeId(),
                body.proof(),
                CallerDevice.of(request));
    }
}
