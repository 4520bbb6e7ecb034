package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.Verdict;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks a value against the official contacts: everything it names is checked, and the worst
 * decides. Only an exact contact of the list is official.
 */
public final class Checker {

    private static final Pattern NUMBER =
            Pattern.compile("[+0-9〇零一二三四五六七八九幺OoIl()\\s.\\-–—转分机ext#,/]{5,40}");
    private static final Pattern HANDLE = Pattern.compile("@?[\\p{L}\\p{N}_.\\-·]{2,40}");
    private static final Pattern REACH_US =
            Pattern.compile(
                    "(?i)客服|联系|致电|拨打|来电|电话|热线|专线|人工|添加|加我|call|contact|support|hotline|phone|agent");
    private static final String NUMERALS = "零一二三四五六七八九";
    private static final int FEWEST_DIGITS = 5;

    private final Brand brand;
    private final LinkCheck links;
    private final MailCheck mails;
    private final PhoneCheck phones;
    private final AccountCheck accounts;

    public Checker(List<OfficialContact> contacts) {
        brand = new Brand(contacts);
        links = new LinkCheck(values(contacts, ContactKind.DOMAIN), brand);
        mails = new MailCheck(values(contacts, ContactKind.EMAIL), links, brand);
        phones = new PhoneCheck(values(contacts, ContactKind.PHONE));
        accounts = new AccountCheck(contacts, brand);
    }

    public Finding check(String value) {
        String text = PlainText.of(value);
        if (text.isEmpty()) {
            return Finding.unknown("empty", null);
        }
        Finding finding = NUMBER.matcher(text).matches() ? number(text) : parts(text);
        if (finding.verdict() == Verdict.UNKNOWN && PlainText.isTurned(value)) {
            return Finding.suspicious("turned", null);
        }
        return finding;
    }

    /** A value that is nothing but a number: a phone, or a QQ account. */
    private Finding number(String text) {
        String digits = digitsOf(text);
        if (digits.chars().filter(Character::isDigit).count() < FEWEST_DIGITS) {
            return parts(text);
        }
        Finding account = accounts.check(digits.replaceAll("[^0-9]", ""), null);
        Finding phone = phones.check(digits);
        boolean spelled = !text.equals(digits) && text.matches(".*[OoIl].*");
        if (phone.verdict() == Verdict.OFFICIAL && spelled) {
            return Finding.suspicious("phone.letters", ContactKind.PHONE);
        }
        if (account.verdict() == Verdict.OFFICIAL || phone.verdict() == Verdict.OFFICIAL) {
            return account.verdict() == Verdict.OFFICIAL ? account : phone;
        }
        return phone.or(account);
    }

    private Finding parts(String text) {
        Parts parts =
                new Parts(text)
                        .links(link -> links.check(Link.parse(link)))
                        .mails(mails::check)
                        .domains(link -> links.check(Link.parse(link)))
                        .accounts(accounts::check)
                        .phones(phones::check);
        if (parts.findings().isEmpty() && HANDLE.matcher(text).matches() && !isSentence(text)) {
            return accounts.check(text, null);
        }
        Finding worst =
                parts.findings().stream()
                        .reduce(Finding::or)
                        .orElse(Finding.unknown("text.unknown", null));
        if (worst.verdict() == Verdict.UNKNOWN && claimsToBeUs(parts)) {
            worst = Finding.suspicious("text.claims", worst.instead());
        }
        return Demands.areIn(text) ? worst.or(Finding.suspicious("text.demand", null)) : worst;
    }

    /** Speaks in our name and leads elsewhere. */
    private boolean claimsToBeUs(Parts parts) {
        if (!brand.isMentioned(parts.rest())) {
            return false;
        }
        return parts.findings().stream()
                .filter(part -> part.verdict() == Verdict.UNKNOWN)
                .anyMatch(part ->
                        part.instead() != ContactKind.PHONE
                                || REACH_US.matcher(parts.rest()).find());
    }

    private static boolean isSentence(String text) {
        return Demands.areIn(text) || text.codePointCount(0, text.length()) > 30;
    }

    private static String digitsOf(String text) {
        StringBuilder digits = new StringBuilder();
        for (char c : text.toCharArray()) {
            int numeral = NUMERALS.indexOf(c);
            digits.append(
                    switch (c) {
                        case '〇', 'O', 'o' -> "0";
                        case '幺', 'I', 'l' -> "1";
                        default -> numeral >= 0 ? String.valueOf(numeral) : String.valueOf(c);
                    });
        }
        return digits.toString();
    }

    private static List<String> values(List<OfficialContact> contacts, ContactKind kind) {
        return contacts.stream()
                .filter(contact -> contact.kind() == kind)
                .map(OfficialContact::value)
                .toList();
    }
}
