package io.xiaohu.site.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.xiaohu.funding.Channels;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import io.xiaohu.limits.LimitPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** What holds for everybody: limits as they are in force, fees, disputes, personal data. */
@Hidden
@Controller
class PolicyController {

    private static final Texts TEXTS = Texts.of("site");
    private static final List<String> PARTS =
            List.of("limits", "fees", "disputes", "privacy", "complaints");

    private final LimitPolicy policy;
    private final Channels channels;

    PolicyController(LimitPolicy policy, Channels channels) {
        this.policy = policy;
        this.channels = channels;
    }

    @GetMapping({"/policies", "/en/policies"})
    ModelAndView policies(HttpServletRequest request, HttpServletResponse response) {
        Locale locale = SitePages.locale(request);
        List<Map<String, Object>> questions =
                PARTS.stream().map(part -> question(part, locale)).toList();
        return SitePages.page("policies", "/policies", request, response)
                .addObject("parts", PARTS)
                .addObject("lines", policy.lines(locale))
                .addObject("channels", channels.shown(locale))
                .addObject("money", (Function<Money, String>) Written::money)
                .addObject(
                        "data", SitePages.linkedData("FAQPage", Map.of("mainEntity", questions)));
    }

    private static Map<String, Object> question(String part, Locale locale) {
        return Map.of(
                "@type", "Question",
                "name", TEXTS.get(locale, "policies." + part + ".question"),
                "acceptedAnswer",
                        Map.of(
                                "@type",
                                "Answer",
                                "text",
                                TEXTS.get(locale, "policies." + part + ".text")));
    }
}
