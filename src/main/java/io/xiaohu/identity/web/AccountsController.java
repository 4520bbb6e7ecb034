package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.Accounts;
import io.xiaohu.identity.PasswordResets;
import io.xiaohu.identity.PinConfirmations;
import io.xiaohu.identity.SecurityEvent;
import io.xiaohu.identity.SecurityTimeline;
import io.xiaohu.identity.SignIns;
import io.xiaohu.identity.core.Digits;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Accounts")
@RestController
class AccountsController {

    record Register(
            @NotNull @Size(max = 40) String phone,
            @NotNull @Size(max = 128) String password,
            @NotNull @Size(max = 20) String code,
            @Size(max = 40) @Nullable String displayName) {}

    record Registered(UUID id, String phone, String csrfToken) {}

    record ResetPassword(
            @NotNull @Size(max = 40) String phone,
            @NotNull @Size(max = 20) String code,
            @NotNull @Size(max = 128) String newPassword,
            @Nullable UUID challengeId,
            @Size(max = 40) @Nullable String proof) {}

    record SetPin(
            @NotNull @Size(max = 20) String pin,
            @Size(max = 20) @Nullable String currentPin,
            @Nullable UUID challengeId,
            @Size(max = 4_000) @Nullable String proof) {}

    private final Accounts accounts;
    private final PasswordResets resets;
    private final SecurityTimeline timeline;
    private final RateLimits limits;

    AccountsController(
            Accounts accounts,
            PasswordResets resets,
            SecurityTimeline timeline,
            RateLimits limits) {
        this.accounts = accounts;
        this.resets = resets;
        this.timeline = timeline;
        this.limits = limits;
    }

    @Bean
    static OpenCall openRegister() {
        return OpenCall.before("POST", "/api/v1/customers");
    }

    @Bean
    static OpenCall openResetPassword() {
        return OpenCall.before("POST", "/api/v1/password-resets");
    }

    @Operation(
            summary = "Register",
            description = "Opens an account for a phone, with a session in the answer's cookie.")
    @PostMapping("/api/v1/customers")
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(
            @RequestBody @Valid Register body,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        limits.take("register-by-address", request.getRemoteAddr());
        Phone phone = Phone.parse(body.phone());
        SignIns.SignedIn account =
                accounts.register(
                        new Accounts.Registration(
                                phone,
                                body.password(),
                                Digits.six(body.code(), "code"),
                                body.displayName()),
                        CallerDevice.of(request),
                        locale);
        CallerDevice.giveCookies(account.session(), request, response);
        return new Registered(account.customer(), phone.masked(), account.session().csrfToken());
    }

    @Operation(
            summary = "Reset a forgotten password",
            description =
                    "With a code sent for RESET_PASSWORD. Ends every session; never says whether"
                        + " the phone is registered. A password that is easy to guess, or one of"
                        + " the last five, is refused. 403 STEP_UP_NEEDED where a real name is on"
                        + " file and the device is unknown or nobody was there for 90 days; the"
                        + " code stays good. Kinds TOTP and RECOVERY_CODE are answered by the same"
                        + " call with challengeId and proof, IDENTITY_CHECK by support: once two"
                        + " members of staff have approved one, the same call passes.")
    @PostMapping("/api/v1/password-resets")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resetPassword(
            @RequestBody @Valid ResetPassword body, HttpServletRequest request, Locale locale) {
        limits.take("sign-in-by-address", request.getRemoteAddr());
        resets.reset(
                new PasswordResets.Reset(
                        Phone.parse(body.phone()),
                        Digits.six(body.code(), "code"),
                        body.newPassword(),
                        body.challengeId(),
                        body.proof()),
                CallerDevice.of(request),
                locale);
    }

    @Operation(
            summary = "Set the payment PIN",
            description =
                    "The first PIN needs nothing more in the session that registered; later the"
                            + " current PIN, or a passkey: without currentPin it is 403"
                            + " STEP_UP_NEEDED with kinds PASSKEY, where one is a day old, and"
                            + " IDENTITY_CHECK, which passes once two members of staff have"
                            + " approved one; a code is never enough. A first PIN elsewhere takes"
                            + " a proof of whatever kind its challenge names.")
    @PutMapping("/api/v1/me/payment-pin")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPin(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid SetPin body,
            HttpServletRequest request) {
        String currentPin = body.currentPin();
        accounts.setPin(
                me,
                Digits.six(body.pin(), "pin"),
                new PinConfirmations.Given(
                        currentPin == null ? null : Digits.six(currentPin, "currentPin"),
                        body.challengeId(),
                        body.proof()),
                CallerDevice.of(request));
    }

    @Operation(
            summary = "Account activity",
            description = "What concerned the account's safety, the latest first.")
    @GetMapping("/api/v1/me/activity")
    Page<SecurityEvent> activity(@AuthenticationPrincipal Caller.Customer me, Locale locale) {
        return Page.last(timeline.latest(me.customerId(), 50, locale));
    }
}
