package io.xiaohu.notification;

import io.xiaohu.kernel.Phone;
import java.util.List;
import java.util.UUID;

/** Sends text messages. */
public interface OutgoingTexts {

    /**
     * Stores a text to be sent after the caller's transaction has committed.
     *
     * @param kind what it is, such as {@code CODE}; safe to show
     * @return the text's id, by which its way can be followed
     */
    UUID send(Phone to, String kind, String content);

    /** The text's way so far. */
    List<DeliveryStep> trace(UUID text);
}
