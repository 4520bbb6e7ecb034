package io.xiaohu.identity.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.SecondFactors;
import io.xiaohu.identity.core.Digits;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.QrPicture;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Second factors")
@RestController
@RequestMapping("/api/v1/me/second-factors")
class SecondFactorsController {

    /**
     * @param totp whether an authenticator app is in force
     * @param since since when; absent while it is not
     */
    record State(boolean totp, @Nullable Instant since, int recoveryCodesLeft) {}

    record Begin(@Nullable UUID challengeId, @Size(max = 4_000) @Nullable String proof) {}

    /**
     * @param totpSecret for typing in by hand
     * @param totpQr a picture as a data URI
     */
    record Begun(String totpSecret, String otpauthUri, String totpQr) {}

    record Confirm(@NotNull @Size(max = 20) String code) {}

    record Proof(@NotNull @Size(max = 40) String proof) {}

    record Codes(List<String> recoveryCodes) {}

    private final SecondFactors factors;

    SecondFactorsController(SecondFactors factors) {
        this.factors = factors;
    }

    @Operation(
            summary = "Second factors",
            description =
                    "Whether an authenticator app is on, and how many recovery codes are left.")
    @GetMapping
    State state(@AuthenticationPrincipal Caller.Customer me) {
        UUID id = me.customerId();
        Instant since = factors.since(id).orElse(null);
        return new State(since != null, since, factors.recoveryCodesLeft(id));
    }

    @Operation(
            summary = "Begin to set up an authenticator app",
            description =
                    "Gives a secret and its QR code, told once. 403 STEP_UP_NEEDED with a challenge"
                            + " first: the same call with challengeId and a proof of a kind it"
                            + " names goes through. 409 SECOND_FACTOR_ON when one is in force.")
    @PostMapping("/totp")
    @ResponseStatus(HttpStatus.CREATED)
    Begun begin(@AuthenticationPrincipal Caller.Customer me, @RequestBody @Valid Begin body) {
        SecondFactors.Enrolment begun =
                factors.begin(me.customerId(), body.challengeId(), body.proof());
        return new Begun(begun.secret(), begun.uri(), QrPicture.of(begun.uri()));
    }

    @Operation(
            summary = "Turn the authenticator app on",
            description =
                    "With the app's first code. Gives ten recovery codes, told once. 422"
                            + " FIRST_CODE_WRONG, ENROLMENT_OVER half an hour after the beginning.")
    @PostMapping("/totp/confirmations")
    Codes confirm(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid Confirm body,
            HttpServletRequest request) {
        String digits = Digits.six(body.code(), "code");
        return new Codes(factors.confirm(me.customerId(), digits, CallerDevice.of(request)));
    }

    @Operation(
            summary = "Turn the authenticator app off",
            description =
                    "With a code of the app or a recovery code as proof; the recovery codes are"
                            + " good for nothing afterwards. 403 SECOND_FACTOR_WRONG, 423"
                            + " SECOND_FACTOR_LOCKED.")
    @PostMapping("/totp/removals")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void turnOff(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid Proof body,
            HttpServletRequest request) {
        factors.turnOff(me.customerId(), body.proof(), CallerDevice.of(request));
    }

    @Operation(
            summary = "Make new recovery codes",
            description =
                    "With a code of the app or a recovery code as proof. Gives ten, told once; the"
                            + " old ones are good for nothing any more.")
    @PostMapping("/recovery-codes")
    @ResponseStatus(HttpStatus.CREATED)
    Codes renew(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestBody @Valid Proof body,
            HttpServletRequest request) {
        return new Codes(
                factors.renewRecoveryCodes(
                        me.customerId(), body.proof(), CallerDevice.of(request)));
    }
}
