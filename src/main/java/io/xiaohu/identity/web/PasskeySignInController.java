package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.PasskeySignIn;
import io.xiaohu.identity.Passkeys;
import io.xiaohu.identity.SignIns;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Passkeys")
@RestController
class PasskeySignInController {

    private static final String LIMIT = "sign-in-by-address";

    /**
     * @param publicKey PublicKeyCredentialRequestOptionsJSON of WebAuthn
     */
    record Begun(UUID id, Map<String, Object> publicKey) {}

    /**
     * @param credential AuthenticationResponseJSON of WebAuthn
     */
    record SignIn(@NotNull UUID challengeId, @NotNull Map<String, Object> credential) {}

    record SignedIn(UUID customerId, String csrfToken) {}

    private final PasskeySignIn signIn;
    private final RateLimits limits;

    PasskeySignInController(PasskeySignIn signIn, RateLimits limits) {
        this.signIn = signIn;
        this.limits = limits;
    }

    @Bean
    static OpenCall openPasskeyChallenges() {
        return OpenCall.before("POST", "/api/v1/passkey-challenges");
    }

    @Bean
    static OpenCall openPasskeySessions() {
        return OpenCall.before("POST", "/api/v1/passkey-sessions");
    }

    @Operation(
            summary = "Begin to sign in with a passkey",
            description = "Gives what navigator.credentials.get takes, good for five minutes.")
    @PostMapping("/api/v1/passkey-challenges")
    @ResponseStatus(HttpStatus.CREATED)
    Begun begin(HttpServletRequest request) {
        limits.take(LIMIT, request.getRemoteAddr());
        Passkeys.Asked asked = signIn.begin();
        return new Begun(asked.id(), asked.options());
    }

    @Operation(
            summary = "Sign in with a passkey",
            description =
                    "With what the browser gave, as its toJSON gives it. A passkey is two factors:"
                            + " no other is asked for. 401 PASSKEY_WRONG, the same whether it is"
                            + " unknown or its signature is wrong; 403 STEP_UP_FAILED when the"
                            + " challenge is used or over.")
    @PostMapping("/api/v1/passkey-sessions")
    @ResponseStatus(HttpStatus.CREATED)
    SignedIn signIn(
            @RequestBody @Valid SignIn body,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.take(LIMIT, request.getRemoteAddr());
        SignIns.SignedIn in =
                signIn.signIn(body.challengeId(), body.credential(), CallerDevice.of(request));
        CallerDevice.giveCookies(in.session(), request, response);
        return new SignedIn(in.customer(), in.session().csrfToken());
    }
}
