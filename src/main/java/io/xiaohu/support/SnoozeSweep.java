package io.xiaohu.support;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Brings back what was put aside once its time has come. Each conversation is held while it is
 * looked at, so several servers bring it back once.
 */
@Component
class SnoozeSweep {

    private static final Logger LOG = LoggerFactory.getLogger(SnoozeSweep.class);

    private final ConversationHandling handling;

    SnoozeSweep(ConversationHandling handling) {
        this.handling = handling;
    }

    void run() {
        for (UUID id : handling.toWake()) {
            try {
                handling.wakeWhenDue(id);
            } catch (RuntimeException e) {
                LOG.error("conversation {} was not brought back", id, e);
            }
        }
    }

    /** The job that looks. */
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> wakeSnoozedConversations(SnoozeSweep sweep) {
            return Tasks.recurring(
                            "wake-snoozed-conversations", FixedDelay.of(Duration.ofSeconds(5)))
                    .execute((instance, context) -> sweep.run());
        }
    }
}
