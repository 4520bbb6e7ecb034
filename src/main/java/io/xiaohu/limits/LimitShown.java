package io.xiaohu.limits;

import io.xiaohu.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A limit as a customer sees it before typing an amount.
 *
 * @param period DAY, YEAR, LIFETIME or SINGLE
 * @param resetsAt when the counter begins anew; null when it never does
 */
public record LimitShown(
        String code,
        String title,
        String period,
        Money cap,
        Money used,
        Money left,
        @Nullable Instant resetsAt) {}
