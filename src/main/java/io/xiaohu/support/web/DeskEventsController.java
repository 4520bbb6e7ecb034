package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.LiveStream;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.kernel.Signals;
import io.xiaohu.support.Mentions;
import io.xiaohu.support.jdbc.ChangeFeed;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: conversations")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR, Role.ADMIN})
class DeskEventsController {

    private final Signals signals;
    private final ChangeFeed changes;
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();

    DeskEventsController(Signals signals, ChangeFeed changes) {
        this.signals = signals;
        this.changes = changes;
    }

    @Operation(
            summary = "Live events of the desk",
            description =
                    "Server-Sent Events: conversation (something in it changed: read what is after"
                            + " the last line you have), typing, mention (read your mentions),"
                            + " refresh (read all anew). Coming back with Last-Event-ID tells of"
                            + " everything that changed meanwhile; some of it may be told again.")
    @GetMapping(path = "/api/v1/desk/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last,
            @RequestParam(required = false) @Nullable Long lastEventId,
            HttpServletResponse response)
            throws Exception {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        Long known = last != null ? last : lastEventId;
        LiveStream stream = new LiveStream(response.getOutputStream());
        DeskFollowing following =
                new DeskFollowing(changes, known == null ? null : Instant.ofEpochMilli(known));
        String staff = me.staffId().toString();
        streams.add(stream);
        try (AutoCloseable conversations =
                        signals.listen(
                                "desk",
                                key -> {
                                    following.heard(key);
                                    stream.wake();
                                });
                AutoCloseable passing =
                        signals.listen(
                                "desk-typing",
                                key -> {
                                    if (!key.isEmpty()) {
                                        following.typing(key);
                                        stream.wake();
                                    }
                                });
                AutoCloseable names =
                        signals.listen(
                                Mentions.TOPIC,
                                key -> {
                                    if (key.isEmpty() || key.equals(staff)) {
                                        following.named();
                                        stream.wake();
                                    }
                                })) {
            stream.run(following::writeNew, () -> true);
        } finally {
            streams.remove(stream);
        }
    }

    /** Lets the server stop without waiting for readers, who come back by themselves. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        streams.forEach(LiveStream::end);
    }
}
