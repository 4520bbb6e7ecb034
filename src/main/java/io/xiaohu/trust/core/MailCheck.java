package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.Verdict;
import java.util.List;

/** Checks an e-mail address. */
final class MailCheck {

    private final List<String> addresses;
    private final LinkCheck links;
    private final Brand brand;

    MailCheck(List<String> addresses, LinkCheck links, Brand brand) {
        this.addresses = addresses;
        this.links = links;
        this.brand = brand;
    }

    Finding check(String written) {
        int at = written.lastIndexOf('@');
        String name = written.substring(0, at);
        Link domain = Link.parse(written.substring(at + 1));
        if (addresses.stream().anyMatch(own -> own.equalsIgnoreCase(name + "@" + domain.host()))) {
            return Finding.official("mail.official", ContactKind.EMAIL);
        }
        if (links.isOurs(domain.host())) {
            return Finding.official("mail.domain", ContactKind.EMAIL);
        }
        boolean domainBorrows = links.check(domain).verdict() == Verdict.IMPOSTOR;
        if (domainBorrows || brand.isBorrowedBy(name)) {
            return Finding.impostor("mail.lookAlike", ContactKind.EMAIL);
        }
        return Finding.unknown("mail.unknown", ContactKind.EMAIL);
    }
}
