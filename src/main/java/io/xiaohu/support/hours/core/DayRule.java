package io.xiaohu.support.hours.core;

import java.time.DayOfWeek;
import java.util.List;

/** How one date differs from its week. */
public sealed interface DayRule {

    /** No shift begins on it; one that began the evening before still runs to its end. */
    record Closed() implements DayRule {}

    /** Other shifts than the week's. */
    record Shifts(List<Shift> shifts) implements DayRule {
        public Shifts {
            shifts = Calendar.inOrder(shifts);
        }
    }

    /**
     * The pattern of a weekday: a make-up day (调休). The yearly notice of the State Council's
     * General Office says which weekends are worked, and not like which weekday; the operator says
     * that.
     */
    record Like(DayOfWeek weekday) implements DayRule {}
}
