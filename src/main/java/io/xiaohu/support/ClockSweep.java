package io.xiaohu.support;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaohu.audit.AuditTrail;
import io.xiaohu.kernel.Signals;
import io.xiaohu.support.hours.CalendarEdits;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.jdbc.PartByPart;
import io.xiaohu.support.levels.ServiceClock;
import io.xiaohu.support.levels.ServiceClocks;
import io.xiaohu.support.levels.jdbc.ClockRows;
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
 * Warns before a promise is broken, says once that it was, and computes due times anew after a
 * calendar was changed. Every clock is handled in a transaction of its own that holds its
 * conversation, so several servers do each thing once, and one that fails is tried again.
 */
@Component
class ClockSweep {

    private static final Logger LOG = LoggerFactory.getLogger(ClockSweep.class);

    private final ClockRows clocks;
    private final ServiceClocks service;
    private final ConversationRows rows;
    private final Escalation escalation;
    private final AuditTrail audit;
    private final Signals signals;
    private final PartByPart parts;
    private final Clock clock;

    ClockSweep(
            ClockRows clocks,
            ServiceClocks service,
            ConversationRows rows,
            Escalation escalation,
            AuditTrail audit,
            Signals signals,
            PartByPart parts,
            Clock clock) {
        this.clocks = clocks;
        this.service = service;
        this.rows = rows;
        this.escalation = escalation;
        this.audit = audit;
        this.signals = signals;
        this.parts = parts;
        this.clock = clock;
    }

    void run() {
        recompute();
        Instant now = clock.instant();
        all(() -> clocks.toEscalate(now), due -> escalate(due, now));
        all(() -> clocks.toWarn(now), due -> warn(due, now));
    }

    /** What the change itself does at once; the sweep does it where that was cut off. */
    @EventListener
    void on(CalendarEdits.Changed event) {
        recompute();
    }

    private void recompute() {
        all(clocks::outdated, outdated -> service.recompute(outdated.conversation()));
    }

    private void warn(ServiceClock due, Instant now) {
        if (clocks.warned(due, now)) {
            signals.send("desk", due.conversation().toString());
        }
    }

    private void escalate(ServiceClock due, Instant now) {
        UUID id = due.conversation();
        if (!clocks.escalated(due, now)) {
            return;
        }
        escalation.late(
                id,
                "level.missed." + due.kind(),
                Map.of("minutes", Math.max(1, due.target().toMinutes())));
        audit.record(
                "server",
                "service-level.missed",
                "conversation:" + id,
                Map.of("clock", due.kind().name(), "number", "" + due.number()));
    }

    private void all(Supplier<List<ServiceClock>> part, Consumer<ServiceClock> what) {
        parts.all(
                part,
                one -> {
                    rows.lock(one.conversation());
                    what.accept(one);
                },
                (one, e) ->
                        LOG.error(
                                "a clock of conversation {} was not handled",
                                one.conversation(),
                                e));
    }

    /** The job that looks. */
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> sweepServiceClocks(ClockSweep sweep) {
            return Tasks.recurring("sweep-service-clocks", FixedDelay.of(Duration.ofSeconds(10)))
                    .execute((instance, context) -> sweep.run());
        }
    }
}
