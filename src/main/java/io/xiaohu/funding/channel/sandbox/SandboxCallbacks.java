package io.xiaohu.funding.channel.sandbox;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.xiaohu.funding.channel.ChannelAnswer;
import io.xiaohu.funding.core.FlowRunner;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The simulated bank calls back: a second time, or with something else than it said before. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class SandboxCallbacks {

    record Callback(UUID order, boolean done) {}

    static final TaskDescriptor<Callback> CALLBACK =
            TaskDescriptor.of("sandbox-callback", Callback.class);

    @Bean
    OneTimeTask<Callback> sandboxCallback(FlowRunner flows) {
        return Tasks.oneTime(CALLBACK)
                .execute((instance, context) -> {
                    Callback callback = instance.getData();
                    flows.receive(
                            callback.order(),
                            callback.done()
                                    ? new ChannelAnswer.Done()
                                    : new ChannelAnswer.Failed(ChannelAnswer.Why.REJECTED));
                });
    }
}
