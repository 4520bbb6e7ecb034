package io.xiaohu.payment.web;

import io.xiaohu.kernel.Caller;
import io.xiaohu.payment.Given;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What confirms the payment of something whose amount is known. */
record PayForm(
        @NotNull @Pattern(regexp = "[0-9]{6}") String pin,
        @Nullable UUID challengeId,
        @Size(max = 4_000) @Nullable String proof) {

    /** Given in this caller's session. */
    Given given(Caller.Customer me) {
        return new Given(pin, challengeId, proof, me.sessionId());
    }
}
