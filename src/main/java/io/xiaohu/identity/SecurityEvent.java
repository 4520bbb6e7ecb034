package io.xiaohu.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that concerns an account's safety.
 *
 * @param kind stable, such as SIGNED_IN
 * @param title the same in words
 * @param device the browser or app, as it named itself, shortened
 * @param place where the address is, about; empty when not known
 * @param disowned whether the customer said that it was not them
 */
public record SecurityEvent(
        UUID id,
        String kind,
        String title,
        String device,
        String address,
        String place,
        Instant at,
        boolean disowned) {}
