package io.xiaohu.support.live;

import io.xiaohu.kernel.LiveStream;
import io.xiaohu.kernel.Signals;
import io.xiaohu.support.ConversationsChanged;
import io.xiaohu.support.jdbc.GuestFeed;
import io.xiaohu.support.jdbc.GuestFeed.Guest;
import io.xiaohu.support.jdbc.GuestFeed.Look;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Guests who follow their conversations at this server. An event says which conversation looks
 * different and holds nothing of it: whoever has it open reads what is after the last line they
 * have, so that an event told twice is no line told twice. Whoever comes, or comes back, is told of
 * all they have first, so that nothing is missed in between; every few seconds one statement for
 * all finds what no signal was heard of.
 */
@Component
public class GuestStreams {

    private static final Logger LOG = LoggerFactory.getLogger(GuestStreams.class);
    private static final Duration CATCH_UP = Duration.ofSeconds(3);

    private final GuestFeed feed;
    private final Clock clock;
    private final List<AutoCloseable> listening;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("guest-streams").daemon().factory());

    private static final class Follower {
        private final Guest guest;
        private final LiveStream stream;
        private final Queue<UUID> typing = new ConcurrentLinkedQueue<>();
        private volatile Map<UUID, Look> told = Map.of();

        Follower(Guest guest, LiveStream stream) {
            this.guest = guest;
            this.stream = stream;
        }
    }

    GuestStreams(GuestFeed feed, Signals signals, Clock clock) {
        this.feed = feed;
        this.clock = clock;
        this.listening =
                List.of(
                        signals.listen(ConversationsChanged.GUESTS, this::changed),
                        signals.listen(ConversationsChanged.GUESTS_TYPING, this::typing));
        timer.scheduleWithFixedDelay(
                this::catchUp, CATCH_UP.toMillis(), CATCH_UP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Streams until the reader goes away. */
    public void serve(Guest guest, OutputStream out) {
        Follower follower = new Follower(guest, new LiveStream(out, now()));
        followers.add(follower);
        try {
            follower.stream.run(open -> tell(follower), () -> true);
        } finally {
            followers.remove(follower);
        }
    }

    private void tell(Follower follower) {
        Map<UUID, Look> now =
                feed.of(List.of(follower.guest)).getOrDefault(follower.guest, Map.of());
        now.forEach((id, look) -> {
            if (!look.equals(follower.told.get(id))) {
                follower.stream.event(now(), "message", conversation(id));
            }
        });
        follower.told = now;
        for (UUID id; (id = follower.typing.poll()) != null; ) {
            follower.stream.passing("typing", conversation(id));
        }
    }

    private static String conversation(UUID id) {
        return "{\"conversationId\":\"" + id + "\"}";
    }

    private String now() {
        return Long.toString(clock.instant().toEpochMilli());
    }

    private void changed(String key) {
        if (key.isEmpty()) {
            timer.execute(this::catchUp);
        } else {
            of(key, follower -> follower.stream.wake());
        }
    }

    private void typing(String key) {
        if (!key.isEmpty()) {
            of(
                    key,
                    follower -> {
                        follower.typing.add(UUID.fromString(key));
                        follower.stream.wake();
                    });
        }
    }

    private void of(String conversation, Consumer<Follower> what) {
        UUID id = UUID.fromString(conversation);
        followers.stream().filter(one -> one.told.containsKey(id)).forEach(what);
    }

    private void catchUp() {
        if (followers.isEmpty()) {
            return;
        }
        try {
            Map<Guest, Map<UUID, Look>> now =
                    feed.of(followers.stream().map(one -> one.guest).distinct().toList());
            followers.stream()
                    .filter(one -> !one.told.equals(now.getOrDefault(one.guest, Map.of())))
                    .forEach(one -> one.stream.wake());
        } catch (DataAccessException e) {
            LOG.warn("guests' events are delayed: {}", e.getMessage());
        }
    }

    /** Lets the server stop without waiting for readers, who come back by themselves. */
    @EventListener(ContextClosedEvent.class)
    void stop() throws Exception {
        timer.shutdownNow();
        for (AutoCloseable one : listening) {
            one.close();
        }
        followers.forEach(follower -> follower.stream.end());
    }
}
