package io.xiaohu.support.hours;

import io.xiaohu.kernel.Signals;
import io.xiaohu.support.hours.jdbc.CalendarRows;
import io.xiaohu.support.hours.jdbc.PeakRows;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The calendars as every question about hours needs them: read once, and again when some server
 * says that one was changed, or after half a minute in case that was not heard.
 */
@Component
public class CalendarsInForce implements DisposableBean {

    private static final String TOPIC = "service-hours";
    private static final long KEPT_NANOS = Duration.ofSeconds(30).toNanos();

    private record Known(Calendars calendars, long readAt) {}

    private final CalendarRows rows;
    private final PeakRows peaks;
    private final Signals signals;
    private final AutoCloseable listening;
    private volatile @Nullable Known known;

    CalendarsInForce(CalendarRows rows, PeakRows peaks, Signals signals) {
        this.rows = rows;
        this.peaks = peaks;
        this.signals = signals;
        this.listening = signals.listen(TOPIC, key -> known = null);
    }

    public Calendars get() {
        Known now = known;
        if (now == null || System.nanoTime() - now.readAt() > KEPT_NANOS) {
            now = new Known(read(), System.nanoTime());
            known = now;
        }
        return now.calendars();
    }

    /** Past the cache: what this transaction sees, its own changes included. */
    public Calendars read() {
        return new Calendars(rows.all(), peaks.notOver());
    }

    /**
     * Told in the transaction that changes one: this server reads anew at once after the commit,
     * the others when they hear of it.
     */
    public void changed() {
        signals.sendChange(TOPIC, "calendars");
    }

    @Override
    public void destroy() throws Exception {
        listening.close();
    }
}
