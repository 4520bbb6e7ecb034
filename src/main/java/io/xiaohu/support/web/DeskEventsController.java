package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.RequiresRole;
import io.xiaohu.kernel.Role;
import io.xiaohu.support.live.DeskStreams;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Desk: conversations")
@RestController
@RequiresRole({Role.AGENT, Role.SUPERVISOR})
class DeskEventsController {

    private final DeskStreams streams;

    DeskEventsController(DeskStreams streams) {
        this.streams = streams;
    }

    @Operation(
            summary = "Live events of the desk",
            description =
                    "Server-Sent Events: conversation (something in it changed: read what is after"
                        + " the last line you have; with seq, its last line), typing, mention (read"
                        + " your mentions), refresh (read all anew). Coming back with Last-Event-ID"
                        + " tells of everything that changed meanwhile; some of it may be told"
                        + " again.")
    @GetMapping(path = "/api/v1/desk/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(
            @AuthenticationPrincipal Caller.Staff me,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long last,
            @RequestParam(required = false) @Nullable Long lastEventId,
            HttpServletResponse response)
            throws IOException {
        streams.serve(me, EventResponse.begin(response), last != null ? last : lastEventId);
    }
}
