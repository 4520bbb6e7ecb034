package io.xiaohu.platform.web;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.SessionSource;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who is calling and refuses what another site sent in their name: a foreign origin
 * always, a missing CSRF token whenever there is a session it belongs to.
 */
class SessionFilter extends OncePerRequestFilter {

    static final String CUSTOMER = "CUSTOMER";
    static final String STAFF = "STAFF";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String CSRF_HEADER = "X-CSRF-Token";

    /** Sent with what a page asks by itself while nobody touches it. */
    private static final String UNATTENDED_HEADER = "X-Unattended";

    private final List<SessionSource> sources;
    private final OpenCalls openCalls;
    private final ProblemAnswers problems;

    SessionFilter(List<SessionSource> sources, OpenCalls openCalls, ProblemAnswers problems) {
        this.sources = sources;
        this.openCalls = openCalls;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean changes = !SAFE.contains(request.getMethod());
        if (changes && isForeign(request)) {
            problems.write(Problem.of(Reason.FOREIGN_ORIGIN), request, response);
            return;
        }
        Optional<SessionSource.Session> session = session(request);
        if (session.isPresent()) {
            if (changes && needsToken(request) && !hasToken(request, session.get().csrfToken())) {
                problems.write(Problem.of(Reason.CSRF_TOKEN_WRONG), request, response);
                return;
            }
            signIn(session.get().caller());
        }
        chain.doFilter(request, response);
    }

    /** Live events are answered asynchronously; the second dispatch must know the caller too. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    private Optional<SessionSource.Session> session(HttpServletRequest request) {
        String path = request.getRequestURI();
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        boolean attended = isAttended(request);
        return sources.stream()
                .filter(source -> source.covers(path))
                .flatMap(source ->
                        Arrays.stream(cookies)
                                .filter(cookie -> cookie.getName().equals(source.cookie()))
                                .flatMap(cookie ->
                                        source.find(cookie.getValue(), attended).stream()))
                .findFirst();
    }

    /** A stream that is opened again is nobody's act. */
    private static boolean isAttended(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return request.getHeader(UNATTENDED_HEADER) == null
                && (accept == null || !accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE));
    }

    private boolean needsToken(HttpServletRequest request) {
        return openCalls.find(request).map(OpenCall::csrfWhenSignedIn).orElse(true);
    }

    private static boolean hasToken(HttpServletRequest request, String expected) {
        String sent = request.getHeader(CSRF_HEADER);
        return sent != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8),
                        expected.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        String host = request.getHeader("Host");
        return host == null
                || !(origin.equals("http://" + host) || origin.equals("https://" + host));
    }

    private static void signIn(Caller caller) {
        String authority =
                switch (caller) {
                    case Caller.Customer customer -> CUSTOMER;
                    case Caller.Staff staff -> STAFF;
                };
        SecurityContextHolder.setContext(
                new SecurityContextImpl(
                        new PreAuthenticatedAuthenticationToken(
                                caller, "", AuthorityUtils.createAuthorityList(authority))));
    }
}
