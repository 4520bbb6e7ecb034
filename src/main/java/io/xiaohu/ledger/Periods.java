package io.xiaohu.ledger;

import io.xiaohu.kernel.Written;
import java.time.Instant;
import java.time.LocalDate;

/** Days and years of the policy, which are those of Asia/Shanghai wherever the server stands. */
public final class Periods {

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private Periods() {}

    /** The name a period is counted under, such as {@code 2026-11-24}. */
    public static String name(Allowance.Period period, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, Written.ZONE);
        return switch (period) {
            case DAY -> day.toString();
            case YEAR -> Integer.toString(day.getYear());
            case LIFETIME -> "lifetime";
        };
    }

    /** When the counter begins anew; for a lifetime, never. */
    public static Instant resetsAt(Allowance.Period period, Instant at) {
        LocalDate day = LocalDate.ofInstant(at, Written.ZONE);
        return switch (period) {
            case DAY -> day.plusDays(1).atStartOfDay(Written.ZONE).toInstant();
            case YEAR -> day.withDayOfYear(1).plusYears(1).atStartOfDay(Written.ZONE).toInstant();
            case LIFETIME -> NEVER;
        };
    }
}
