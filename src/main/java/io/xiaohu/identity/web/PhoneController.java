package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.PhoneChanges;
import io.xiaohu.identity.core.Digits;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Phone;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Accounts")
@RestController
class PhoneController {

    record ChangePhone(
            @NotNull @Size(max = 40) String phone,
            @NotNull @Size(max = 20) String code,
            @Nullable UUID challengeId,
            @Size(max = 4_000) @Nullable String proof) {}

    private final PhoneChanges changes;

    PhoneController(PhoneChanges changes) {
        this.changes = changes;
    }

    @Operation(
            summary = "Change the phone number",
            description =
                    "With a code sent to the new number for CHANGE_PHONE, confirmed by a passkey,"
                        + " the second factor or a STEP_UP code to the old number: 403"
                        + " STEP_UP_NEEDED comes first, with a challenge for this number. Ends"
                        + " every other session and begins a cool-down; both numbers get a text. A"
                        + " number that is registered is answered like a wrong code. 409"
                        + " PHONE_CHANGED_RECENTLY within 30 days of the last change, 403"
                        + " ACCOUNT_FROZEN.")
    @PutMapping("/api/v1/me/phone")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid ChangePhone body,
            HttpServletRequest request,
            Locale locale) {
        changes.change(
                me,
                new PhoneChanges.Change(
                        Phone.parse(body.phone()),
                        Digits.six(body.code(), "code"),
                        body.challengeId(),
                        body.proof()),
                CallerDevice.of(request),
                locale);
    }
}
