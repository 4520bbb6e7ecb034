package io.xiaohu.support.hours;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.hours.jdbc.PeakRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Announces peaks. One that has started already cannot be announced: that would be an excuse. */
@Service
public class PeakPlans {

    /** What is to be announced. */
    public record Wanted(
            @Nullable String region,
            @Nullable String channel,
            Instant startsAt,
            Instant endsAt,
            Duration answerWithin,
            String textZh,
            String textEn) {}

    private final PeakRows rows;
    private final CalendarsInForce inForce;
    private final AuditTrail audit;
    private final Clock clock;

    PeakPlans(PeakRows rows, CalendarsInForce inForce, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.inForce = inForce;
        this.audit = audit;
        this.clock = clock;
    }

    /** Past ones too, the latest first. */
    public List<ServicePeak> latest() {
        return rows.latest();
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException PEAK_TOO_LATE when it would have started; BAD_INPUT
     *     when it ends before it starts
     */
    @Transactional
    public ServicePeak announce(Caller.Staff by, Wanted wanted) {
        Instant now = clock.instant();
        if (!wanted.startsAt().isAfter(now)) {
            throw Problem.of(Reason.PEAK_TOO_LATE).exception();
        }
        if (!wanted.endsAt().isAfter(wanted.startsAt())) {
            throw Problem.of(Reason.BAD_INPUT).field("endsAt").exception();
        }
        ServicePeak peak =
                new ServicePeak(
                        Ids.next(),
                        wanted.region(),
                        wanted.channel(),
                        wanted.startsAt(),
                        wanted.endsAt(),
                        wanted.answerWithin(),
                        wanted.textZh(),
                        wanted.textEn(),
                        now,
                        by.name(),
                        null);
        rows.insert(peak);
        done(by, "announced", peak.id());
        return peak;
    }

    /**
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND when there is none to take back
     */
    @Transactional
    public void withdraw(Caller.Staff by, UUID id) {
        if (!rows.withdraw(id, clock.instant())) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        done(by, "withdrawn", id);
    }

    private void done(Caller.Staff by, String what, UUID id) {
        inForce.changed();
        audit.record(
                "staff:" + by.staffId(), "service-peak." + what, "service-peak:" + id, Map.of());
    }
}
