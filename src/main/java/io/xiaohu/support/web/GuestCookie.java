package io.xiaohu.support.web;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Tokens;
import io.xiaohu.support.Conversations;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie that keeps a guest's conversation; it is kept here as a hash. */
final class GuestCookie {

    private static final Duration LIFE = Duration.ofDays(30);

    private GuestCookie() {}

    static Conversations.Visitor visitor(Caller.@Nullable Customer me, HttpServletRequest request) {
        return new Conversations.Visitor(
                me == null ? null : me.customerId(), token(request).map(Tokens::hash).orElse(null));
    }

    /** A visitor who is neither signed in nor known yet gets a cookie. */
    static Conversations.Visitor visitorOrNew(
            Caller.@Nullable Customer me,
            HttpServletRequest request,
            HttpServletResponse response) {
        Conversations.Visitor visitor = visitor(me, request);
        if (visitor.customer() != null || visitor.guest() != null) {
            return visitor;
        }
        String token = Tokens.create();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(Tokens.GUEST_COOKIE, token)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .path("/")
                        .maxAge(LIFE)
                        .build()
                        .toString());
        return new Conversations.Visitor(null, Tokens.hash(token));
    }

    private static Optional<String> token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Arrays.stream(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(Tokens.GUEST_COOKIE))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty() && value.length() <= Tokens.LONGEST)
                .findFirst();
    }
}
