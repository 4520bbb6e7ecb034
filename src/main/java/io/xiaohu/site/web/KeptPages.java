package io.xiaohu.site.web;

import io.xiaohu.help.HelpCentre;
import io.xiaohu.kernel.Signals;
import io.xiaohu.site.Incidents;
import io.xiaohu.site.SiteSettings;
import io.xiaohu.trust.TrustChecks;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
 * one request does that gets it as it was, and so does everybody while it cannot be done: the
 * status page stands also when the database does not.
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
            List.of(
                    Incidents.CHANGED,
                    "service-hours",
                    "limits",
                    TrustChecks.CHANGED,
                    HelpCentre.CHANGED);

    private final Map<String, KeptPage> pages = new ConcurrentHashMap<>();
    private final AtomicLong edition = new AtomicLong();
    private final ReentrantLock[] firsts =
            Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);
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
        boolean asks = HttpMethod.HEAD.matches(request.getMethod());
        boolean reads = asks || HttpMethod.GET.matches(request.getMethod());
        String key = (request.isSecure() ? "s " : "p ") + SitePages.base(request) + path;
        KeptPage kept = pages.get(key);
        if (!reads || request.getQueryString() != null || (asks && kept == null)) {
            chain.doFilter(request, response);
        } else if (kept != null
                && (asks || kept.isGood(clock.instant(), edition.get()) || !kept.takeTurn())) {
            kept.answer(request, response);
        } else {
            render(key, kept, request, response, chain);
        }
    }

    /**
     * @param before the page as it was; it goes on while a new one cannot be made
     */
    private void render(
            String key,
            @Nullable KeptPage before,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper made = new ContentCachingResponseWrapper(response);
        KeptPage page;
        if (before != null) {
            page = anew(key, before, request, made, chain);
        } else {
            // Whoever comes while it is made for the first time waits for that.
            ReentrantLock first = firsts[Math.floorMod(key.hashCode(), firsts.length)];
            first.lock();
            try {
                KeptPage meanwhile = pages.get(key);
                page = meanwhile != null ? meanwhile : anew(key, null, request, made, chain);
            } finally {
                first.unlock();
            }
        }
        if (page == null) {
            made.copyBodyToResponse();
        } else {
            page.answer(request, response);
        }
    }

    /** The page that is sent from now on; null when what was made is no page to keep. */
    private @Nullable KeptPage anew(
            String key,
            @Nullable KeptPage before,
            HttpServletRequest request,
            ContentCachingResponseWrapper made,
            FilterChain chain)
            throws ServletException, IOException {
        long asOf = edition.get();
        try {
            chain.doFilter(request, made);
        } catch (IOException | ServletException | RuntimeException e) {
            if (before == null) {
                throw e;
            }
            return before.afterFailure();
        }
        if (made.getStatus() >= HttpStatus.INTERNAL_SERVER_ERROR.value() && before != null) {
            return before.afterFailure();
        }
        String cache = made.getHeader(HttpHeaders.CACHE_CONTROL);
        if (made.getStatus() != HttpStatus.OK.value()
                || cache == null
                || !cache.contains("public")) {
            pages.remove(key);
            return null;
        }
        if (pages.size() >= MOST) {
            pages.clear();
        }
        KeptPage page = KeptPage.of(made.getContentAsByteArray(), made, clock.instant(), asOf);
        pages.put(key, page);
        return page;
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
