package io.xiaohu.support;

import io.xiaohu.kernel.Signals;
import io.xiaohu.support.jdbc.ConversationRows;
import io.xiaohu.support.levels.ServiceClocks;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells whoever follows a conversation that something in it changed; its service-level clocks
 * follow in the same transaction.
 */
@Component
public class ConversationsChanged {

    /** What wakes guests, with a conversation's id. */
    public static final String GUESTS = "guest";

    /** Tells guests that somebody types in a conversation, with its id. */
    public static final String GUESTS_TYPING = "guest-typing";

    private final ConversationRows rows;
    private final ApplicationEventPublisher events;
    private final ServiceClocks clocks;
    private final Signals signals;
    private final Clock clock;

    ConversationsChanged(
            ConversationRows rows,
            ApplicationEventPublisher events,
            ServiceClocks clocks,
            Signals signals,
            Clock clock) {
        this.rows = rows;
        this.clocks = clocks;
        this.events = events;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * @param author who wrote the new line; empty when only the state changed
     */
    public void tell(UUID id, String author, boolean internal) {
        ConversationRow now = rows.touch(id);
        clocks.follow(now, author, internal);
        events.publishEvent(
                new ConversationChanged(
                        id,
                        now.customerId(),
                        now.lastSeq(),
                        author,
                        internal,
                        now.state().name(),
                        clock.instant().toEpochMilli()));
        wakeDesks(id);
        if (now.customerId() == null && !internal) {
            signals.send(GUESTS, id.toString());
        }
    }

    /** Something only staff look at changed. */
    void wakeDesks(UUID id) {
        signals.send("desk", id.toString());
    }
}
