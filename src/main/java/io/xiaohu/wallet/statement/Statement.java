package io.xiaohu.wallet.statement;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was booked on a customer's account in a period, in one language.
 *
 * @param owner masked
 * @param from from this moment on, up to before {@code to}
 */
record Statement(
        String owner, Asset asset, Instant from, Instant to, Money opening, List<Line> lines) {

    /**
     * One change of the balance.
     *
     * @param person the other one, masked
     * @param note what the customer wrote beside it for themselves
     * @param number the operation it belongs to
     */
    record Line(
            Instant at,
            String kind,
            @Nullable String person,
            Money amount,
            Money after,
            @Nullable String memo,
            @Nullable String note,
            @Nullable UUID number) {}

    Money closing() {
        return lines.isEmpty() ? opening : lines.getLast().after();
    }

    Money in() {
        return lines.stream()
                .map(Line::amount)
                .filter(Money::isPositive)
                .reduce(Money.zero(asset), Money::plus);
    }

    Money out() {
        return opening.plus(in()).minus(closing());
    }
}
