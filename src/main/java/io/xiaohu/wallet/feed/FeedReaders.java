package io.xiaohu.wallet.feed;

import io.xiaohu.identity.OpenSessions;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.LiveStream;
import io.xiaohu.kernel.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Everybody who follows the feed at this server. Signals wake those they are for. Every few seconds
 * one statement finds who has missed a signal, and now and then another who is signed out: a reader
 * costs a waiting virtual thread, and no connection of the database and no statement of its own.
 */
@Component
class FeedReaders {

    private static final Logger LOG = LoggerFactory.getLogger(FeedReaders.class);
    private static final Duration CATCH_UP = Duration.ofSeconds(3);
    private static final Duration SESSIONS = Duration.ofSeconds(15);
    private static final String TYPING = "typing";
    private static final int ID_LENGTH = 36;

    private final Feed feed;
    private final OpenSessions sessions;
    private final List<AutoCloseable> listening;
    private final Map<UUID, Set<Reader>> readers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("feed-readers").daemon().factory());

    /** A customer's open stream and how far it has told. */
    private static final class Reader {
        private final UUID session;
        private final LiveStream stream;
        private final Queue<String> typing = new ConcurrentLinkedQueue<>();
        private volatile long place;
        private volatile boolean signedIn = true;

        Reader(UUID session, LiveStream stream, long place) {
            this.session = session;
            this.stream = stream;
            this.place = place;
        }
    }

    FeedReaders(Feed feed, Signals signals, OpenSessions sessions) {
        this.feed = feed;
        this.sessions = sessions;
        this.listening =
                List.of(
                        signals.listen(Feed.TOPIC, this::heard),
                        signals.listen(TYPING, this::typing));
        every(CATCH_UP, this::catchUpIfPossible);
        every(SESSIONS, () -> ifPossible(this::endSignedOut));
    }

    /**
     * Streams until the reader goes away or is signed out.
     *
     * @param place the last event the reader has
     */
    void serve(Caller.Customer me, LiveStream stream, long place) {
        UUID customer = me.customerId();
        Reader reader = new Reader(me.sessionId(), stream, place);
        readers.compute(
                customer,
                (id, those) -> {
                    Set<Reader> all = those == null ? ConcurrentHashMap.newKeySet() : those;
                    all.add(reader);
                    return all;
                });
        try {
            stream.run(out -> tell(customer, reader), () -> reader.signedIn);
        } finally {
            readers.computeIfPresent(
                    customer,
                    (id, those) -> {
                        those.remove(reader);
                        return those.isEmpty() ? null : those;
                    });
        }
    }

    private void tell(UUID customer, Reader reader) {
        List<Feed.Event> some;
        do {
            some = feed.after(customer, reader.place);
            for (Feed.Event event : some) {
                reader.stream.event(Long.toString(event.seq()), event.event(), event.data());
                reader.place = event.seq();
            }
        } while (some.size() == Feed.PAGE);
        for (String conversation; (conversation = reader.typing.poll()) != null; ) {
            reader.stream.passing(TYPING, "{\"conversationId\":\"" + conversation + "\"}");
        }
    }

    private void heard(String key) {
        if (key.isEmpty()) {
            timer.execute(this::catchUpIfPossible);
        } else {
            of(key).forEach(reader -> reader.stream.wake());
        }
    }

    /** Written by the stream's own thread: a slow reader holds nobody else up. */
    private void typing(String key) {
        if (key.length() > ID_LENGTH) {
            for (Reader reader : of(key.substring(0, ID_LENGTH))) {
                reader.typing.add(key.substring(ID_LENGTH + 1));
                reader.stream.wake();
            }
        }
    }

    private Collection<Reader> of(String customer) {
        return readers.getOrDefault(UUID.fromString(customer), Set.of());
    }

    private void catchUp() {
        Map<UUID, Long> heads = feed.heads(new ArrayList<>(readers.keySet()));
        heads.forEach((customer, head) -> {
            for (Reader reader : readers.getOrDefault(customer, Set.of())) {
                if (reader.place < head) {
                    reader.stream.wake();
                }
            }
        });
    }

    private void endSignedOut() {
        List<Reader> all = readers.values().stream().flatMap(Set::stream).toList();
        Set<UUID> open =
                sessions.open(all.stream().map(one -> one.session).collect(Collectors.toSet()));
        for (Reader reader : all) {
            if (!open.contains(reader.session)) {
                reader.signedIn = false;
                reader.stream.end();
            }
        }
    }

    private void catchUpIfPossible() {
        ifPossible(this::catchUp);
    }

    private void ifPossible(Runnable work) {
        try {
            if (!readers.isEmpty()) {
                work.run();
            }
        } catch (DataAccessException e) {
            LOG.warn("live events are delayed: {}", e.getMessage());
        }
    }

    private void every(Duration time, Runnable work) {
        timer.scheduleWithFixedDelay(work, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets the server stop without waiting for readers, who come back by themselves. */
    @EventListener(ContextClosedEvent.class)
    void stop() throws Exception {
        timer.shutdownNow();
        for (AutoCloseable one : listening) {
            one.close();
        }
        readers.values().forEach(those -> those.forEach(reader -> reader.stream.end()));
    }
}
