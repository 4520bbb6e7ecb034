package io.xiaohu.support.reports;

import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Whole days in Beijing, both included. */
public record Period(LocalDate from, LocalDate to) {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int LONGEST_DAYS = 400;

    /**
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT when it ends before it begins or is
     *     longer than 400 days
     */
    public Period {
        if (from.isAfter(to) || from.isBefore(to.minusDays(LONGEST_DAYS))) {
            throw Problem.of(Reason.BAD_INPUT).field("from").exception();
        }
    }

    public static Period year(int year) {
        return new Period(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    public OffsetDateTime start() {
        return from.atStartOfDay(ZONE).toOffsetDateTime();
    }

    /** The first moment after it. */
    public OffsetDateTime end() {
        return to.plusDays(1).atStartOfDay(ZONE).toOffsetDateTime();
    }
}
