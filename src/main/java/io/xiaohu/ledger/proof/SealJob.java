package io.xiaohu.ledger.proof;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Seals by itself, every day unless set otherwise. */
@Configuration(proxyBeanMethods = false)
class SealJob {

    @Bean
    RecurringTask<Void> sealLedger(
            Sealing sealing, @Value("${xiaohu.ledger.seals.every}") Duration every) {
        return Tasks.recurring("seal-ledger", FixedDelay.of(every))
                .execute((instance, context) -> sealing.seal());
    }
}
