package io.xiaohu.identity.web;

import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** What a call tells of where it came from, and the session cookie. */
final class CallerDevice {

    private static final Duration COOKIE_LIFE = Duration.ofDays(30);

    private CallerDevice() {}

    static Device of(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return Device.of(agent == null ? "" : agent, request.getRemoteAddr());
    }

    static void giveCookie(String token, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(token, COOKIE_LIFE, request.isSecure()));
    }

    static void takeCookie(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request.isSecure()));
    }

    private static String cookie(String value, Duration life, boolean secure) {
        return ResponseCookie.from(Sessions.COOKIE, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build()
                .toString();
    }
}
