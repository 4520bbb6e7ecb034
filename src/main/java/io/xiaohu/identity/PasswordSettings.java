package io.xiaohu.identity;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param remindAfter how old a password gets before its owner is reminded to change it; 0 never.
 *     Nobody is ever made to
 */
@ConfigurationProperties("xiaohu.passwords")
public record PasswordSettings(@DefaultValue("365d") Duration remindAfter) {

    public PasswordSettings {
        if (remindAfter.isNegative()) {
            throw new IllegalStateException("xiaohu.passwords.remind-after is negative");
        }
    }

    /** Whether it is time to remind of a password that has been in use since then. */
    public boolean isDue(Instant setAt, Instant now) {
        return !remindAfter.isZero() && setAt.plus(remindAfter).isBefore(now);
    }
}
