package io.xiaohu.identity.jdbc;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Forgets what is of no use any more: challenges after a week, networks not seen for 90 days, codes
 * after half a year in which somebody could ask about one.
 */
@Repository
class IdentitySweep {

    private static final Duration CHALLENGES_KEPT = Duration.ofDays(7);
    private static final Duration NETWORKS_KEPT = Duration.ofDays(90);
    private static final Duration CODES_KEPT = Duration.ofDays(180);

    private static final String FORGET_CHALLENGES =
            "delete from identity.challenge where expires_at < :before";

    private static final String FORGET_NETWORKS =
            "delete from identity.known_network where seen_at < :before";

    private static final String FORGET_CODES =
            "delete from identity.code where expires_at < :before";

    private final JdbcClient sql;
    private final Clock clock;

    IdentitySweep(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Zero rows is the normal case. */
    void forgetOld() {
        OffsetDateTime now = OffsetDateTime.now(clock);
        sql.sql(FORGET_CHALLENGES).param("before", now.minus(CHALLENGES_KEPT)).update();
        sql.sql(FORGET_NETWORKS).param("before", now.minus(NETWORKS_KEPT)).update();
        sql.sql(FORGET_CODES).param("before", now.minus(CODES_KEPT)).update();
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {

        @Bean
        RecurringTask<Void> forgetOldIdentityRows(IdentitySweep sweep) {
            return Tasks.recurring("forget-identity-rows", FixedDelay.of(Duration.ofHours(6)))
                    .execute((instance, context) -> sweep.forgetOld());
        }
    }
}
