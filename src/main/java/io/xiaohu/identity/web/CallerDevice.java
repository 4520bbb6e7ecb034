package io.xiaohu.identity.web;

import io.xiaohu.identity.jdbc.Device;
import io.xiaohu.identity.jdbc.Sessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** What a call tells of where it came from, and the cookies of session and device. */
final class CallerDevice {

    private static final String DEVICE_COOKIE = "xiaohu_device";
    private static final Duration COOKIE_LIFE = Duration.ofDays(30);
    private static final Duration DEVICE_COOKIE_LIFE = Duration.ofDays(400);

    private CallerDevice() {}

    static Device of(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        Cookie device = WebUtils.getCookie(request, DEVICE_COOKIE);
        return Device.of(
                agent == null ? "" : agent,
                request.getRemoteAddr(),
                device == null ? "" : device.getValue());
    }

    static void giveCookies(
            Sessions.Opened opened, HttpServletRequest request, HttpServletResponse response) {
        boolean secure = request.isSecure();
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(Sessions.COOKIE, opened.token(), COOKIE_LIFE, secure));
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(DEVICE_COOKIE, opened.deviceToken(), DEVICE_COOKIE_LIFE, secure));
    }

    /** Signing out leaves the device known: its owner comes back to it. */
    static void takeCookie(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(Sessions.COOKIE, "", Duration.ZERO, request.isSecure()));
    }

    private static String cookie(String name, String value, Duration life, boolean secure) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build()
                .toString();
    }
}
