package io.xiaohu.payment.core;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaohu.payment.jdbc.Demands;
import io.xiaohu.payment.jdbc.MerchantRows;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Ends demands whose time is over, and finishes payments whose call died. */
@Configuration(proxyBeanMethods = false)
class DemandSweep {

    private static final Logger LOG = LoggerFactory.getLogger(DemandSweep.class);
    private static final int AT_ONCE = 50;

    @Bean
    RecurringTask<Void> sweepDemands(Demands demands, DemandPayments payments) {
        return Tasks.recurring("sweep-demands", FixedDelay.of(Duration.ofSeconds(2)))
                .execute((instance, context) -> {
                    for (UUID id : demands.takeDue(AT_ONCE)) {
                        recoverOne(demands, payments, id);
                    }
                });
    }

    @Bean
    RecurringTask<Void> sweepMerchantNonces(MerchantRows merchants) {
        return Tasks.recurring("sweep-merchant-nonces", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((instance, context) -> merchants.forgetOldNonces());
    }

    /** One that cannot go on never stops the others; it is looked at again. */
    private static void recoverOne(Demands demands, DemandPayments payments, UUID id) {
        try {
            demands.find(id).ifPresent(payments::recover);
        } catch (RuntimeException e) {
            LOG.error("demand {} could not go on", id, e);
        }
    }
}
