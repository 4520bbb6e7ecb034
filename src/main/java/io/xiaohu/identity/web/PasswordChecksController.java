package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.PasswordChecks;
import io.xiaohu.identity.core.Passwords;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Accounts")
@RestController
class PasswordChecksController {

    record CheckPassword(
            @NotNull @Size(max = 128) String password,
            @Size(max = 40) @Nullable String phone,
            @Size(max = 40) @Nullable String displayName) {
        @Override
        public String toString() {
            return "CheckPassword";
        }
    }

    private final PasswordChecks checks;
    private final RateLimits limits;

    PasswordChecksController(PasswordChecks checks, RateLimits limits) {
        this.checks = checks;
        this.limits = limits;
    }

    @Bean
    static OpenCall openPasswordChecks() {
        return OpenCall.forAnyone("POST", "/api/v1/password-checks");
    }

    @Operation(
            summary = "How good a password is",
            description =
                    "While it is typed: WEAK exactly where registering with this phone and name, or"
                        + " for whoever is signed in and names no phone changing to it, would be"
                        + " refused as PASSWORD_WEAK. Nothing is kept or logged; 600 a minute from"
                        + " one address.")
    @PostMapping("/api/v1/password-checks")
    Passwords.Verdict check(
            @AuthenticationPrincipal Caller.@Nullable Customer me,
            @RequestBody @Valid CheckPassword body,
            HttpServletRequest request,
            Locale locale) {
        limits.take("password-checks-by-address", request.getRemoteAddr());
        String phone = body.phone();
        return checks.check(
                me,
                new PasswordChecks.Typed(
                        body.password(),
                        phone == null || phone.isBlank() ? null : Phone.parse(phone),
                        body.displayName()),
                locale);
    }
}
