package io.xiaohu.kernel;

/**
 * A call that works without a session. Everything under {@code /api} that no module names here
 * needs one.
 *
 * @param method GET, POST, …
 * @param path a path pattern such as {@code /api/v1/codes/{id}/trace}
 * @param csrfWhenSignedIn whether a caller who does have a session must send its CSRF token; false
 *     only for calls that start a session or belong to no account
 */
public record OpenCall(String method, String path, boolean csrfWhenSignedIn) {

    public static OpenCall get(String path) {
        return new OpenCall("GET", path, false);
    }

    /** A call before there is a session: codes, registering, signing in. */
    public static OpenCall before(String method, String path) {
        return new OpenCall(method, path, false);
    }

    /** A call for guests and signed-in customers alike. */
    public static OpenCall forAnyone(String method, String path) {
        return new OpenCall(method, path, true);
    }
}
