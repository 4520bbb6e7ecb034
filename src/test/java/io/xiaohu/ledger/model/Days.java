package io.xiaohu.ledger.model;

import io.xiaohu.ledger.Allowance;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The policy's days and years, written down a second time. */
final class Days {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private Days() {}

    static String period(Allowance.Period period, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, SHANGHAI);
        return switch (period) {
            case DAY -> day.toString();
            case YEAR -> String.valueOf(day.getYear());
            case LIFETIME -> "lifetime";
        };
    }

    static Instant resetsAt(Allowance.Period period, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, SHANGHAI);
        return switch (period) {
            case DAY -> day.plusDays(1).atStartOfDay(SHANGHAI).toInstant();
            case YEAR -> LocalDate.of(day.getYear() + 1, 1, 1).atStartOfDay(SHANGHAI).toInstant();
            case LIFETIME -> Instant.parse("9999-12-31T00:00:00Z");
        };
    }
}
