package io.xiaohu.site.web;

import io.xiaohu.kernel.Signals;
import io.xiaohu.site.Incidents;
import io.xiaohu.site.SiteSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Keeps the site's pages as bytes, so that reading one needs neither session nor database. A page
 * is rendered anew when its time is over or when something it says was changed; whoever comes while
 * one request does that gets it as it was.
 */
@Component
@Order(KeptPages.BEFORE_SECURITY)
class KeptPages extends OncePerRequestFilter {

    /** The security chain is at -100; it adds headers, which are kept along with a page. */
    static final int BEFORE_SECURITY = -101;

    private static final int MOST = 2_000;

    /** The first part of each path there is a page under. */
    private static final Set<String> PLACES =
            Set.of(
                    "",
                    "help",
                    "contact",
                    "verify",
                    "verify-statement",
                    "status",
                    "policies",
                    "feedback",
                    "sitemap.xml",
                    "robots.txt",
                    ".well-known");

    /** Under which it is told that something pages say was changed. */
    private static final List<String> TOPICS =
            List.of(Incidents.CHANGED, "service-hours", "limits", "official-contacts", "articles");

    private final Map<String, KeptPage> pages = new ConcurrentHashMap<>();
    private final AtomicLong edition = new AtomicLong();
    private final List<AutoCloseable> listening = new ArrayList<>();
    private final SiteSettings settings;
    private final Clock clock;

    KeptPages(SiteSettings settings, Signals signals, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        for (String topic : TOPICS) {
            listening.add(signals.listen(topic, key -> edition.incrementAndGet()));
        }
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (!isPage(path)) {
            chain.doFilter(request, response);
            return;
        }
        SitePages.at(request, settings.address());
        boolean reads =
                HttpMethod.GET.matches(request.getMethod())
                        || HttpMethod.HEAD.matches(request.getMethod());
        if (!reads || request.getQueryString() != null) {
            chain.doFilter(request, response);
            return;
        }
        String key = (request.isSecure() ? "s " : "p ") + SitePages.base(request) + path;
        KeptPage kept = pages.get(key);
        if (kept != null && (kept.isGood(clock.instant(), edition.get()) || !kept.takeTurn())) {
            kept.answer(request, response);
        } else {
            render(key, request, response, chain);
        }
    }

    private void render(
            String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long before = edition.get();
        ContentCachingResponseWrapper made = new ContentCachingResponseWrapper(response);
        try {
            chain.doFilter(request, made);
        } catch (IOException | ServletException | RuntimeException e) {
            pages.remove(key);
            throw e;
        }
        String cache = response.getHeader(HttpHeaders.CACHE_CONTROL);
        boolean whole =
                made.getStatus() == HttpStatus.OK.value()
                        && HttpMethod.GET.matches(request.getMethod())
                        && cache != null
                        && cache.contains("public");
        if (!whole) {
            pages.remove(key);
            made.copyBodyToResponse();
            return;
        }
        if (pages.size() >= MOST) {
            pages.clear();
        }
        KeptPage page = KeptPage.of(made.getContentAsByteArray(), made, clock.instant(), before);
        pages.put(key, page);
        page.answer(request, response);
    }

    private static boolean isPage(String path) {
        String rest = path.equals("/en") || path.startsWith("/en/") ? path.substring(3) : path;
        int end = rest.indexOf('/', 1);
        String first = rest.isEmpty() ? "" : rest.substring(1, end < 0 ? rest.length() : end);
        return PLACES.contains(first);
    }

    @Override
    public void destroy() {
        for (AutoCloseable one : listening) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
