package io.xiaohu.notification.provider;

import io.xiaohu.kernel.Phone;
import io.xiaohu.notification.DeliveryStep;
import io.xiaohu.notification.OutgoingText;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Carries texts to phones. */
public interface TextProvider {

    /** What the trace calls it, such as {@code aliyun}. */
    String name();

    /**
     * Hands a text over; the same id may come again after a crash and is the same text.
     *
     * @return what the provider reports at once: accepted, perhaps delivered, or failed
     * @throws Unreachable when nothing is known; the text goes to the next provider, or is handed
     *     over again a little later
     */
    List<Report> send(UUID id, Phone to, OutgoingText text);

    /**
     * What a provider says of a text.
     *
     * @param code the provider's or carrier's own word for it
     * @param reference the provider's id of the text, by which its receipts name it
     */
    record Report(
            DeliveryStep.State state,
            DeliveryStep.@Nullable Why why,
            @Nullable String code,
            @Nullable String reference) {

        private static final int LONGEST_CODE = 64;

        public static Report of(DeliveryStep.State state) {
            return new Report(state, null, null, null);
        }

        public static Report accepted(String reference) {
            return new Report(DeliveryStep.State.ACCEPTED, null, null, reference);
        }

        public static Report failed(DeliveryStep.Why why, @Nullable String code) {
            return new Report(
                    DeliveryStep.State.FAILED, why, code == null ? null : safe(code), null);
        }

        /** A code is shown to people: what no code contains is left out. */
        private static String safe(String code) {
            String plain = code.replaceAll("[^A-Za-z0-9:._-]", "");
            return plain.length() > LONGEST_CODE ? plain.substring(0, LONGEST_CODE) : plain;
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
