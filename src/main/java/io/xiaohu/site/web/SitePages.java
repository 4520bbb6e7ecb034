package io.xiaohu.site.web;

import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.ModelAndView;

/** What all pages of the site have in common: two languages, and a frame that knows both. */
final class SitePages {

    private static final Texts TEXTS = Texts.of("site");

    private SitePages() {}

    static ModelAndView page(
            String name, String path, HttpServletRequest request, HttpServletResponse response) {
        Locale locale = locale(request);
        boolean isEnglish = locale.equals(Languages.ENGLISH);
        String tag = isEnglish ? "en" : "zh-CN";
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, tag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=60");
        Function<String, String> words = key -> TEXTS.get(locale, key);
        ModelAndView page = new ModelAndView("site/" + name);
        return page.addObject("t", words)
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

    static String base(HttpServletRequest request) {
        return request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST);
    }
}
