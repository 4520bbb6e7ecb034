package io.xiaohu.funding.channel.sandbox;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.xiaohu.funding.channel.PaymentChannel;
import io.xiaohu.funding.core.ChannelCallbacks;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** A simulated bank calls back, signed as it would be over the network. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class SandboxCallbacks {

    record Callback(String channel, UUID order, boolean done) {}

    static final TaskDescriptor<Callback> CALLBACK =
            TaskDescriptor.of("sandbox-bank-callback", Callback.class);

    @Bean
    OneTimeTask<Callback> sandboxCallback(
            ChannelCallbacks callbacks, SandboxBank bank, SandboxSignatures signatures) {
        return Tasks.oneTime(CALLBACK)
                .execute((instance, context) -> {
                    Callback callback = instance.getData();
                    bank.sent(callback.order(), callback.done());
                    callbacks.take(
                            callback.channel(),
                            signatures.sign(
                                    callback.channel(),
                                    new PaymentChannel.Callback(
                                            callback.order(), callback.done())));
                });
    }
}
