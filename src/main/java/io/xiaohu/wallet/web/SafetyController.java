package io.xiaohu.wallet.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.wallet.Safety;
import io.xiaohu.wallet.SafetyScores;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Me")
@RestController
class SafetyController {

    private final SafetyScores scores;

    SafetyController(SafetyScores scores) {
        this.scores = scores;
    }

    @Operation(
            summary = "How safe my account is",
            description =
                    "The score, out of 100, what it is made of with the points of each step, and"
                            + " the step to take next; next is absent when all is done. While the"
                            + " account is frozen there is no score, and the one step is what ends"
                            + " the freeze.")
    @GetMapping("/api/v1/me/safety")
    Safety safety(@AuthenticationPrincipal Caller.Customer caller, Locale locale) {
        return scores.of(caller.customerId(), locale);
    }
}
