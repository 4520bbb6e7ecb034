package io.xiaohu.kernel;

import java.util.Optional;

/**
 * Told by a module that keeps sessions: which cookie carries them, for which paths, and whose a
 * token is. The web layer reads the cookie, asks, and checks the CSRF token before any controller
 * runs.
 */
public interface SessionSource {

    /** The cookie's name, such as {@code xiaohu_session}. */
    String cookie();

    /** Whether a call to this path is made with this source's sessions. */
    boolean covers(String path);

    /**
     * The living session of this token; empty when unknown, ended or expired. Never throws on
     * nonsense.
     *
     * @param attended whether somebody did something lately: what a page asks by itself keeps no
     *     session alive
     */
    Optional<Session> find(String token, boolean attended);

    record Session(Caller caller, String csrfToken) {}
}
