package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Checks an e-mail address, and the name a mail shows before it. */
final class MailCheck {

    /** Mailboxes that anybody opens in a minute. */
    private static final Pattern FREE =
            Pattern.compile(
                    "(?:vip\\.)?(?:163|126|qq|yeah|sina|sohu|139|189|gmail|hotmail|outlook|foxmail|yahoo"
                        + "|icloud|proton)\\.(?:com|net|cn|me|com\\.cn)");

    /** What only an institution is called, or does. */
    private static final Pattern INSTITUTION =
            Pattern.compile(
                    "(?i)(?<![0-9])(?:12315|12306|12123|12333|12381|95[0-9]{3}|96110)(?![0-9])"
                        + "|tuikuan|lipei|jiedong|fengkong|zhengxin|yibao|shebao|gongjijin|gongan|jianguan|yinlian|yinjian"
                        + "|(?<![a-z])(?:icbc|unionpay|alipay|paypal|refund|police|gov)(?![a-z])");

    private final List<String> addresses;
    private final Map<String, Instant> past;
    private final LinkCheck links;
    private final Brand brand;
    private final HotList hot;

    MailCheck(
            List<String> addresses,
            Map<String, Instant> past,
            LinkCheck links,
            Brand brand,
            HotList hot) {
        this.addresses = addresses;
        this.past = past;
        this.links = links;
        this.brand = brand;
        this.hot = hot;
    }

    /** The address decides; a name that speaks as us before an address that is not ours lies. */
    Finding checkNamed(String name, String address) {
        Finding finding = check(address);
        if (finding.verdict() != Verdict.UNKNOWN) {
            return finding;
        }
        boolean lies =
                brand.isMentioned(name)
                        || brand.isBorrowedBy(name)
                        || addresses.stream()
                                .anyMatch(own -> name.toLowerCase(Locale.ROOT).contains(own));
        return lies ? Finding.impostor("mail.name", ContactKind.EMAIL) : finding;
    }

    Finding check(String written) {
        int at = written.lastIndexOf('@');
        String name = written.substring(0, at);
        Link domain = Link.parse(written.substring(at + 1));
        String address = (name + "@" + domain.host()).toLowerCase(Locale.ROOT);
        if (addresses.stream().anyMatch(address::equalsIgnoreCase)) {
            return Finding.official("mail.official", ContactKind.EMAIL);
        }
        if (hot.mail(address).isPresent()) {
            return hot.mail(address).get();
        }
        if (past.containsKey(address)) {
            return Finding.suspicious("past", ContactKind.EMAIL).at(past.get(address));
        }
        if (links.isOurs(domain.host())) {
            return Finding.official("mail.domain", ContactKind.EMAIL);
        }
        Finding leads = links.check(domain);
        if (leads.why().startsWith("hot.")) {
            return leads;
        }
        if (leads.verdict() == Verdict.IMPOSTOR || brand.isBorrowedBy(name)) {
            return Finding.impostor("mail.lookAlike", ContactKind.EMAIL);
        }
        if (FREE.matcher(domain.host()).matches() && INSTITUTION.matcher(name).find()) {
            return Finding.suspicious("mail.free", null);
        }
        return LinkCheck.isPublic(domain.host())
                ? Finding.unknown("mail.unknown", null)
                : Finding.unknown("mail.unknown", ContactKind.EMAIL);
    }
}
