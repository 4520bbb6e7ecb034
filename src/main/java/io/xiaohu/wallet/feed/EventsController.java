package io.xiaohu.wallet.feed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.identity.OpenSessions;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.LiveStream;
import io.xiaohu.kernel.Signals;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Live events")
@RestController
class EventsController {

    private final Feed feed;
    private final Signals signals;
    private final OpenSessions sessions;
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();

    EventsController(Feed feed, Signals signals, OpenSessions sessions) {
        this.feed = feed;
        this.signals = signals;
        this.sessions = sessions;
    }

    @Operation(
            summary = "Live events",
            description =
                    "Server-Sent Events: message, movement, notice, case, typing. Each kept event"
                            + " has an id; coming back with Last-Event-ID continues with nothing"
                            + " missing.")
    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @AuthenticationPrincipal Caller.Customer me,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last,
            @RequestParam(required = false) @Nullable Long lastEventId,
            HttpServletResponse response)
            throws Exception {
        UUID customer = me.customerId();
        Long known = last != null ? last : lastEventId;
        AtomicLong place = new AtomicLong(known != null ? known : feed.head(customer));
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        LiveStream stream = new LiveStream(response.getOutputStream());
        streams.add(stream);
        try (AutoCloseable listening =
                        signals.listen(
                                Feed.TOPIC,
                                key -> {
                                    if (key.isEmpty() || key.equals(customer.toString())) {
                                        stream.wake();
                                    }
                                });
                AutoCloseable typing =
                        signals.listen(
                                "typing",
                                key -> {
                                    if (key.startsWith(customer + ":")) {
                                        typing(stream, key.substring(37));
                                    }
                                })) {
            stream.run(
                    out -> {
                        for (Feed.Event event : feed.after(customer, place.get())) {
                            out.event(Long.toString(event.seq()), event.event(), event.data());
                            place.set(event.seq());
                        }
                    },
                    () -> sessions.isOpen(me));
        } finally {
            streams.remove(stream);
        }
    }

    private static void typing(LiveStream stream, String conversation) {
        try {
            stream.passing("typing", "{\"conversationId\":\"" + conversation + "\"}");
        } catch (RuntimeException readerGone) {
            stream.end();
        }
    }

    /** Lets the server stop without waiting for readers, who come back by themselves. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        streams.forEach(LiveStream::end);
    }
}
