package io.xiaohu.wallet.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.trust.ImpostorReport;
import io.xiaohu.wallet.ImpostorCases;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Trust")
@RestController
class ImpostorReportsController {

    /**
     * @param value the link, number, account or text
     * @param story what happened
     */
    record Report(
            @NotNull ImpostorReport.CameBy cameBy,
            @NotBlank @Size(max = 4000) String value,
            @Nullable @Size(max = 1000) String story) {}

    record Opened(UUID conversationId) {}

    private final ImpostorCases cases;
    private final RateLimits limits;

    ImpostorReportsController(ImpostorCases cases, RateLimits limits) {
        this.cases = cases;
        this.limits = limits;
    }

    @Operation(
            summary = "Report somebody who says they are us",
            description =
                    "Opens a conversation with support about it. What staff confirm is known to"
                            + " every check from then on.")
    @PostMapping("/api/v1/impostor-reports")
    @ResponseStatus(HttpStatus.CREATED)
    Opened report(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid Report body,
            Locale locale) {
        limits.take("impostor-reports-by-source", me.key());
        String story = body.story();
        return new Opened(
                cases.open(
                        me.customerId(),
                        body.cameBy(),
                        body.value(),
                        story == null ? "" : story,
                        locale));
    }
}
