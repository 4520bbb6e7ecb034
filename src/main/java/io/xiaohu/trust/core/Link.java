package io.xiaohu.trust.core;

import com.ibm.icu.text.IDNA;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link taken apart the way browsers do it (WHATWG URL), which is more forgiving than {@link
 * java.net.URI}: back-slashes are slashes, everything before the last at-sign is a name, host names
 * may be full-width, percent-encoded or punycode.
 *
 * @param scheme in lower case; empty when there is none
 * @param host in Unicode, lower case, without port and final dot
 * @param rest path, query and fragment, decoded once
 * @param isAmbiguous whether programs disagree about where it leads
 */
record Link(String scheme, String userInfo, String host, String rest, boolean isAmbiguous) {

    private static final IDNA HOSTS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE);
    private static final Pattern SCHEME = Pattern.compile("^(?:([a-z][a-z0-9+.-]{1,19}):)?/{1,9}");
    private static final Pattern PORT = Pattern.compile(":[0-9]{0,9}$");

    /** A back-slash before an at-sign: to browsers a path, to others a user's name. */
    private static final Pattern BACKSLASH_AT = Pattern.compile("^[^/]{0,300}\\\\[^/]{0,300}@");

    /** Where a page sends its visitor on to, by the names that is usually given in a query. */
    private static final Pattern ONWARD =
            Pattern.compile(
                    "(?i)[?&#;](?:url|u|uri|to|target|dest|destination|go|goto|jump|link|next|redir"
                            + "|redirect|redirect_?ur[il]|return|return_?(?:url|to)|back_?url"
                            + "|continue|forward|callback|q)="
                            + "((?:https?:)?(?://|\\\\\\\\)[^&\\s]{3,2000})");

    private static final int DEEPEST = 4;
    private static final int MOST_ONWARD = 8;

    static Link parse(String text) {
        String forward = text.replace('\\', '/');
        Matcher scheme = SCHEME.matcher(forward.toLowerCase(Locale.ROOT));
        boolean hasScheme = scheme.find();
        String after = hasScheme ? forward.substring(scheme.end()) : forward;
        String asWritten = hasScheme ? text.substring(scheme.end()) : text;
        int end = endOfAuthority(after);
        String authority = after.substring(0, end);
        int at = authority.lastIndexOf('@');
        String userInfo = at < 0 ? "" : decoded(authority.substring(0, at));
        String host = PORT.matcher(authority.substring(at + 1)).replaceFirst("");
        String name = hasScheme && scheme.group(1) != null ? scheme.group(1) : "";
        return new Link(
                name,
                userInfo,
                unicode(decoded(host)),
                decoded(after.substring(end)),
                BACKSLASH_AT.matcher(asWritten).find());
    }

    /** Links written in the query, however often they are encoded: where one may end up. */
    List<String> onward() {
        return ONWARD.matcher(plainRest())
                .results()
                .limit(MOST_ONWARD)
                .map(match -> match.group(1))
                .toList();
    }

    /** What is after the host, decoded until nothing is encoded any more. */
    String plainRest() {
        String text = rest;
        for (int i = 0; i < DEEPEST && text.indexOf('%') >= 0; i++) {
            text = decoded(text);
        }
        return text;
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
