package io.xiaohu.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a stronger confirmation than the PIN and checks it, bound to exactly what is confirmed.
 */
public interface StepUps {

    /**
     * Passes when the challenge was made for this act and the proof is right: what one of the
     * customer's passkeys signed for this challenge, as the browser's JSON; or the second factor
     * (an authenticator's code or a recovery code) where the customer has turned it on, else a code
     * sent to the customer's phone for the purpose STEP_UP. Each challenge passes once.
     *
     * @param act what is confirmed, in full, such as payee, amount and asset
     * @throws io.xiaohu.kernel.ProblemException STEP_UP_NEEDED with a new {@code challenge} when
     *     none was given; STEP_UP_FAILED when it is for something else or over; CODE_WRONG and its
     *     kin from the code; SECOND_FACTOR_WRONG and SECOND_FACTOR_LOCKED; PASSKEY_REFUSED
     */
    void require(UUID customer, String act, @Nullable UUID challengeId, @Nullable String proof);
}
