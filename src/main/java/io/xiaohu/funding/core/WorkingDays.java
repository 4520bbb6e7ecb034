package io.xiaohu.funding.core;

import io.xiaohu.kernel.Written;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;

/** Monday to Friday in Asia/Shanghai. Public holidays are not known here and count as work. */
public final class WorkingDays {

    private WorkingDays() {}

    /** The beginning of the day that is so many working days after today. */
    public static Instant after(Instant now, int days) {
        LocalDate day = now.atZone(Written.ZONE).toLocalDate();
        int left = days;
        while (left > 0) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day.atStartOfDay(Written.ZONE).toInstant();
    }

    private static boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
