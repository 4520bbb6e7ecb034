package io.xiaohu.help.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.help.Article;
import io.xiaohu.help.Found;
import io.xiaohu.help.HelpCentre;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Page;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.Reason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Help")
@RestController
class HelpController {

    private static final int LONGEST_QUESTION = 200;

    record Related(String slug, String title) {}

    record ArticleAnswer(
            String slug,
            String title,
            String topic,
            String html,
            List<Related> related,
            Instant updatedAt) {}

    record Vote(@NotNull Boolean helped, @Size(max = 500) @Nullable String comment) {}

    private final HelpCentre help;
    private final RateLimits limits;

    HelpController(HelpCentre help, RateLimits limits) {
        this.help = help;
        this.limits = limits;
    }

    @Bean
    static OpenCall openHelpSearch() {
        return OpenCall.get("/api/v1/help/search");
    }

    @Bean
    static OpenCall openHelpArticle() {
        return OpenCall.get("/api/v1/help/articles/{slug}");
    }

    @Bean
    static OpenCall openHelpVote() {
        return OpenCall.before("POST", "/api/v1/help/articles/{slug}/votes");
    }

    @Operation(
            summary = "Search help",
            description = "Articles that fit the words best, in the caller's language.")
    @GetMapping("/api/v1/help/search")
    Page<Found> search(
            @RequestParam(defaultValue = "") @Size(max = LONGEST_QUESTION) String q,
            HttpServletRequest request,
            Locale locale) {
        limits.take("help-search-by-address", request.getRemoteAddr());
        return Page.last(help.search(q, locale));
    }

    @Operation(
            summary = "One article",
            description = "As safe HTML; in the other language where it is written in that alone.")
    @GetMapping("/api/v1/help/articles/{slug}")
    ArticleAnswer article(@PathVariable String slug, Locale locale) {
        Article article =
                help.article(slug, locale)
                        .or(() -> help.article(slug, Languages.other(locale)))
                        .orElseThrow(() -> Problem.of(Reason.NOT_FOUND).exception());
        return new ArticleAnswer(
                article.slug(),
                article.title(),
                article.topic(),
                help.html(article),
                help.related(article, locale).stream()
                        .map(next -> new Related(next.slug(), next.title()))
                        .toList(),
                article.updatedAt());
    }

    @Operation(
            summary = "Say whether an article helped",
            description = "Counted for the article's editors; who said so is not kept.")
    @PostMapping("/api/v1/help/articles/{slug}/votes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void vote(
            @PathVariable String slug,
            @RequestBody @Valid Vote vote,
            HttpServletRequest request,
            Locale locale) {
        limits.take("help-votes-by-address", request.getRemoteAddr());
        String comment = vote.comment() == null ? "" : vote.comment();
        help.vote(slug, locale, vote.helped(), comment);
    }
}
