package io.xiaohu.site.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.xiaohu.help.HelpCentre;
import io.xiaohu.kernel.RateLimits;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/** "Did this help?" under an article of the site, also with scripts off. */
@Hidden
@Controller
class ArticleVoteController {

    private static final int LONGEST_COMMENT = 500;

    private final HelpCentre help;
    private final RateLimits limits;

    ArticleVoteController(HelpCentre help, RateLimits limits) {
        this.help = help;
        this.limits = limits;
    }

    @PostMapping({"/help/{slug}", "/en/help/{slug}"})
    RedirectView vote(
            @PathVariable String slug,
            @RequestParam boolean helped,
            @RequestParam(defaultValue = "") String comment,
            HttpServletRequest request) {
        limits.take("help-votes-by-address", request.getRemoteAddr());
        String bounded =
                comment.length() > LONGEST_COMMENT
                        ? comment.substring(0, LONGEST_COMMENT)
                        : comment;
        help.vote(slug, SitePages.locale(request), helped, bounded);
        return new RedirectView(request.getRequestURI() + "?thanks");
    }
}
