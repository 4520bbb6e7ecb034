package io.xiaohu.notification;

import io.xiaohu.kernel.Phone;
import java.util.Optional;

/**
 * Knows the phrase by which a phone's owner tells our texts from a fraudster's. Whoever owns
 * customers implements it.
 */
public interface AntiPhishingPhrases {

    /**
     * Empty when its owner has chosen none, and for a phone that is not registered: who is not a
     * customer is told nothing. It asks the database the same for every phone.
     */
    Optional<String> of(Phone phone);
}
