package io.xiaohu.limits;

import io.xiaohu.identity.CoolDown;
import io.xiaohu.kernel.Money;
import java.time.Instant;

/**
 * A cool-down as a customer sees it before typing an amount.
 *
 * @param atMost how much may leave in all while it runs
 * @param left how much of it still may
 * @param title why, in words
 * @param detail what is held back, until when, and what to do if it was somebody else
 */
public record CoolDownShown(
        CoolDown.Cause cause,
        Instant until,
        Money atMost,
        Money left,
        String title,
        String detail) {}
