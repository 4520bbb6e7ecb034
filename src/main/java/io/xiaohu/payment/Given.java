package io.xiaohu.payment;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a customer gives to confirm a payment: the PIN and, when it was asked for, a step-up.
 *
 * @param session in which it is given; null when in none
 */
public record Given(
        String pin, @Nullable UUID challengeId, @Nullable String proof, @Nullable UUID session) {

    /** Says nothing of what was given. */
    @Override
    public String toString() {
        return "Given";
    }
}
