package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks where a link leads. */
final class LinkCheck {

    /** Services that hide where a link leads; we send none of their links. */
    private static final Set<String> SHORTENERS =
            Set.of(
                    "t.cn",
                    "url.cn",
                    "dwz.cn",
                    "dwz.win",
                    "suo.im",
                    "mrw.so",
                    "u.nu",
                    "bit.ly",
                    "goo.gl",
                    "t.co",
                    "tinyurl.com",
                    "is.gd",
                    "ow.ly",
                    "cutt.ly",
                    "rebrand.ly",
                    "sourl.cn",
                    "3.cn",
                    "w.url.cn",
                    "s.id",
                    "v.gd",
                    "rb.gy",
                    "t.ly");

    private final List<String> domains;
    private final Brand brand;

    LinkCheck(List<String> domains, Brand brand) {
        this.domains = domains.stream().map(d -> d.toLowerCase(Locale.ROOT)).toList();
        this.brand = brand;
    }

    Finding check(Link link) {
        if (isOurs(link.host())) {
            return Finding.official("link.official", ContactKind.DOMAIN);
        }
        if (mentionsUs(link.userInfo())) {
            return Finding.impostor("link.userInfo", ContactKind.DOMAIN);
        }
        if (domains.stream().anyMatch(own -> hides(link.host(), own))) {
            return Finding.impostor("link.subdomain", ContactKind.DOMAIN);
        }
        if (isLookAlike(link.host())) {
            return Finding.impostor("link.lookAlike", ContactKind.DOMAIN);
        }
        if (mentionsUs(link.rest())) {
            return Finding.suspicious("link.path", ContactKind.DOMAIN);
        }
        if (SHORTENERS.contains(link.host())) {
            return Finding.suspicious("link.short", ContactKind.DOMAIN);
        }
        if (!link.userInfo().isEmpty()) {
            return Finding.suspicious("link.hidden", ContactKind.DOMAIN);
        }
        return Finding.unknown("link.unknown", ContactKind.DOMAIN);
    }

    boolean isOurs(String host) {
        return domains.stream().anyMatch(own -> host.equals(own) || host.endsWith("." + own));
    }

    boolean isLookAlike(String host) {
        int tld = host.lastIndexOf('.');
        if (tld < 0) {
            return false;
        }
        String name = host.substring(0, tld);
        for (String label : name.split("\\.")) {
            if (brand.isBorrowedBy(label)) {
                return true;
            }
        }
        return brand.isBorrowedBy(name) || brand.isBorrowedBy(host.replace('.', '-'));
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
