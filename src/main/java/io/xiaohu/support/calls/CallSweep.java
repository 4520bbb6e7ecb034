package io.xiaohu.support.calls;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaohu.support.calls.jdbc.CallRows;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Ends calls nobody ended: no call lasts that long. */
@Component
class CallSweep {

    static final Duration LONGEST = Duration.ofHours(4);

    private final CallRows rows;
    private final PhoneCalls calls;
    private final Clock clock;

    CallSweep(CallRows rows, PhoneCalls calls, Clock clock) {
        this.rows = rows;
        this.calls = calls;
        this.clock = clock;
    }

    void run() {
        rows.forgotten(clock.instant().minus(LONGEST)).forEach(calls::forget);
    }

    /** The job that looks. */
    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        RecurringTask<Void> endForgottenCalls(CallSweep sweep) {
            return Tasks.recurring("end-forgotten-calls", FixedDelay.of(Duration.ofMinutes(10)))
                    .execute((instance, context) -> sweep.run());
        }
    }
}
