package io.xiaohu.support.routing;

import io.xiaohu.kernel.Texts;
import io.xiaohu.support.ServiceHours;
import io.xiaohu.support.routing.jdbc.RoutingRows;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What happens to a conversation that comes: it is queued, and its owner is told what to expect.
 */
@Service
public class Arrivals {

    private static final Texts TEXTS = Texts.of("support");

    private final RoutingRows rows;
    private final ServiceHours hours;
    private final Clock clock;

    Arrivals(RoutingRows rows, ServiceHours hours, Clock clock) {
        this.rows = rows;
        this.hours = hours;
        this.clock = clock;
    }

    /** Queues a new conversation in the caller's transaction. */
    public void queue(UUID conversation) {
        rows.opened(conversation, clock.instant());
    }

    /**
     * A conversation its customer opens again comes anew, and goes back to whoever had it first.
     *
     * @param agent who had it; null when nobody did
     */
    public void again(UUID conversation, @Nullable UUID agent) {
        rows.reopened(conversation, agent, clock.instant());
    }

    /** It is in the queue again, and does not go to who gave it back while others have room. */
    public void givenBack(UUID conversation, UUID agent) {
        rows.handedBack(conversation, agent, clock.instant());
    }

    /** What stands after a line of ours that somebody is heard again: by when they are answered. */
    public String answered(Locale locale) {
        return byHours(locale, "system.answeredSoon", "system.answeredFrom");
    }

    /** The first line of our own: that we have it, or from when it is answered. */
    public String told(Locale locale) {
        return byHours(locale, "system.received", "system.receivedWhileClosed");
    }

    private String byHours(Locale locale, String open, String closed) {
        ServiceHours.RegionHours now = hours.now(clock.instant(), locale);
        Instant opens = now.opensAt();
        return now.open() || opens == null
                ? TEXTS.get(locale, open)
                : TEXTS.get(locale, closed, Map.of("at", opens));
    }
}
