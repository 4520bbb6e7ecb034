package io.xiaohu.notification.provider;

import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Carries texts to phones. */
public interface TextProvider {

    /**
     * Hands a text over; the same id may come again after a crash and is the same text.
     *
     * @return what the provider reports at once: accepted, perhaps delivered, or failed
     * @throws Unreachable when nothing is known; the text is handed over again a little later
     */
    List<Report> send(UUID id, Phone to, String kind, String content);

    /** What a provider says of a text. */
    record Report(DeliveryStep.State state, DeliveryStep.@Nullable Why why) {
        public static Report of(DeliveryStep.State state) {
            return new Report(state, null);
        }
    }

    /** The provider could not be asked. */
    final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unreachable(Throwable cause) {
            super("the text provider cannot be reached", cause);
        }
    }
}
