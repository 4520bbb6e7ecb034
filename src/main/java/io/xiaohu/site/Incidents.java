package io.xiaohu.site;

import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Signals;
import io.xiaohu.site.Incident.State;
import io.xiaohu.site.jdbc.IncidentRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the status page says about services: told by staff, never unsaid. */
@Service
public class Incidents {

    /** Under which it is told that pages of the site say something new. */
    public static final String CHANGED = "site-pages";

    private static final Duration HISTORY = Duration.ofDays(90);
    private static final Duration LONGEST_PLANNED = Duration.ofDays(30);
    private static final Duration LONGEST_AGO = Duration.ofDays(7);

    private final IncidentRows rows;
    private final AuditTrail audit;
    private final Signals signals;
    private final Clock clock;

    Incidents(IncidentRows rows, AuditTrail audit, Signals signals, Clock clock) {
        this.rows = rows;
        this.audit = audit;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * What somebody wants to tell.
     *
     * @param startsAt since when, or from when; null for now
     * @param endsAt until when planned work goes on; an incident has none
     */
    public record Told(
            Incident.Kind kind,
            Incident.Impact impact,
            Set<Incident.Service> services,
            String titleZh,
            String titleEn,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            State state,
            String textZh,
            String textEn) {}

    /** What is new about it. */
    public record News(State state, String textZh, String textEn) {}

    /**
     * Tells it from now on.
     *
     * @throws io.xiaohu.kernel.ProblemException BAD_INPUT when the state is not one of its kind or
     *     it would be over at once, when an incident begins in the future, over a week ago or has
     *     an end, or when planned work has none, one before its start or past, or lasts over 30
     *     days
     */
    @Transactional
    public Incident tell(Caller.Staff me, Told told) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant starts = told.startsAt() == null ? now : told.startsAt();
        if (!told.state().fits(told.kind()) || told.state().isOver()) {
            throw Problem.of(Reason.BAD_INPUT).field("state").exception();
        }
        if (starts.isBefore(now.minus(LONGEST_AGO))
                || told.kind() == Incident.Kind.INCIDENT && starts.isAfter(now)) {
            throw Problem.of(Reason.BAD_INPUT).field("startsAt").exception();
        }
        if (!fits(told.kind(), starts, told.endsAt(), now)) {
            throw Problem.of(Reason.BAD_INPUT).field("endsAt").exception();
        }
        UUID id = Ids.next();
        rows.insert(id, told, starts, me.staffId(), now);
        rows.add(id, new News(told.state(), told.textZh(), told.textEn()), me.staffId(), now);
        audit.record(
                me.key(),
                "incident.told",
                "incident:" + id,
                Map.of(
                        "kind", told.kind().name(),
                        "impact", told.impact().name(),
                        "services", String.join(" ", names(told.services())),
                        "from", starts.toString()));
        signals.sendChange(CHANGED, id.toString());
        return rows.find(id).orElseThrow();
    }

    private static boolean fits(
            Incident.Kind kind, Instant starts, @Nullable Instant ends, Instant now) {
        return kind == Incident.Kind.INCIDENT
                ? ends == null
                : ends != null
                        && ends.isAfter(starts)
                        && ends.isAfter(now)
                        && !ends.isAfter(starts.plus(LONGEST_PLANNED));
    }

    /**
     * Tells what is new about it.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND also when it is over; BAD_INPUT when the
     *     state is not one of its kind
     */
    @Transactional
    public Incident tellMore(Caller.Staff me, UUID id, News news) {
        Incident.Kind kind =
                rows.lockOpen(id).orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        if (!news.state().fits(kind)) {
            throw Problem.of(Reason.BAD_INPUT).field("state").exception();
        }
        rows.add(id, news, me.staffId(), clock.instant());
        audit.record(
                me.key(),
                "incident.told-more",
                "incident:" + id,
                Map.of("state", news.state().name()));
        signals.sendChange(CHANGED, id.toString());
        return rows.find(id).orElseThrow();
    }

    /** What is not over, and what was over in the last ninety days; the latest first. */
    public List<Incident> shown() {
        return rows.since(clock.instant().minus(HISTORY));
    }

    /** The same as customers read it: planned work is over when its announced end has passed. */
    public List<Incident> read() {
        Instant now = clock.instant();
        Instant oldest = now.minus(HISTORY);
        return shown().stream()
                .map(one -> one.asOf(now))
                .filter(one -> !one.state().isOver() || !one.changedAt().isBefore(oldest))
                .toList();
    }

    private static List<String> names(Set<Incident.Service> services) {
        return services.stream().map(Enum::name).sorted().toList();
    }
}
