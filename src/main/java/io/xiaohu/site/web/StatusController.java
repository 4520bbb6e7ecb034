package io.xiaohu.site.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.xiaohu.funding.Channels;
import io.xiaohu.kernel.Languages;
import io.xiaohu.site.Incident;
import io.xiaohu.site.Incidents;
import io.xiaohu.site.ServiceStandings;
import io.xiaohu.site.ServiceStandings.Standing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** How services and channels are doing, what happened, and the same as a feed. */
@Hidden
@Controller
class StatusController {

    private final Incidents incidents;
    private final ServiceStandings standings;
    private final Channels channels;
    private final Clock clock;

    StatusController(
            Incidents incidents, ServiceStandings standings, Channels channels, Clock clock) {
        this.incidents = incidents;
        this.standings = standings;
        this.channels = channels;
        this.clock = clock;
    }

    @GetMapping({"/status", "/en/status"})
    ModelAndView status(HttpServletRequest request, HttpServletResponse response) {
        Locale locale = SitePages.locale(request);
        Instant now = clock.instant();
        List<Incident> told = incidents.read();
        List<ServiceStandings.Now> services = standings.now(told);
        Standing worst =
                services.stream()
                        .map(ServiceStandings.Now::standing)
                        .max(Enum::compareTo)
                        .orElse(Standing.UP);
        ModelAndView page = SitePages.page("status", "/status", request, response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, SitePages.LIVE);
        return page.addObject("channels", channels.shown(locale))
                .addObject("locale", locale)
                .addObject("services", services)
                .addObject("worst", worst)
                .addObject("running", told.stream().filter(one -> one.runsAt(now)).toList())
                .addObject(
                        "coming",
                        told.stream()
                                .filter(one -> !one.state().isOver() && !one.runsAt(now))
                                .toList())
                .addObject("past", told.stream().filter(one -> one.state().isOver()).toList())
                .addObject("feed", SitePages.base(request) + feedPath(locale))
                .addObject("now", now.truncatedTo(ChronoUnit.MINUTES));
    }

    @GetMapping({"/status/feed.atom", "/en/status/feed.atom"})
    ResponseEntity<byte[]> feed(HttpServletRequest request) {
        Locale locale = SitePages.locale(request);
        String base = SitePages.base(request);
        boolean english = locale.equals(Languages.ENGLISH);
        byte[] feed =
                new StatusFeed(
                                base + (english ? "/en/status" : "/status"),
                                base + feedPath(locale),
                                locale)
                        .write(incidents.read(), clock.instant());
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, SitePages.LIVE)
                .contentType(new MediaType(MediaType.APPLICATION_ATOM_XML, StandardCharsets.UTF_8))
                .body(feed);
    }

    private static String feedPath(Locale locale) {
        return locale.equals(Languages.ENGLISH) ? "/en/status/feed.atom" : "/status/feed.atom";
    }
}
