package io.xiaohu.site.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.xiaohu.funding.Channels;
import io.xiaohu.help.Article;
import io.xiaohu.help.HelpCentre;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.support.ServiceHours;
import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.OfficialContacts;
import io.xiaohu.trust.TrustChecks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jsoup.nodes.Entities;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/**
 * The official site. Every page exists twice: in Chinese at its path, in English at the same path
 * under /en.
 */
@Hidden
@Controller
class SiteController {

    private static final Texts TEXTS = Texts.of("site");
    private static final int LONGEST_QUESTION = 200;
    private static final int LONGEST_TEXT = 20_000;
    private static final List<String> PAGES =
            List.of(
                    "/",
                    "/help",
                    "/contact",
                    "/verify",
                    "/verify-statement",
                    "/status",
                    "/policies");

    private final HelpCentre help;
    private final OfficialContacts contacts;
    private final TrustChecks trust;
    private final ServiceHours hours;
    private final Channels channels;
    private final RateLimits limits;
    private final Clock clock;
    private final JsonMapper json;

    SiteController(
            HelpCentre help,
            OfficialContacts contacts,
            TrustChecks trust,
            ServiceHours hours,
            Channels channels,
            RateLimits limits,
            Clock clock,
            JsonMapper json) {
        this.help = help;
        this.contacts = contacts;
        this.trust = trust;
        this.hours = hours;
        this.channels = channels;
        this.limits = limits;
        this.clock = clock;
        this.json = json;
    }

    @GetMapping({"/", "/en", "/en/"})
    ModelAndView home(HttpServletRequest request, HttpServletResponse response) {
        return contactPage("home", "/", request, response);
    }

    @GetMapping({"/contact", "/en/contact"})
    ModelAndView contact(HttpServletRequest request, HttpServletResponse response) {
        return contactPage("contact", "/contact", request, response);
    }

    @GetMapping({"/help", "/en/help"})
    ModelAndView help(
            @RequestParam(defaultValue = "") String q,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.take("help-search-by-address", request.getRemoteAddr());
        String question = q.length() > LONGEST_QUESTION ? q.substring(0, LONGEST_QUESTION) : q;
        ModelAndView page = SitePages.page("help", "/help", request, response);
        return page.addObject("q", question)
                .addObject("found", help.search(question, SitePages.locale(request)));
    }

    @GetMapping({"/help/{slug}", "/en/help/{slug}"})
    @Nullable ModelAndView article(
            @PathVariable String slug, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Article article = help.article(slug, SitePages.locale(request)).orElse(null);
        if (article == null) {
            response.sendError(HttpStatus.NOT_FOUND.value());
            return null;
        }
        Map<String, Object> question =
                Map.of(
                        "@type", "Question",
                        "name", article.title(),
                        "acceptedAnswer", Map.of("@type", "Answer", "text", help.html(article)));
        return SitePages.page("article", "/help/" + slug, request, response)
                .addObject("article", article)
                .addObject("related", help.related(article, SitePages.locale(request)))
                .addObject("thanked", request.getParameter("thanks") != null)
                .addObject("html", help.html(article))
                .addObject("data", linkedData("FAQPage", Map.of("mainEntity", List.of(question))));
    }

    @GetMapping({"/verify", "/en/verify"})
    ModelAndView verify(HttpServletRequest request, HttpServletResponse response) {
        return SitePages.page("verify", "/verify", request, response)
                .addObject("value", "")
                .addObject("contacts", contacts.inUse());
    }

    @PostMapping({"/verify", "/en/verify"})
    ModelAndView verify(
            @RequestParam(defaultValue = "") String value,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.take("trust-check-by-address", request.getRemoteAddr());
        String bounded = value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value;
        ModelAndView page = SitePages.page("verify", "/verify", request, response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return page.addObject("value", bounded)
                .addObject("contacts", contacts.inUse())
                .addObject("checked", trust.check(bounded, SitePages.locale(request)));
    }

    @GetMapping({"/status", "/en/status"})
    ModelAndView status(HttpServletRequest request, HttpServletResponse response) {
        Locale locale = SitePages.locale(request);
        ModelAndView page = SitePages.page("status", "/status", request, response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        Function<Instant, String> when = at -> Written.time(at, locale);
        return page.addObject("channels", channels.shown(locale))
                .addObject("locale", locale)
                .addObject("when", when)
                .addObject("now", clock.instant());
    }

    @GetMapping({"/policies", "/en/policies"})
    ModelAndView policies(HttpServletRequest request, HttpServletResponse response) {
        return SitePages.page("policies", "/policies", request, response);
    }

    @GetMapping("/sitemap.xml")
    ResponseEntity<String> sitemap(HttpServletRequest request) {
        StringBuilder xml =
                new StringBuilder(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset"
                                + " xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (String path : PAGES) {
            location(xml, SitePages.base(request) + path);
            location(xml, SitePages.base(request) + SitePages.english(path));
        }
        help.search("", Languages.CHINESE)
                .forEach(found -> {
                    location(xml, SitePages.base(request) + "/help/" + found.slug());
                    location(xml, SitePages.base(request) + "/en/help/" + found.slug());
                });
        return as(MediaType.APPLICATION_XML, xml.append("</urlset>\n").toString());
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
    ResponseEntity<String> security() {
        return as(
                MediaType.TEXT_PLAIN,
                "Contact: mailto:"
                        + first(ContactKind.EMAIL)
                        + "\nExpires: "
                        + clock.instant().plus(Duration.ofDays(180))
                        + "\nPreferred-Languages: zh, en\n");
    }

    @GetMapping("/favicon.ico")
    String favicon() {
        return "forward:/site/fox.svg";
    }

    private ModelAndView contactPage(
            String name, String path, HttpServletRequest request, HttpServletResponse response) {
        Locale locale = SitePages.locale(request);
        ServiceHours.Told told = hours.tell(null, null, clock.instant(), locale);
        List<Map<String, Object>> points =
                List.of(
                        Map.of(
                                "@type",
                                "ContactPoint",
                                "contactType",
                                "customer support",
                                "telephone",
                                "+86-" + first(ContactKind.PHONE),
                                "email",
                                first(ContactKind.EMAIL),
                                "availableLanguage",
                                List.of("zh", "en")));
        return SitePages.page(name, path, request, response)
                .addObject("contacts", contacts.inUse())
                .addObject("phone", first(ContactKind.PHONE))
                .addObject("mail", first(ContactKind.EMAIL))
                .addObject("regions", hours.regions(clock.instant(), locale))
                .addObject("when", (Function<Instant, String>) at -> Written.time(at, locale))
                .addObject("told", told)
                .addObject("wait", told.expectedWaitSeconds())
                .addObject(
                        "data",
                        linkedData(
                                "Organization",
                                Map.of(
                                        "name",
                                        TEXTS.get(locale, "name"),
                                        "url",
                                        SitePages.base(request) + "/",
                                        "contactPoint",
                                        points)));
    }

    private String linkedData(String type, Map<String, ?> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("@context", "https://schema.org");
        all.put("@type", type);
        return json.writeValueAsString(all).replace("<", "\\u003c");
    }

    private String first(ContactKind kind) {
        return contacts.inUse().stream()
                .filter(contact -> contact.kind() == kind)
                .map(OfficialContact::value)
                .findFirst()
                .orElse("");
    }

    private static ResponseEntity<String> as(MediaType type, String text) {
        return ResponseEntity.ok().contentType(type).body(text);
    }

    private static void location(StringBuilder xml, String url) {
        xml.append("  <url><loc>").append(Entities.escape(url)).append("</loc></url>\n");
    }
}
