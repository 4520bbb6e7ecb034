package io.xiaohu.support.live;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.LiveStream;
import io.xiaohu.kernel.Signals;
import io.xiaohu.staff.OpenDeskSessions;
import io.xiaohu.support.Mentions;
import io.xiaohu.support.jdbc.ChangeFeed;
import io.xiaohu.support.jdbc.ChangeFeed.Change;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Everybody who follows the desk at this server. An event says which conversation changed and holds
 * nothing of it: whoever has it open reads what is after the last line they have, so that an event
 * told twice is no line told twice. Every few seconds one statement for all finds what no signal
 * was heard of.
 *
 * <p>An event's id is the moment it was told. Coming back with it tells every conversation that
 * changed since then, or {@code refresh} when those are too many.
 */
@Component
public class DeskStreams {

    private static final Logger LOG = LoggerFactory.getLogger(DeskStreams.class);
    private static final Duration CATCH_UP = Duration.ofSeconds(3);
    private static final Duration LONGEST_AWAY = Duration.ofMinutes(10);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(15);
    private static final String REFRESH = "refresh";
    private static final String CONVERSATION = "conversation";
    private static final Told NAMED = new Told("mention", "{}", false);

    private final ChangeFeed changes;
    private final OpenDeskSessions sessions;
    private final Clock clock;
    private final List<AutoCloseable> listening;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("desk-streams").daemon().factory());

    /** What the last look found; used by the timer's thread alone. */
    private Map<UUID, Instant> found = Map.of();

    private record Told(String event, String data, boolean kept) {}

    private record Follower(String staff, LiveStream stream, Queue<Told> queue) {

        void tell(Told told) {
            queue.add(told);
            stream.wake();
        }
    }

    DeskStreams(ChangeFeed changes, OpenDeskSessions sessions, Signals signals, Clock clock) {
        this.changes = changes;
        this.sessions = sessions;
        this.clock = clock;
        this.listening =
                List.of(
                        signals.listen("desk", this::changed),
                        signals.listen("desk-typing", this::typing),
                        signals.listen(Mentions.TOPIC, this::named));
        timer.scheduleWithFixedDelay(
                this::catchUp, CATCH_UP.toMillis(), CATCH_UP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Streams until the reader goes away or is signed out.
     *
     * @param me who reads
     * @param lastId the id of the last event the reader has; null for one who begins
     */
    public void serve(Caller.Staff me, OutputStream out, @Nullable Long lastId) {
        LiveStream stream = new LiveStream(out, now());
        Follower follower =
                new Follower(me.staffId().toString(), stream, new ConcurrentLinkedQueue<>());
        followers.add(follower);
        try {
            follower.queue().add(NAMED);
            missed(lastId).forEach(follower.queue()::add);
            stream.run(opened -> drain(follower), () -> sessions.isOpen(me.sessionId()));
        } finally {
            followers.remove(follower);
        }
    }

    private List<Told> missed(@Nullable Long lastId) {
        Instant now = clock.instant();
        Instant since = lastId == null ? Instant.EPOCH : Instant.ofEpochMilli(lastId);
        if (since.isBefore(now.minus(LONGEST_AWAY)) || since.isAfter(now.plus(CLOCKS_APART))) {
            return List.of(new Told(REFRESH, "{}", true));
        }
        List<Change> missed = changes.since(since);
        return missed.size() == ChangeFeed.MOST
                ? List.of(new Told(REFRESH, "{}", true))
                : missed.stream().map(DeskStreams::told).toList();
    }

    private void drain(Follower follower) {
        String id = now();
        for (Told told; (told = follower.queue().poll()) != null; ) {
            if (told.kept()) {
                follower.stream().event(id, told.event(), told.data());
            } else {
                follower.stream().passing(told.event(), told.data());
            }
        }
    }

    private String now() {
        return Long.toString(clock.instant().toEpochMilli());
    }

    private void changed(String id) {
        all(id.isEmpty() ? new Told(REFRESH, "{}", true) : conversation(id, null));
    }

    private void typing(String id) {
        if (!id.isEmpty()) {
            all(new Told("typing", "{\"conversationId\":\"" + id + "\"}", false));
        }
    }

    /** Somebody at the desk was named, or has looked; they read their mentions. */
    private void named(String staff) {
        followers.stream()
                .filter(one -> staff.isEmpty() || staff.equals(one.staff()))
                .forEach(one -> one.tell(NAMED));
    }

    private void all(Told told) {
        followers.forEach(follower -> follower.tell(told));
    }

    private void catchUp() {
        if (followers.isEmpty()) {
            found = Map.of();
            return;
        }
        try {
            Map<UUID, Instant> now = new HashMap<>();
            List<Change> latest = changes.since(changes.now());
            if (latest.size() == ChangeFeed.MOST) {
                all(new Told(REFRESH, "{}", true));
            }
            for (Change change : latest) {
                now.put(change.id(), change.at());
                if (!change.at().equals(found.get(change.id()))
                        && latest.size() < ChangeFeed.MOST) {
                    all(told(change));
                }
            }
            found = now;
        } catch (DataAccessException e) {
            LOG.warn("the desk's events are delayed: {}", e.getMessage());
        }
    }

    private static Told told(Change change) {
        return conversation(change.id().toString(), change.lastSeq());
    }

    private static Told conversation(String id, @Nullable Long seq) {
        String more = seq == null ? "" : ",\"seq\":" + seq;
        return new Told(CONVERSATION, "{\"conversationId\":\"" + id + "\"" + more + "}", true);
    }

    /** Lets the server stop without waiting for readers, who come back by themselves. */
    @EventListener(ContextClosedEvent.class)
    void stop() throws Exception {
        timer.shutdownNow();
        for (AutoCloseable one : listening) {
            one.close();
        }
        followers.forEach(follower -> follower.stream().end());
    }
}
