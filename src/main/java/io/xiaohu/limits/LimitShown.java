package io.xiaohu.limits;

import io.xiaohu.kernel.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A limit as a customer sees it before typing an amount.
 *
 * @param period DAY, YEAR, LIFETIME or SINGLE
 * @param resetsAt when the counter begins anew; null when it never does
 * @param countsPayments whether payments to others count
 * @param countsWithdrawals whether withdrawals to the own bank count
 * @param upTo what one payment may be at most to count, since a larger one is confirmed by two
 *     factors; null when every amount counts
 */
public record LimitShown(
        String code,
        String title,
        String period,
        Money cap,
        Money used,
        Money left,
        @Nullable Instant resetsAt,
        boolean countsPayments,
        boolean countsWithdrawals,
        @Nullable Money upTo) {}
