package io.xiaohu.identity;

import io.xiaohu.kernel.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A time after a risky change in which only a small sum may leave the account.
 *
 * @param atMost how much may leave in all from the beginning to the end
 */
public record CoolDown(
        UUID id, UUID customerId, Cause cause, Instant since, Instant until, Money atMost) {

    /** What was changed. */
    public enum Cause {
        PASSWORD_RESET_ON_NEW_DEVICE,
        PHONE_CHANGED,
        SECOND_FACTOR_REMOVED,
        PIN_RENEWED
    }

    /** Whether it ran at that moment. */
    public boolean ranAt(Instant at) {
        return !since.isAfter(at) && until.isAfter(at);
    }
}
