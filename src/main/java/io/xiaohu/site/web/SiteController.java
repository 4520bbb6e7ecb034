package io.xiaohu.site.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.xiaohu.help.Article;
import io.xiaohu.help.Found;
import io.xiaohu.help.HelpCentre;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.support.Topic;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The official site. Every page exists twice: in Chinese at its path, in English at the same path
 * under /en.
 */
@Hidden
@Controller
class SiteController {

    private static final int LONGEST_QUESTION = 200;

    private final HelpCentre help;
    private final RateLimits limits;

    SiteController(HelpCentre help, RateLimits limits) {
        this.help = help;
        this.limits = limits;
    }

    @GetMapping({"/help", "/en/help"})
    ModelAndView help(
            @RequestParam(defaultValue = "") String q,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.take("help-search-by-address", request.getRemoteAddr());
        String question = q.length() > LONGEST_QUESTION ? q.substring(0, LONGEST_QUESTION) : q;
        List<Found> found = help.search(question, SitePages.locale(request));
        ModelAndView page = SitePages.page("help", "/help", request, response);
        return page.addObject("q", question)
                .addObject("found", found)
                .addObject("topics", question.isBlank() ? byTopic(found) : Map.of());
    }

    /** In the order topics are asked about; those without an article are left out. */
    private static Map<Topic, List<Found>> byTopic(List<Found> all) {
        return all.stream()
                .collect(
                        Collectors.groupingBy(
                                article -> Topic.valueOf(article.topic()),
                                () -> new EnumMap<>(Topic.class),
                                Collectors.toList()));
    }

    @GetMapping({"/help/{slug}", "/en/help/{slug}"})
    @Nullable ModelAndView article(
            @PathVariable String slug, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Locale locale = SitePages.locale(request);
        Optional<Article> own = help.article(slug, locale);
        Article article = own.or(() -> help.article(slug, Languages.other(locale))).orElse(null);
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
                .addObject("related", help.related(article, locale))
                .addObject("foreign", own.isEmpty())
                .addObject("thanked", request.getParameter("thanks") != null)
                .addObject("html", help.html(article))
                .addObject(
                        "data",
                        SitePages.linkedData("FAQPage", Map.of("mainEntity", List.of(question))));
    }

    /** An article that is there in one language only is better than none. */
}
