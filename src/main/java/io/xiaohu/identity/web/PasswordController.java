package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.PasswordChanges;
import io.xiaohu.kernel.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Accounts")
@RestController
class PasswordController {

    record ChangePassword(
            @NotNull @Size(max = 128) String currentPassword,
            @NotNull @Size(max = 128) String newPassword) {}

    private final PasswordChanges changes;

    PasswordController(PasswordChanges changes) {
        this.changes = changes;
    }

    @Operation(
            summary = "Change the password",
            description =
                    "With the current one; every other session ends. 403 PASSWORD_WRONG counts like"
                        + " a wrong sign-in, 423 SIGN_IN_LOCKED after five; 422 PASSWORD_WEAK with"
                        + " advice in its field, 422 PASSWORD_USED_BEFORE for one of the last"
                        + " five.")
    @PutMapping("/api/v1/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid ChangePassword body,
            HttpServletRequest request,
            Locale locale) {
        changes.change(
                me, body.currentPassword(), body.newPassword(), CallerDevice.of(request), locale);
    }
}
