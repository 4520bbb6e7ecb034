package io.xiaohu.identity.core;

import java.time.Duration;

/**
 * When another code may be sent: later the more were sent. Whoever did not get one asks again at
 * once; whoever asks for the sixth has another trouble, and each costs money.
 */
public final class Resending {

    /** What was sent longer ago no longer counts. */
    public static final Duration COUNTED = Duration.ofHours(24);

    private static final int AT_ONCE = 3;
    private static final int SOON = 5;

    private Resending() {}

    /**
     * @param sent how many were sent to this phone for this purpose within {@link #COUNTED}
     */
    public static Duration after(int sent) {
        if (sent <= AT_ONCE) {
            return Duration.ofSeconds(60);
        }
        return sent <= SOON ? Duration.ofMinutes(5) : Duration.ofMinutes(30);
    }
}
