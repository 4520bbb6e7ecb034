package io.xiaohu.notification.provider;

import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.OutgoingText;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outside demo mode, until the operator configures a provider: every text fails, and its trace says
 * so.
 */
class NoProvider implements TextProvider {

    private static final Logger LOG = LoggerFactory.getLogger(NoProvider.class);

    @Override
    public String name() {
        return "none";
    }

    @Override
    public List<Report> send(UUID id, Phone to, OutgoingText text) {
        LOG.error("no provider for text messages is configured; text {} cannot be sent", id);
        return List.of(Report.failed(DeliveryStep.Why.NO_PROVIDER, null));
    }
}
