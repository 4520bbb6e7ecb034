package io.xiaohu.verification;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaohu.notification.Notices;
import io.xiaohu.verification.core.Standing;
import io.xiaohu.verification.jdbc.DocumentRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells customers in good time that the identity card or the checks behind their class run out,
 * lowers the class when they have, and erases pictures nobody needs any more.
 */
@Component
class ClassExpiry {

    private static final Logger LOG = LoggerFactory.getLogger(ClassExpiry.class);

    private final AccountClasses classes;
    private final CheckDecisions decisions;
    private final DocumentRows documents;
    private final Notices notices;
    private final TransactionTemplate transactions;
    private final VerificationSettings settings;
    private final Clock clock;

    ClassExpiry(
            AccountClasses classes,
            CheckDecisions decisions,
            DocumentRows documents,
            Notices notices,
            TransactionTemplate transactions,
            VerificationSettings settings,
            Clock clock) {
        this.classes = classes;
        this.decisions = decisions;
        this.documents = documents;
        this.notices = notices;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        for (AccountClasses.Ending one : classes.ending(now, now.plus(settings.noticeBefore()))) {
            // One that cannot be done never stops the others; it is tried again.
            try {
                if (!one.at().isAfter(now)) {
                    decisions.end(one.customer());
                } else {
                    tell(one);
                }
            } catch (RuntimeException e) {
                LOG.error("the class of {} could not be looked after", one.customer(), e);
            }
        }
        documents.erase();
    }

    private void tell(AccountClasses.Ending one) {
        LocalDate day = LocalDate.ofInstant(one.at().minusMillis(1), Standing.ZONE);
        transactions.executeWithoutResult(status -> {
            if (classes.told(one.customer())) {
                notices.tell(
                        one.customer(),
                        "CLASS_ENDING",
                        Map.of("class", one.accountClass().name(), "day", day.toString()),
                        null);
            }
        });
    }

    /** The job that looks. */
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> expireClasses(ClassExpiry expiry) {
            return Tasks.recurring("expire-classes", FixedDelay.of(Duration.ofHours(1)))
                    .execute((instance, context) -> expiry.run());
        }
    }
}
