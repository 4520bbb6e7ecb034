package io.xiaohu.funding.core;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaohu.funding.jdbc.Flows;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finishes what waits for a channel and what a crash left half-way. */
@Configuration(proxyBeanMethods = false)
class FlowSweep {

    private static final Logger LOG = LoggerFactory.getLogger(FlowSweep.class);
    private static final int AT_ONCE = 50;

    @Bean
    RecurringTask<Void> sweepFlows(Flows flows, FlowRunner runner) {
        return Tasks.recurring("sweep-flows", FixedDelay.of(Duration.ofSeconds(1)))
                .execute((instance, context) -> {
                    for (UUID id : flows.takeDue(AT_ONCE)) {
                        runOne(runner, id);
                    }
                });
    }

    /** One flow that cannot go on never stops the others; it is looked at again after its lease. */
    private static void runOne(FlowRunner runner, UUID id) {
        try {
            runner.run(id);
        } catch (RuntimeException e) {
            LOG.error("flow {} could not go on", id, e);
        }
    }
}
