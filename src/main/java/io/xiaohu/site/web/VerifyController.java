package io.xiaohu.site.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Written;
import io.xiaohu.trust.ImpostorReport.CameBy;
import io.xiaohu.trust.ImpostorReport.Origin;
import io.xiaohu.trust.ImpostorReports;
import io.xiaohu.trust.ImpostorReports.Reported;
import io.xiaohu.trust.OfficialContacts;
import io.xiaohu.trust.TrustChecks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page that says whether something is really us, and takes reports of what is not; works
 * without scripts. What is checked is kept nowhere; a report is.
 */
@Hidden
@Controller
class VerifyController {

    private static final String PATH = "/verify";
    private static final int LONGEST_TEXT = 20_000;
    private static final Function<Instant, String> DAY =
            at -> at.atZone(Written.ZONE).toLocalDate().toString();

    private final OfficialContacts contacts;
    private final TrustChecks trust;
    private final ImpostorReports reports;
    private final RateLimits limits;

    VerifyController(
            OfficialContacts contacts,
            TrustChecks trust,
            ImpostorReports reports,
            RateLimits limits) {
        this.contacts = contacts;
        this.trust = trust;
        this.reports = reports;
        this.limits = limits;
    }

    @GetMapping({PATH, "/en" + PATH, PATH + "/report", "/en" + PATH + "/report"})
    ModelAndView ask(HttpServletRequest request, HttpServletResponse response) {
        return page("", request, response);
    }

    @PostMapping({PATH, "/en" + PATH})
    ModelAndView check(
            @RequestParam(defaultValue = "") String value,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.take("trust-check-by-address", request.getRemoteAddr());
        String bounded = bounded(value);
        ModelAndView page = page(bounded, request, response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return page.addObject("checked", trust.check(value, SitePages.locale(request)));
    }

    @PostMapping({PATH + "/report", "/en" + PATH + "/report"})
    ModelAndView report(
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "OTHER") String cameBy,
            @RequestParam(defaultValue = "") String story,
            HttpServletRequest request,
            HttpServletResponse response) {
        ModelAndView page = page("", request, response);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (value.isBlank()) {
            return page;
        }
        limits.take("impostor-reports-by-address", request.getRemoteAddr());
        CameBy by =
                Arrays.stream(CameBy.values())
                        .filter(each -> each.name().equals(cameBy))
                        .findFirst()
                        .orElse(CameBy.OTHER);
        reports.report(new Reported(Origin.SITE, by, bounded(value), bounded(story), null));
        return page.addObject("reported", true);
    }

    private ModelAndView page(
            String value, HttpServletRequest request, HttpServletResponse response) {
        return SitePages.page("verify", PATH, request, response)
                .addObject("value", value)
                .addObject("ways", CameBy.values())
                .addObject("day", DAY)
                .addObject("contacts", contacts.inUse())
                .addObject("past", contacts.past());
    }

    private static String bounded(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
