package io.xiaohu.support.requests;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.support.Escalation;
import io.xiaohu.support.hours.CalendarEdits;
import io.xiaohu.support.jdbc.PartByPart;
import io.xiaohu.support.requests.jdbc.RequestHistory;
import io.xiaohu.support.requests.jdbc.RequestHistory.By;
import io.xiaohu.support.requests.jdbc.RequestRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Notes requests whose due time passed, closes those that were resolved long enough ago, and
 * computes due times anew after a calendar changed; each once, whoever sweeps.
 */
@Component
class RequestSweep {

    private static final Logger LOG = LoggerFactory.getLogger(RequestSweep.class);

    private final RequestRows rows;
    private final RequestHistory history;
    private final RequestMoves moves;
    private final AuditTrail audit;
    private final Escalation escalation;
    private final PartByPart parts;
    private final Clock clock;

    RequestSweep(
            RequestRows rows,
            RequestHistory history,
            RequestMoves moves,
            AuditTrail audit,
            Escalation escalation,
            PartByPart parts,
            Clock clock) {
        this.rows = rows;
        this.history = history;
        this.moves = moves;
        this.audit = audit;
        this.escalation = escalation;
        this.parts = parts;
        this.clock = clock;
    }

    void run() {
        recompute();
        Instant now = clock.instant();
        each(() -> rows.toMiss(now), id -> miss(id, now));
        Instant before = now.minus(RequestMoves.CLOSES_AFTER);
        each(() -> rows.toClose(before), id -> close(id, before));
    }

    /** What the change itself does at once; the sweep does it where that was cut off. */
    @EventListener
    void on(CalendarEdits.Changed event) {
        recompute();
    }

    private void recompute() {
        each(rows::outdated, moves::recompute);
    }

    private void miss(UUID id, Instant now) {
        ServiceRequest held = moves.lock(id);
        Instant due = held.promise().dueAt();
        if (held.missedAt() != null || due == null || due.isAfter(now)) {
            return;
        }
        rows.update(held.late(due));
        history.add(id, "MISSED", "", due.toString(), "", By.SYSTEM, now);
        audit.record("server", "request.missed", "conversation:" + id, Map.of());
        escalation.late(id, "level.missed.REQUEST", Map.of("due", due));
    }

    private void close(UUID id, Instant before) {
        ServiceRequest held = moves.lock(id);
        Instant resolved = held.resolvedAt();
        if (held.state() == RequestState.RESOLVED
                && resolved != null
                && !resolved.isAfter(before)) {
            moves.move(held, RequestState.CLOSED, By.SYSTEM, "");
        }
    }

    private void each(Supplier<List<UUID>> part, Consumer<UUID> what) {
        parts.all(part, what, (one, e) -> LOG.error("request {} was not handled", one, e));
    }

    /** The job that looks. */
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> sweepServiceRequests(RequestSweep sweep) {
            return Tasks.recurring("sweep-service-requests", FixedDelay.of(Duration.ofSeconds(30)))
                    .execute((instance, context) -> sweep.run());
        }
    }
}
