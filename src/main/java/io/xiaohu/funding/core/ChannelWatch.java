package io.xiaohu.funding.core;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.xiaohu.funding.channel.PaymentChannels;
import io.xiaohu.funding.jdbc.Circuits;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks at every channel now and then, on one server at a time. */
@Configuration(proxyBeanMethods = false)
class ChannelWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelWatch.class);

    private static final Duration EVERY = Duration.ofSeconds(3);

    @Bean
    RecurringTask<Void> watchChannels(
            PaymentChannels channels, ChannelHealth health, Circuits circuits, Clock clock) {
        return Tasks.recurring("watch-channels", FixedDelay.of(EVERY))
                .execute((instance, context) -> {
                    channels.all()
                            .forEach(channel -> {
                                try {
                                    health.watch(channel);
                                } catch (RuntimeException e) {
                                    LOG.error("channel {} could not be looked at", channel.id(), e);
                                }
                            });
                    circuits.forget(clock.instant().minus(CircuitRules.WINDOW.multipliedBy(2)));
                });
    }
}
