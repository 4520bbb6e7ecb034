package io.xiaohu.platform.web;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets kept answers once nobody repeats those calls any more. */
@Configuration(proxyBeanMethods = false)
class IdempotentCallSweep {

    @Bean
    RecurringTask<Void> forgetIdempotentCalls(IdempotentCalls calls) {
        return Tasks.recurring("forget-idempotent-calls", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> calls.forgetOld());
    }
}
