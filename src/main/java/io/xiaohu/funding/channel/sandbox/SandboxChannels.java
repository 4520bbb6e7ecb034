package io.xiaohu.funding.channel.sandbox;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;

/** Two simulated banks, so that there is another one when one is down. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
public class SandboxChannels {

    public static final List<String> IDS = List.of("sandbox", "sandbox-b");

    @Bean
    @Order(1)
    SandboxChannel sandbox(
            SandboxBank bank, SandboxSteering steering, SandboxSignatures signatures) {
        return new SandboxChannel(IDS.get(0), bank, steering, signatures);
    }

    @Bean
    @Order(2)
    SandboxChannel sandboxB(
            SandboxBank bank, SandboxSteering steering, SandboxSignatures signatures) {
        return new SandboxChannel(IDS.get(1), bank, steering, signatures);
    }
}
