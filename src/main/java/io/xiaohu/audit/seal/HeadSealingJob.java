package io.xiaohu.audit.seal;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Signs the trail's head by itself: what nobody signed yet is all an intruder could take back. */
@Configuration(proxyBeanMethods = false)
class HeadSealingJob {

    @Bean
    RecurringTask<Void> sealAuditHead(
            HeadSealing sealing, @Value("${xiaohu.audit.heads.every}") Duration every) {
        return Tasks.recurring("seal-audit-head", FixedDelay.of(every))
                .execute((instance, context) -> sealing.seal());
    }
}
