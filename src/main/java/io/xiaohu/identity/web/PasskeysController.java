package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.Passkeys;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
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

@Tag(name = "Passkeys")
@RestController
class PasskeysController {

    record Confirmed(@Nullable UUID challengeId, @Size(max = 4_000) @Nullable String proof) {}

    /**
     * @param publicKey PublicKeyCredentialCreationOptionsJSON of WebAuthn
     */
    record Begun(UUID id, Map<String, Object> publicKey) {}

    /**
     * @param credential RegistrationResponseJSON of WebAuthn
     */
    record Add(
            @NotNull UUID optionsId,
            @NotNull @Size(max = 40) String label,
            @NotNull Map<String, Object> credential) {}

    record Ask(@NotNull UUID challengeId) {}

    /**
     * @param publicKey PublicKeyCredentialRequestOptionsJSON of WebAuthn
     */
    record Asked(Map<String, Object> publicKey) {}

    private final Passkeys passkeys;

    PasskeysController(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    @Operation(
            summary = "Passkeys",
            description = "All passkeys of the account, the oldest first; ten at most.")
    @GetMapping("/api/v1/me/passkeys")
    Page<Passkeys.Passkey> mine(@AuthenticationPrincipal Caller.Customer me) {
        return Page.last(passkeys.of(me.customerId()));
    }

    @Operation(
            summary = "Begin to add a passkey",
            description =
                    "403 STEP_UP_NEEDED with a challenge first; the same call with challengeId and"
                            + " proof gives what navigator.credentials.create takes, good for five"
                            + " minutes. 409 PASSKEYS_FULL when there are ten.")
    @PostMapping("/api/v1/me/passkeys/options")
    @ResponseStatus(HttpStatus.CREATED)
    Begun begin(@AuthenticationPrincipal Caller.Customer me, @RequestBody @Valid Confirmed body) {
        Passkeys.Asked asked = passkeys.begin(me.customerId(), body.challengeId(), body.proof());
        return new Begun(asked.id(), asked.options());
    }

    @Operation(
            summary = "Add a passkey",
            description =
                    "With what the browser made, as its toJSON gives it. 403 PASSKEY_REFUSED when"
                            + " it is for another page, without the owner's check, or known"
                            + " already; 403 STEP_UP_FAILED when the options are used or over.")
    @PostMapping("/api/v1/me/passkeys")
    @ResponseStatus(HttpStatus.CREATED)
    Passkeys.Passkey add(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid Add body,
            HttpServletRequest request) {
        return passkeys.add(
                me.customerId(),
                body.optionsId(),
                body.label(),
                body.credential(),
                CallerDevice.of(request));
    }

    @Operation(
            summary = "Remove a passkey",
            description =
                    "403 STEP_UP_NEEDED with a challenge first; the same call with challengeId and"
                            + " proof goes through. The device forgets its half only when its"
                            + " owner deletes it there.")
    @PostMapping("/api/v1/me/passkeys/{id}/removals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @AuthenticationPrincipal Caller.Customer me,
            @PathVariable UUID id,
            @RequestBody @Valid Confirmed body,
            HttpServletRequest request) {
        passkeys.remove(
                me.customerId(), id, body.challengeId(), body.proof(), CallerDevice.of(request));
    }

    @Operation(
            summary = "Answer a challenge with a passkey",
            description =
                    "For a challenge whose kinds name PASSKEY: gives what navigator.credentials.get"
                            + " takes, good for five minutes. What the browser gives, as JSON in a"
                            + " string, is the proof of the call that was challenged.")
    @PostMapping("/api/v1/me/passkey-assertions")
    Asked ask(@AuthenticationPrincipal Caller.Customer me, @RequestBody @Valid Ask body) {
        return new Asked(passkeys.ask(me.customerId(), body.challengeId()));
    }
}
