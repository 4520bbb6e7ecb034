package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.support.Ratings;
import io.xiaohu.support.TakenBack;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Conversations")
@RestController
class RatingsController {

    record Rate(@Min(1) @Max(5) int score, @Size(max = 1000) @Nullable String comment) {}

    private final Ratings ratings;
    private final TakenBack takenBack;

    RatingsController(Ratings ratings, TakenBack takenBack) {
        this.ratings = ratings;
        this.takenBack = takenBack;
    }

    @Bean
    static OpenCall takeLineBack() {
        return OpenCall.forAnyone("POST", "/api/v1/conversations/{id}/messages/{seq}/withdraw");
    }

    @Operation(
            summary = "Rate a conversation",
            description =
                    "1 to 5, once it has ended. Once more within a day changes it; 409"
                            + " RATING_NOT_OPEN otherwise.")
    @PostMapping("/api/v1/conversations/{id}/rating")
    Ratings.Rating rate(
            @AuthenticationPrincipal @Nullable Object who,
            @PathVariable UUID id,
            @RequestBody @Valid Rate body,
            HttpServletRequest request) {
        String comment = body.comment();
        return ratings.rate(
                GuestCookie.visitor(ConversationsController.customer(who), request),
                id,
                body.score(),
                comment == null ? "" : comment);
    }

    @Operation(
            summary = "Take a line back",
            description =
                    "Your own, within two minutes; a trace stays. 422 TAKE_BACK_TOO_LATE after"
                            + " that.")
    @PostMapping("/api/v1/conversations/{id}/messages/{seq}/withdraw")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(
            @AuthenticationPrincipal @Nullable Object who,
            @PathVariable UUID id,
            @PathVariable long seq,
            HttpServletRequest request) {
        takenBack.takeBack(
                GuestCookie.visitor(ConversationsController.customer(who), request), id, seq);
    }
}
