package io.xiaohu.payment.core;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaohu.payment.jdbc.HeldTransfers;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives held transfers to whoever has registered, and back when their time is over. */
@Configuration(proxyBeanMethods = false)
class HeldTransferSweep {

    private static final Logger LOG = LoggerFactory.getLogger(HeldTransferSweep.class);
    private static final int AT_ONCE = 50;

    @Bean
    RecurringTask<Void> sweepHeldTransfers(HeldTransfers rows, HeldTransferRunner runner) {
        return Tasks.recurring("sweep-held-transfers", FixedDelay.of(Duration.ofSeconds(1)))
                .execute((instance, context) -> {
                    for (UUID id : rows.takeDue(AT_ONCE)) {
                        runOne(runner, id);
                    }
                });
    }

    /** One that cannot go on never stops the others; it is looked at again after its lease. */
    private static void runOne(HeldTransferRunner runner, UUID id) {
        try {
            runner.run(id);
        } catch (RuntimeException e) {
            LOG.error("held transfer {} could not go on", id, e);
        }
    }
}
