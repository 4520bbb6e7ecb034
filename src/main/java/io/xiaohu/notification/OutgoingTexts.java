package io.xiaohu.notification;

import io.xiaohu.kernel.Phone;
import java.util.List;
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
