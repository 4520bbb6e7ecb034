package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.Freeze;
import io.xiaohu.identity.FreezeShown;
import io.xiaohu.identity.FreezeViews;
import io.xiaohu.identity.Freezes;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Freezing")
@RestController
class FreezesController {

    /**
     * @param eventId of my activity, when something there was not me
     */
    record FreezeMine(@Nullable UUID eventId) {}

    record FreezeCustomer(@NotNull Freeze.Cause cause, @NotBlank @Size(max = 300) String reason) {}

    private final Freezes freezes;
    private final FreezeViews views;

    FreezesController(Freezes freezes, FreezeViews views) {
        this.freezes = freezes;
        this.views = views;
    }

    @Operation(
            summary = "Freeze my account",
            description =
                    "At once: nothing more can be paid out, every other device is signed out,"
                        + " support opens a conversation that lists what to review. With the"
                        + " eventId of something that was not me, it is kept with it; 404 when it"
                        + " is not an event of mine. A second time it is the same freeze.")
    @PostMapping("/api/v1/me/freezes")
    @ResponseStatus(HttpStatus.CREATED)
    FreezeShown freeze(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid FreezeMine body,
            HttpServletRequest request,
            Locale locale) {
        Freeze freeze = freezes.freezeMine(me, body.eventId(), CallerDevice.of(request), locale);
        return views.shown(freeze, locale);
    }

    @Operation(
            summary = "My freezes",
            description =
                    "By whom, since when, why, what ends it and how to appeal; who proposed and who"
                            + " decided to lift it, when and why. The newest first.")
    @GetMapping("/api/v1/me/freezes")
    Page<FreezeShown> mine(@AuthenticationPrincipal Caller.Customer me, Locale locale) {
        return Page.last(views.of(me.customerId(), locale));
    }

    @Operation(
            summary = "Freeze a customer's account",
            description =
                    "At once and audited. cause RISK (every session ends), or LAW by a supervisor"
                            + " or risk; the customer may"
                            + " read the reason. Lifting it is a proposal for two people.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK})
    @PostMapping("/api/v1/desk/customers/{id}/freezes")
    @ResponseStatus(HttpStatus.CREATED)
    FreezeShown freeze(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid FreezeCustomer body,
            Locale locale) {
        return views.shown(freezes.freeze(me, id, body.cause(), body.reason().strip()), locale);
    }
}
