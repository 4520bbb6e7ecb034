package io.xiaohu.site.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.xiaohu.help.HelpCentre;
import io.xiaohu.kernel.Languages;
import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.OfficialContacts;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Entities;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What programs ask a site for: its pages, what they may read, whom to tell of a weakness. */
@Hidden
@Controller
class WellKnownController {

    /** How long what is said about weaknesses holds; RFC 9116 asks for less than a year. */
    private static final Duration GOOD_FOR = Duration.ofDays(180);

    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/help",
                    "/contact",
                    "/verify",
                    "/verify-statement",
                    "/status",
                    "/policies",
                    "/feedback");

    private final HelpCentre help;
    private final OfficialContacts contacts;
    private final Clock clock;

    WellKnownController(HelpCentre help, OfficialContacts contacts, Clock clock) {
        this.help = help;
        this.contacts = contacts;
        this.clock = clock;
    }

    @GetMapping("/sitemap.xml")
    ResponseEntity<String> sitemap(HttpServletRequest request) {
        String base = SitePages.base(request);
        String urls =
                Stream.concat(
                                PAGES.stream(),
                                Languages.ALL.stream()
                                        .flatMap(locale -> help.search("", locale).stream())
                                        .map(found -> "/help/" + found.slug())
                                        .distinct())
                        .map(path -> location(base + path, base + SitePages.english(path)))
                        .collect(Collectors.joining());
        return as(
                MediaType.APPLICATION_XML,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
                        + " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
                        + urls
                        + "</urlset>\n");
    }

    @GetMapping("/robots.txt")
    ResponseEntity<String> robots(HttpServletRequest request) {
        return as(
                MediaType.TEXT_PLAIN,
                "User-agent: *\nDisallow: /api/\nDisallow: /desk/\nSitemap: "
                        + SitePages.base(request)
                        + "/sitemap.xml\n");
    }

    @GetMapping("/.well-known/security.txt")
    ResponseEntity<String> security(HttpServletRequest request) {
        String mail =
                contacts.inUse().stream()
                        .filter(contact -> contact.kind() == ContactKind.EMAIL)
                        .map(OfficialContact::value)
                        .map(value -> "Contact: mailto:" + value + "\n")
                        .collect(Collectors.joining());
        return as(
                MediaType.TEXT_PLAIN,
                mail
                        + "Contact: "
                        + SitePages.base(request)
                        + "/contact\nExpires: "
                        + clock.instant().plus(GOOD_FOR).truncatedTo(ChronoUnit.DAYS)
                        + "\nPreferred-Languages: zh, en\nCanonical: "
                        + SitePages.base(request)
                        + "/.well-known/security.txt\n");
    }

    @GetMapping("/favicon.ico")
    String favicon() {
        return "forward:/site/fox.svg";
    }

    private static ResponseEntity<String> as(MediaType type, String text) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, SitePages.LASTING)
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .body(text);
    }

    /** A page in both languages: each says where the other is. */
    private static String location(String chinese, String english) {
        String both =
                alternate("zh-CN", chinese)
                        + alternate("en", english)
                        + alternate("x-default", chinese);
        return Stream.of(chinese, english)
                .map(url -> "  <url><loc>" + Entities.escape(url) + "</loc>" + both + "</url>\n")
                .collect(Collectors.joining());
    }

    private static String alternate(String language, String url) {
        return "<xhtml:link rel=\"alternate\" hreflang=\""
                + language
                + "\" href=\""
                + Entities.escape(url)
                + "\"/>";
    }
}
