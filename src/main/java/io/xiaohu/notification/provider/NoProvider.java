package io.xiaohu.notification.provider;

import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Outside demo mode, until the operator configures a provider: every text fails, and its trace says
 * so.
 */
@Component
@Profile("!demo")
class NoProvider implements TextProvider {

    private static final Logger LOG = LoggerFactory.getLogger(NoProvider.class);

    @Override
    public List<Report> send(UUID id, Phone to, String kind, String content) {
        LOG.error("no provider for text messages is configured; text {} cannot be sent", id);
        return List.of(new Report(DeliveryStep.State.FAILED, DeliveryStep.Why.NO_PROVIDER));
    }
}
