package io.xiaohu.site.web;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Texts;
import io.xiaohu.kernel.Written;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/** What all pages of the site have in common: two languages, and a frame that knows both. */
final class SitePages {

    /** A page with what stays as it is for a while. */
    static final String LASTING = "public, max-age=60";

    /** A page with what is true now: a browser asks each time whether it still is. */
    static final String LIVE = "public, no-cache";

    /** Scripts do not run, whatever a page holds; linked data is none and is let be. */
    private static final String CONTENT_SECURITY_POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "style-src 'self'",
                    "img-src 'self' data:",
                    "form-action 'self'",
                    "base-uri 'none'",
                    "frame-ancestors 'none'");

    private static final Texts TEXTS = Texts.of("site");
    private static final String BASE = SitePages.class.getName() + ".base";
    private static final JsonMapper JSON = JsonMapper.shared();

    private SitePages() {}

    static ModelAndView page(
            String name, String path, HttpServletRequest request, HttpServletResponse response) {
        Locale locale = locale(request);
        boolean isEnglish = locale.equals(Languages.ENGLISH);
        String tag = isEnglish ? "en" : "zh-CN";
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, tag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, LASTING);
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        Function<String, String> words = key -> TEXTS.get(locale, key);
        Function<Instant, String> when = at -> Written.time(at, locale);
        ModelAndView page = new ModelAndView("site/" + name);
        return page.addObject("t", words)
                .addObject("when", when)
                .addObject("isEnglish", isEnglish)
                .addObject("tag", tag)
                .addObject("root", isEnglish ? "/en" : "")
                .addObject("here", name)
                .addObject("zh", base(request) + path)
                .addObject("en", base(request) + english(path))
                .addObject("other", isEnglish ? path : english(path));
    }

    static Locale locale(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/en") || path.startsWith("/en/")
                ? Languages.ENGLISH
                : Languages.CHINESE;
    }

    static String english(String path) {
        return path.equals("/") ? "/en" : "/en" + path;
    }

    /**
     * Says where the site is.
     *
     * @param address as the operator set it; empty: where the request was sent to
     */
    static void at(HttpServletRequest request, String address) {
        if (!address.isEmpty()) {
            request.setAttribute(BASE, address.replaceAll("/+$", ""));
        }
    }

    static String base(HttpServletRequest request) {
        return request.getAttribute(BASE) instanceof String set
                ? set
                : request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST);
    }

    /** What search engines read of a page, as JSON that cannot end the element it stands in. */
    static String linkedData(String type, Map<String, ?> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("@context", "https://schema.org");
        all.put("@type", type);
        return JSON.writeValueAsString(all).replace("<", "\\u003c");
    }
}
