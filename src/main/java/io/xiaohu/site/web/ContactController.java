package io.xiaohu.site.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.xiaohu.kernel.Texts;
import io.xiaohu.site.Incidents;
import io.xiaohu.site.ServiceStandings;
import io.xiaohu.support.ChannelWaits;
import io.xiaohu.support.ServiceHours;
import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.OfficialContacts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The first page and the one with every way to reach somebody. */
@Hidden
@Controller
class ContactController {

    private static final Texts TEXTS = Texts.of("site");
    private static final Set<ContactKind> SOCIAL =
            EnumSet.of(ContactKind.WECHAT, ContactKind.QQ, ContactKind.WEIBO);

    /**
     * One official way to reach us, as people read it.
     *
     * @param hours this day's hours in words
     * @param opensAt when somebody answers next, when nobody does now
     * @param expected how long an answer takes, or why that is not known
     */
    public record Way(
            String kind,
            String value,
            String href,
            boolean open,
            String hours,
            @Nullable Instant opensAt,
            String expected) {}

    private final OfficialContacts contacts;
    private final ServiceHours hours;
    private final ChannelWaits waits;
    private final Incidents incidents;
    private final ServiceStandings standings;
    private final Clock clock;

    ContactController(
            OfficialContacts contacts,
            ServiceHours hours,
            ChannelWaits waits,
            Incidents incidents,
            ServiceStandings standings,
            Clock clock) {
        this.contacts = contacts;
        this.hours = hours;
        this.waits = waits;
        this.incidents = incidents;
        this.standings = standings;
        this.clock = clock;
    }

    @GetMapping({"/", "/en", "/en/"})
    ModelAndView home(HttpServletRequest request, HttpServletResponse response) {
        boolean calm =
                standings.now(incidents.shown()).stream()
                        .allMatch(one -> one.standing() == ServiceStandings.Standing.UP);
        return page("home", "/", request, response).addObject("calm", calm);
    }

    @GetMapping({"/contact", "/en/contact"})
    ModelAndView contact(HttpServletRequest request, HttpServletResponse response) {
        Locale locale = SitePages.locale(request);
        Instant now = clock.instant();
        Map<String, String> waits =
                this.waits.all(null, now, locale).stream()
                        .collect(
                                Collectors.toMap(
                                        ChannelWaits.Wait::channel, ChannelWaits.Wait::text));
        List<Way> ways =
                contacts.inUse().stream()
                        .filter(contact -> contact.kind() != ContactKind.DOMAIN)
                        .map(contact -> way(contact, waits, now, locale))
                        .toList();
        return page("contact", "/contact", request, response)
                .addObject("ways", ways)
                .addObject("requestWait", waits.get("REQUEST"))
                .addObject(
                        "domains",
                        contacts.inUse().stream()
                                .filter(contact -> contact.kind() == ContactKind.DOMAIN)
                                .toList());
    }

    private Way way(
            OfficialContact contact, Map<String, String> waits, Instant now, Locale locale) {
        ServiceHours.RegionHours answered =
                hours.tell(null, contact.kind().name(), now, locale).hours();
        return new Way(
                contact.kind().name(),
                contact.value(),
                contact.href(),
                answered.open(),
                answered.today(),
                answered.opensAt(),
                waits.getOrDefault(contact.kind().name(), ""));
    }

    private ModelAndView page(
            String name, String path, HttpServletRequest request, HttpServletResponse response) {
        Locale locale = SitePages.locale(request);
        Instant now = clock.instant();
        ServiceHours.Told told = hours.chat(now, locale);
        ModelAndView page = SitePages.page(name, path, request, response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, SitePages.LIVE);
        return page.addObject("social", social())
                .addObject("phone", first(ContactKind.PHONE))
                .addObject("mail", first(ContactKind.EMAIL))
                .addObject("regions", hours.regions(now, locale))
                .addObject("channels", hours.channels(now, locale))
                .addObject("told", told)
                .addObject("wait", told.expectedWaitSeconds())
                .addObject("data", organization(SitePages.base(request), locale));
    }

    private String organization(String base, Locale locale) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (OfficialContact contact : contacts.inUse()) {
            if (contact.kind() == ContactKind.PHONE || contact.kind() == ContactKind.EMAIL) {
                Map<String, Object> point = new LinkedHashMap<>();
                point.put("@type", "ContactPoint");
                point.put("contactType", "customer support");
                point.put("availableLanguage", List.of("zh", "en"));
                if (contact.servesHome()) {
                    point.put("areaServed", "CN");
                }
                if (contact.kind() == ContactKind.PHONE) {
                    point.put("telephone", contact.international());
                } else {
                    point.put("email", contact.value());
                }
                points.add(point);
            }
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", TEXTS.get(locale, "name"));
        members.put("url", base + "/");
        members.put("logo", base + "/site/fox.svg");
        members.put("contactPoint", points);
        return SitePages.linkedData("Organization", members);
    }

    private List<OfficialContact> social() {
        return contacts.inUse().stream()
                .filter(contact -> SOCIAL.contains(contact.kind()))
                .toList();
    }

    /** The one shown first; null when there is none. */
    private @Nullable OfficialContact first(ContactKind kind) {
        return contacts.inUse().stream()
                .filter(contact -> contact.kind() == kind)
                .findFirst()
                .orElse(null);
    }
}
