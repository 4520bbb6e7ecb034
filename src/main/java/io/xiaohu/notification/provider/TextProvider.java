package io.xiaohu.notification.provider;

import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep;
import java.util.List;
import java.util.UUID;

/** Carries texts to phones. */
public interface TextProvider {

    /**
     * Hands a text over; the same id may come again after a crash and is the same text.
     *
     * @return what the provider reports at once: accepted, perhaps delivered, or failed
     */
    List<DeliveryStep.State> send(UUID id, Phone to, String kind, String content);
}
