package io.xiaohu.funding.reconciliation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Fetches what is due and posts what is approved, on one server at a time. */
@Configuration(proxyBeanMethods = false)
class ReconciliationJobs {

    @Bean
    RecurringTask<Void> importStatements(StatementImports imports) {
        return Tasks.recurring("import-statements", FixedDelay.of(Duration.ofSeconds(1)))
                .execute((instance, context) -> {
                    imports.addEnded();
                    while (imports.fetchOne()) {
                        continue;
                    }
                });
    }

    @Bean
    RecurringTask<Void> endDifferences(Resolutions resolutions) {
        return Tasks.recurring("end-differences", FixedDelay.of(Duration.ofSeconds(1)))
                .execute((instance, context) -> resolutions.finishDue());
    }
}
