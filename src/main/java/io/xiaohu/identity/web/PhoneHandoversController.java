package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.PhoneHandovers;
import io.xiaohu.identity.core.Digits;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Phone number")
@RestController
class PhoneHandoversController {

    record ProvePhone(
            @NotNull @Size(max = 40) String phone, @NotNull @Size(max = 20) String code) {}

    record EnterPhone(@NotNull @Size(max = 40) String phone) {}

    private final PhoneHandovers handovers;

    PhoneHandoversController(PhoneHandovers handovers) {
        this.handovers = handovers;
    }

    @Bean
    static OpenCall openPhoneProofs() {
        return OpenCall.forAnyone("POST", "/api/v1/phone-proofs");
    }

    @Operation(
            summary = "Show that a new number is yours",
            description =
                    "For whoever lost the old number and cannot sign in: with a code sent to the"
                            + " new one for CHANGE_PHONE. For a day support can then give it to the"
                            + " account, after checking who asks. Nobody is ever told the code. A"
                            + " number that is registered is answered like a wrong code.")
    @PostMapping("/api/v1/phone-proofs")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void prove(@RequestBody @Valid ProvePhone body) {
        handovers.prove(Phone.parse(body.phone()), Digits.six(body.code(), "code"));
    }

    @Operation(
            summary = "Enter the number a customer is to have",
            description =
                    "Before proposing CHANGE_PHONE. The customer has shown it to be theirs within a"
                            + " day, or 409 PHONE_NOT_PROVED; 409 PHONE_TAKEN when it has an"
                            + " account. Nothing changes before a second person approves.")
    @RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.RISK})
    @PostMapping("/api/v1/desk/customers/{id}/new-phones")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void enter(
            @AuthenticationPrincipal Caller.Staff me,
            @PathVariable UUID id,
            @RequestBody @Valid EnterPhone body) {
        handovers.enter(me, id, Phone.parse(body.phone()));
    }
}
