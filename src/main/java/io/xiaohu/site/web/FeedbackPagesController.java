package io.xiaohu.site.web;

import io.swagger.v3.oas.annotations.Hidden;
import io.xiaohu.feedback.FeedbackBox;
import io.xiaohu.feedback.FeedbackItem;
import io.xiaohu.feedback.PublicFeedback;
import io.xiaohu.kernel.BoundsItsFiles;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.RateLimits;
import io.xiaohu.kernel.SafeFile;
import io.xiaohu.kernel.Texts;
import io.xiaohu.support.FeedbackKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * "You asked, we did", and a form for those without an account. The form acts for nobody: there is
 * no session it could misuse, and what another site sends is refused by its origin.
 */
@Hidden
@Controller
class FeedbackPagesController {

    private static final Texts TEXTS = Texts.of("site");
    private static final int LONGEST = 4_000;

    private final PublicFeedback board;
    private final FeedbackBox box;
    private final RateLimits limits;

    FeedbackPagesController(PublicFeedback board, FeedbackBox box, RateLimits limits) {
        this.board = board;
        this.box = box;
        this.limits = limits;
    }

    @GetMapping({"/feedback", "/en/feedback"})
    ModelAndView read(HttpServletRequest request, HttpServletResponse response) {
        return Objects.requireNonNull(page(1, request, response));
    }

    @GetMapping({"/feedback/page/{n}", "/en/feedback/page/{n}"})
    @Nullable ModelAndView further(
            @PathVariable int n, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ModelAndView page = n > 1 ? page(n, request, response) : null;
        if (page == null) {
            response.sendError(HttpStatus.NOT_FOUND.value());
        }
        return page;
    }

    @GetMapping({"/feedback/thanks", "/en/feedback/thanks"})
    ModelAndView thanks(HttpServletRequest request, HttpServletResponse response) {
        return SitePages.page("feedback-thanks", "/feedback/thanks", request, response);
    }

    /**
     * @param website what only a program fills in: people do not see the field
     * @param pictures three at most, as chosen; none is fine
     */
    @BoundsItsFiles
    @PostMapping({"/feedback", "/en/feedback"})
    Object give(
            @RequestParam(defaultValue = "IDEA") String kind,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String website,
            @RequestParam(required = false) @Nullable List<MultipartFile> pictures,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.take("public-feedback-by-address", request.getRemoteAddr());
        Locale locale = SitePages.locale(request);
        String said = text.replace("\0", "").strip();
        List<MultipartFile> sent = pictures == null ? List.of() : pictures;
        if (said.isEmpty() || said.length() > LONGEST) {
            String why = said.isEmpty() ? "feedback.empty" : "feedback.long";
            return again(kind, said, TEXTS.get(locale, why), sent, request, response);
        }
        switch (SentPictures.of(sent, locale)) {
            case SentPictures.Bad(String sentence) -> {
                return again(kind, said, sentence, sent, request, response);
            }
            case SentPictures.Good(List<SafeFile> good) -> {
                if (website.isEmpty()) {
                    box.giveWithPictures(kind(kind), said, good, FeedbackItem.Source.SITE);
                }
            }
        }
        String root = locale.getLanguage().equals("en") ? "/en" : "";
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(root + "/feedback/thanks"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** The form with what was typed; chosen files a browser has to be given again. */
    private ModelAndView again(
            String kind,
            String said,
            String sentence,
            List<MultipartFile> sent,
            HttpServletRequest request,
            HttpServletResponse response) {
        ModelAndView again = Objects.requireNonNull(page(1, request, response));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again.addObject("text", said)
                .addObject("kind", kind)
                .addObject("problem", sentence)
                .addObject("chosen", sent.stream().anyMatch(file -> !file.isEmpty()));
    }

    /** Null when there are not so many. */
    private @Nullable ModelAndView page(
            int n, HttpServletRequest request, HttpServletResponse response) {
        boolean english = SitePages.locale(request).equals(Languages.ENGLISH);
        List<PublicFeedback.Asked> shown = board.shown(null, SitePages.locale(request));
        List<PublicFeedback.Asked> other =
                board.shown(null, english ? Languages.CHINESE : Languages.ENGLISH);
        List<List<PublicFeedback.Asked>> pages = BoardPages.of(shown, other);
        if (n > pages.size()) {
            return null;
        }
        String path = n == 1 ? "/feedback" : "/feedback/page/" + n;
        return SitePages.page("feedback", path, request, response)
                .addObject("text", "")
                .addObject("kind", "IDEA")
                .addObject("kinds", FeedbackKind.values())
                .addObject("asked", pages.get(n - 1))
                .addObject("n", n)
                .addObject("pages", pages.size());
    }

    private static FeedbackKind kind(String name) {
        return Arrays.stream(FeedbackKind.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(FeedbackKind.OTHER);
    }
}
