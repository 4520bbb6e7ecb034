package io.xiaohu.notification;

import io.xiaohu.kernel.Phone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Sends text messages. */
public interface OutgoingTexts {

    /**
     * Stores a text to be sent after the caller's transaction has committed.
     *
     * @return the text's id, by which its way can be followed
     */
    UUID send(Phone to, OutgoingText text);

    /**
     * The same for a text that was made from no template.
     *
     * @param kind what it is, such as {@code CODE}; safe to show
     */
    default UUID send(Phone to, String kind, String content) {
        return send(to, new OutgoingText(kind, content, null, Locale.CHINA, new LinkedHashMap<>()));
    }

    /**
     * Stores a text to be read out in a phone call, in the same way.
     *
     * @throws IllegalStateException when no call can be made here
     */
    UUID call(Phone to, OutgoingText text);

    /** Whether anybody is configured who makes calls. */
    boolean canCall();

    /** The text's way so far. */
    List<DeliveryStep> trace(UUID text);
}
