package io.xiaohu.trust.core;

import com.ibm.icu.text.IDNA;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link taken apart the way browsers do it (WHATWG URL), which is more forgiving than {@link
 * java.net.URI}: back-slashes are slashes, everything before the last at-sign is a name, host names
 * may be full-width, percent-encoded or punycode.
 *
 * @param host in Unicode, lower case, without port and final dot
 * @param rest path, query and fragment
 */
record Link(String userInfo, String host, String rest) {

    private static final IDNA HOSTS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE);
    private static final Pattern SCHEME = Pattern.compile("^(?:[a-z][a-z0-9+.-]{1,19}:)?/{1,9}");
    private static final Pattern PORT = Pattern.compile(":[0-9]{0,9}$");

    static Link parse(String text) {
        String forward = text.replace('\\', '/');
        Matcher scheme = SCHEME.matcher(forward.toLowerCase(Locale.ROOT));
        String after = scheme.find() ? forward.substring(scheme.end()) : forward;
        int end = endOfAuthority(after);
        String authority = after.substring(0, end);
        int at = authority.lastIndexOf('@');
        String userInfo = at < 0 ? "" : decoded(authority.substring(0, at));
        String host = PORT.matcher(authority.substring(at + 1)).replaceFirst("");
        return new Link(userInfo, unicode(decoded(host)), decoded(after.substring(end)));
    }

    private static int endOfAuthority(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("/?#".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static String unicode(String host) {
        StringBuilder name = new StringBuilder();
        HOSTS.nameToUnicode(PlainText.of(host), name, new IDNA.Info());
        String plain = name.toString().toLowerCase(Locale.ROOT);
        return plain.replaceAll("\\.{1,9}$", "");
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
