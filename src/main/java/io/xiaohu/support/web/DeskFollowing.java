package io.xiaohu.support.web;

import io.xiaohu.kernel.LiveStream;
import io.xiaohu.support.jdbc.ChangeFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What one desk is told. A signal is passed on at once; every few seconds the table is read for
 * what no signal told of, from where the desk says it stopped.
 */
final class DeskFollowing {

    private static final Duration CATCH_UP = Duration.ofSeconds(3);

    private final ChangeFeed changes;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final Queue<String> typing = new ConcurrentLinkedQueue<>();
    private final Map<UUID, Instant> told = new HashMap<>();
    private volatile boolean named = true;
    private volatile boolean gap;
    private Instant place;
    private long caughtUp;

    /**
     * @param last where the desk stopped; null for one that begins by reading everything
     */
    DeskFollowing(ChangeFeed changes, @Nullable Instant last) {
        this.changes = changes;
        this.gap = last == null;
        this.place = last == null ? changes.now() : last;
        this.caughtUp = System.nanoTime() - CATCH_UP.toNanos();
    }

    void heard(String conversation) {
        if (conversation.isEmpty()) {
            gap = true;
        } else {
            heard.add(conversation);
        }
    }

    void typing(String conversation) {
        typing.add(conversation);
    }

    /** Somebody named whoever sits here, or they have looked. */
    void named() {
        named = true;
    }

    void writeNew(LiveStream out) {
        if (gap) {
            gap = false;
            out.event(place(), "refresh", "{}");
        }
        for (String id; (id = heard.poll()) != null; ) {
            tell(out, "conversation", id);
        }
        for (String id; (id = typing.poll()) != null; ) {
            out.passing("typing", data(id));
        }
        if (named) {
            named = false;
            out.passing("mention", "{}");
        }
        if (System.nanoTime() - caughtUp >= CATCH_UP.toNanos()) {
            catchUp(out);
            caughtUp = System.nanoTime();
        }
    }

    private void catchUp(LiveStream out) {
        List<ChangeFeed.Change> found = changes.since(place);
        if (found.isEmpty()) {
            told.clear();
            return;
        }
        Instant latest = found.getFirst().at();
        place = latest.isAfter(place) ? latest : place;
        if (found.size() == ChangeFeed.MOST) {
            out.event(place(), "refresh", "{}");
        }
        Map<UUID, Instant> before = Map.copyOf(told);
        told.clear();
        for (ChangeFeed.Change change : found.reversed()) {
            told.put(change.id(), change.at());
            if (!change.at().equals(before.get(change.id())) && found.size() < ChangeFeed.MOST) {
                tell(out, "conversation", change.id().toString());
            }
        }
    }

    private void tell(LiveStream out, String event, String conversation) {
        out.event(place(), event, data(conversation));
    }

    /** Whoever comes back with it is told of everything after it again. */
    private String place() {
        return Long.toString(place.toEpochMilli());
    }

    private static String data(String conversation) {
        return "{\"conversationId\":\"" + conversation + "\"}";
    }
}
