package io.xiaohu.support.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.jdbc.GuestFeed.Guest;
import io.xiaohu.support.jdbc.GuestRows;
import io.xiaohu.support.live.GuestStreams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Live events")
@RestController
class GuestEventsController {

    private final GuestStreams streams;
    private final GuestRows guests;
    private final RateLimits limits;

    GuestEventsController(GuestStreams streams, GuestRows guests, RateLimits limits) {
        this.streams = streams;
        this.guests = guests;
        this.limits = limits;
    }

    @Bean
    static OpenCall openGuestEvents() {
        return OpenCall.get("/api/v1/guest-events");
    }

    @Operation(
            summary = "Live events of a guest",
            description =
                    "Server-Sent Events for whoever has asked without an account: message (a"
                            + " conversation looks different: read what is after the last line you"
                            + " have), typing. Coming, and coming back, tells of all of the guest's"
                            + " conversations first. 404 while there is none.")
    @GetMapping(path = "/api/v1/guest-events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void events(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] guest = GuestCookie.visitor(null, request).guest();
        if (guest == null || guests.of(guest).isEmpty()) {
            throw Problem.of(Reason.NOT_FOUND).exception();
        }
        limits.take("guest-streams-by-address", request.getRemoteAddr());
        streams.serve(Guest.of(guest), EventResponse.begin(response));
    }
}
