package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.CodeLimits;
import io.xiaohu.identity.core.CodePurpose;
import io.xiaohu.identity.core.CodeWay;
import io.xiaohu.identity.jdbc.Codes;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Texts;
import io.xiaohu.notification.DeliveryStep;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Codes")
@RestController
class CodesController {

    private static final Texts TEXTS = Texts.of("identity");

    record AskCode(
            @NotNull @Size(max = 40) String phone,
            @NotNull CodePurpose purpose,
            @Nullable CodeWay by) {}

    record TraceStep(Instant at, DeliveryStep.State state, String detail) {}

    /** Whether a call may be asked for, and the sentence that says so. */
    record Call(boolean offered, String detail) {}

    record Trace(List<TraceStep> steps, @Nullable Call call) {}

    private final Codes codes;
    private final CodeLimits limits;

    CodesController(Codes codes, CodeLimits limits) {
        this.codes = codes;
        this.limits = limits;
    }

    @Bean
    static OpenCall askForCode() {
        return OpenCall.before("POST", "/api/v1/codes");
    }

    @Bean
    static OpenCall followCode() {
        return OpenCall.get("/api/v1/codes/{id}/trace");
    }

    @Operation(
            summary = "Ask for a verification code",
            description =
                    "Sends a six-digit code to the phone, good for five minutes and the purpose"
                        + " named. By CALL it is read out in a phone call, where the trace offers"
                        + " one. 429 CODE_TOO_SOON within a minute of the last one, five after the"
                        + " fourth of a day, half an hour after the sixth; resendAfter says when"
                        + " the next may be asked for.")
    @PostMapping("/api/v1/codes")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Codes.Asked ask(@RequestBody @Valid AskCode body, HttpServletRequest request, Locale locale) {
        Phone phone = Phone.parse(body.phone());
        CodeWay by = Objects.requireNonNullElse(body.by(), CodeWay.TEXT);
        if (by == CodeWay.CALL && !codes.canCall()) {
            throw Problem.of(Reason.BAD_INPUT).field("by").exception();
        }
        codes.requireNotTooSoon(phone, body.purpose());
        limits.take(phone, by, CallerDevice.of(request));
        return codes.ask(phone, body.purpose(), by, locale);
    }

    @Operation(
            summary = "Where the code's text is",
            description =
                    "The steps the provider reported, in order, for a code that did not come, and"
                            + " whether it can come by a call instead.")
    @GetMapping("/api/v1/codes/{id}/trace")
    Trace trace(@PathVariable UUID id, Locale locale) {
        List<DeliveryStep> steps =
                codes.trace(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        return new Trace(
                steps.stream()
                        .map(step ->
                                new TraceStep(
                                        step.at(),
                                        step.state(),
                                        TEXTS.get(locale, step.textKey(), step.textArgs())))
                        .toList(),
                call(steps, locale));
    }

    /** Nothing is said of calls once the code is there. */
    private @Nullable Call call(List<DeliveryStep> steps, Locale locale) {
        if (steps.getLast().state() == DeliveryStep.State.DELIVERED) {
            return null;
        }
        boolean offered = codes.canCall();
        return new Call(offered, TEXTS.get(locale, offered ? "call.offered" : "call.none"));
    }
}
