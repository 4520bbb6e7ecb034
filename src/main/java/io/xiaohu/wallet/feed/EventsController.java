package io.xiaohu.wallet.feed;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.LiveStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private final FeedReaders readers;

    EventsController(Feed feed, FeedReaders readers) {
        this.feed = feed;
        this.readers = readers;
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
            throws IOException {
        UUID customer = me.customerId();
        Long known = last != null ? last : lastEventId;
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        long place = known != null ? known : feed.head(customer);
        LiveStream stream = new LiveStream(response.getOutputStream(), Long.toString(place));
        readers.serve(me, stream, place);
    }
}
