package io.xiaohu.funding.reconciliation;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Money;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param importAfter how long after a day's end its statement is fetched
 * @param closeWithin by how many working days after a day it is to be closed
 * @param writeOffAtMost the largest difference, in CNY, that may be written off
 */
@ConfigurationProperties("xiaohu.reconciliation")
record ReconciliationSettings(
        @DefaultValue("30m") Duration importAfter,
        @DefaultValue("2") int closeWithin,
        @DefaultValue("5.00") String writeOffAtMost) {

    ReconciliationSettings {
        if (importAfter.isNegative() || closeWithin < 0) {
            throw new IllegalStateException("xiaohu.reconciliation looks before the day is over");
        }
        Money.parse(writeOffAtMost, Asset.CNY);
    }

    Money largestWriteOff() {
        return Money.parse(writeOffAtMost, Asset.CNY);
    }
}
