package io.xiaohu.support.hours;

import io.xiaohu.kernel.Kept;
import io.xiaohu.kernel.Signals;
import io.xiaohu.support.hours.jdbc.CalendarRows;
import io.xiaohu.support.hours.jdbc.PeakRows;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** The calendars as every question about hours needs them. */
@Component
public class CalendarsInForce implements DisposableBean {

    private final CalendarRows rows;
    private final PeakRows peaks;
    private final Kept<Calendars> calendars;

    CalendarsInForce(CalendarRows rows, PeakRows peaks, Signals signals) {
        this.rows = rows;
        this.peaks = peaks;
        this.calendars = new Kept<>(signals, "service-hours", this::read);
    }

    public Calendars get() {
        return calendars.get();
    }

    /** Past the cache: what this transaction sees, its own changes included. */
    public Calendars read() {
        return new Calendars(rows.all(), peaks.notOver());
    }

    /** Told in the transaction that changes one. */
    public void changed() {
        calendars.changed();
    }

    @Override
    public void destroy() throws Exception {
        calendars.close();
    }
}
