package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks where a link leads. */
final class LinkCheck {

    /** Services that hide where a link leads; we send none of their links. */
    private static final Set<String> SHORTENERS =
            Set.of(
                    ("t.cn url.cn dwz.cn dwz.win suo.im suo.nz mrw.so u.nu bit.ly goo.gl t.co"
                                    + " tinyurl.com is.gd ow.ly cutt.ly rebrand.ly sourl.cn 3.cn"
                                    + " w.url.cn s.id v.gd rb.gy t.ly 6du.in m6z.cn c7.gg buff.ly"
                                    + " shorturl.at bl.ink tiny.cc x.co lnk.ink t.hk rrd.me")
                            .split(" "));

    /** An address in one number, or in hexadecimal or octal ones: nobody honest writes it so. */
    private static final Pattern HIDDEN_ADDRESS =
            Pattern.compile(
                    "[0-9]{8,10}|0x[0-9a-f]{1,8}"
                            + "|(?=.*(?:\\b0x|\\b0[0-9]))(?:0x[0-9a-f]{1,8}|[0-9]{1,11})"
                            + "(?:\\.(?:0x[0-9a-f]{1,8}|[0-9]{1,11})){1,3}");

    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9a-f:.]{2,45}\\]");

    private static final Set<String> ORDINARY_ENDINGS =
            Set.of("app", "online", "center", "team", "service", "services", "support");

    /** Names that only a government may have. */
    private static final Pattern PUBLIC = Pattern.compile("(?:^|.*\\.)gov(?:\\.[a-z]{2})?$");

    private static final int DEEPEST = 3;

    private final List<String> domains;
    private final Map<String, Instant> past;
    private final Brand brand;
    private final HotList hot;

    LinkCheck(List<String> domains, Map<String, Instant> past, Brand brand, HotList hot) {
        this.domains = domains.stream().map(LinkCheck::bare).toList();
        this.past = past;
        this.brand = brand;
        this.hot = hot;
    }

    Finding check(Link link) {
        return check(link, 0);
    }

    private Finding check(Link link, int depth) {
        if (isOurs(link.host())) {
            return ours(link, depth);
        }
        Finding itself = foreign(link);
        if (itself.verdict() == Verdict.IMPOSTOR || depth >= DEEPEST) {
            return itself;
        }
        return link.onward().stream()
                .map(next -> check(Link.parse(next), depth + 1))
                .filter(next -> next.verdict() == Verdict.IMPOSTOR)
                .findFirst()
                .map(next -> Finding.impostor("link.onward", ContactKind.DOMAIN))
                .orElse(itself);
    }

    /** Ours by its host; one that goes on elsewhere, or that programs read differently, is not. */
    private Finding ours(Link link, int depth) {
        boolean isWeb = link.scheme().isEmpty() || link.scheme().matches("https?|hxxps?|wss?");
        if (!isWeb || link.isAmbiguous()) {
            return Finding.suspicious("link.hidden", ContactKind.DOMAIN);
        }
        boolean leavesUs =
                depth < DEEPEST
                        && link.onward().stream()
                                .map(next -> check(Link.parse(next), depth + 1))
                                .anyMatch(next -> next.verdict() != Verdict.OFFICIAL);
        return leavesUs
                ? Finding.suspicious("link.leaves", ContactKind.DOMAIN)
                : Finding.official("link.official", ContactKind.DOMAIN);
    }

    private Finding foreign(Link link) {
        String host = link.host();
        if (hot.domain(host).isPresent()) {
            return hot.domain(host).get();
        }
        for (Map.Entry<String, Instant> once : past.entrySet()) {
            if (isUnder(host, once.getKey())) {
                return Finding.suspicious("past", ContactKind.DOMAIN).at(once.getValue());
            }
        }
        if (mentionsUs(link.userInfo())) {
            return Finding.impostor("link.userInfo", ContactKind.DOMAIN);
        }
        if (domains.stream().anyMatch(own -> hides(host, own))) {
            return Finding.impostor("link.subdomain", ContactKind.DOMAIN);
        }
        if (isLookAlike(host)) {
            return Finding.impostor("link.lookAlike", ContactKind.DOMAIN);
        }
        if (HIDDEN_ADDRESS.matcher(host).matches()) {
            return Finding.suspicious("link.address", ContactKind.DOMAIN);
        }
        if (mentionsUs(link.plainRest())) {
            return Finding.suspicious("link.path", ContactKind.DOMAIN);
        }
        if (SHORTENERS.contains(host)) {
            return Finding.suspicious("link.short", ContactKind.DOMAIN);
        }
        if (!link.userInfo().isEmpty() || link.isAmbiguous()) {
            return Finding.suspicious("link.hidden", ContactKind.DOMAIN);
        }
        if (brand.isOurShortName(host)) {
            return Finding.suspicious("link.name", ContactKind.DOMAIN);
        }
        if (OthersNames.areBorrowedBy(host)) {
            return Finding.suspicious("link.other", null);
        }
        if (OthersNames.areBaitsIn(host)) {
            return Finding.suspicious("link.bait", null);
        }
        return isPublic(host)
                ? Finding.unknown("link.public", null)
                : Finding.unknown("link.unknown", ContactKind.DOMAIN);
    }

    /** What is registered with www is ours without it. */
    static String bare(String domain) {
        return domain.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
    }

    boolean isOurs(String host) {
        return domains.stream().anyMatch(own -> isUnder(host, own));
    }

    static boolean isPublic(String host) {
        return PUBLIC.matcher(host).matches();
    }

    boolean isLookAlike(String host) {
        int tld = host.lastIndexOf('.');
        if (tld < 0 || ADDRESS.matcher(host).matches()) {
            return false;
        }
        String name = host.substring(0, tld);
        for (String label : name.split("\\.")) {
            if (brand.isBorrowedBy(label)) {
                return true;
            }
        }
        return brand.isBorrowedBy(name) || brand.isBorrowedBy(name + "-" + notCountry(host, tld));
    }

    /** The last label, where it is a word that says something and not a country's code. */
    private static String notCountry(String host, int tld) {
        String last = host.substring(tld + 1);
        return last.length() > 2 && !ORDINARY_ENDINGS.contains(last) ? last : "";
    }

    private static boolean isUnder(String host, String own) {
        return host.equals(own) || host.endsWith("." + own);
    }

    private static boolean hides(String host, String own) {
        return host.startsWith(own + ".") || host.contains("." + own + ".");
    }

    private boolean mentionsUs(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return domains.stream().anyMatch(lower::contains)
                || (brand.isMentioned(text) && brand.isBorrowedBy(text));
    }
}
