package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import io.xiaohu.trust.OfficialContacts;
import io.xiaohu.trust.PartKind;
import io.xiaohu.trust.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks a value against the official contacts: everything it names is checked, and the worst
 * decides. Only an exact contact of the list is official, and it is that whatever the hot list
 * says. A text that is not looked at whole is never official.
 */
public final class Checker {

    private static final Pattern NUMBER =
            Pattern.compile("[+0-9〇零一二三四五六七八九幺OoIl()\\s.·・•_\\-‐-―转分机ext#,/]{5,40}");
    private static final Pattern HANDLE = Pattern.compile("@?[\\p{L}\\p{N}_.\\-·]{2,40}");
    private static final Pattern LATIN_HANDLE = Pattern.compile("@?[A-Za-z0-9_.\\-]{2,40}");
    private static final Pattern PUNCTUATION = Pattern.compile("[\\p{P}\\s&&[^_.\\-·@]]");
    private static final Pattern NOT_A_NAME = Pattern.compile("[^\\p{L}\\p{N}_.\\-·@]");

    /** English small words: a sentence, and no name. */
    private static final Pattern SPOKEN =
            Pattern.compile(
                    "(?i)\\b(?:to|for|the|my|with|using|by|on|in|is|i|you|your|thanks|via|at|and)\\b\\s");

    private static final String NUMERALS = "零一二三四五六七八九";
    private static final int FEWEST_DIGITS = 5;
    private static final int LONGEST_NAME = 30;

    private final Brand brand;
    private final LinkCheck links;
    private final MailCheck mails;
    private final PhoneCheck phones;
    private final AccountCheck accounts;
    private final HotList hot;

    public Checker(
            List<OfficialContact> contacts,
            List<OfficialContacts.Past> past,
            List<HotPattern> patterns) {
        hot = new HotList(patterns);
        brand = new Brand(contacts);
        links =
                new LinkCheck(
                        values(contacts, ContactKind.DOMAIN),
                        once(past, ContactKind.DOMAIN),
                        brand,
                        hot);
        mails =
                new MailCheck(
                        values(contacts, ContactKind.EMAIL),
                        once(past, ContactKind.EMAIL),
                        links,
                        brand,
                        hot);
        phones =
                new PhoneCheck(
                        values(contacts, ContactKind.PHONE), once(past, ContactKind.PHONE), hot);
        Map<String, Instant> names = new HashMap<>(once(past, ContactKind.WECHAT));
        names.putAll(once(past, ContactKind.QQ));
        names.putAll(once(past, ContactKind.WEIBO));
        accounts = new AccountCheck(contacts, names, brand, hot);
    }

    /** Always answers; what cannot be told is UNKNOWN. */
    public Judged check(String value) {
        PlainText.Read read = PlainText.read(value);
        String text = PlainText.mended(read.text());
        if (text.isEmpty() && read.isWhole()) {
            return new Judged(Finding.unknown("empty", null), List.of());
        }
        Judged looked = NUMBER.matcher(text).matches() ? number(text) : parts(text);
        Judged judged = read.isWhole() ? looked : cut(looked);
        if (judged.decides().verdict() == Verdict.UNKNOWN && PlainText.isTurned(value)) {
            return new Judged(Finding.suspicious("turned", null), judged.parts());
        }
        return judged;
    }

    /** A value that is nothing but a number: a phone, or a QQ account. */
    private Judged number(String text) {
        String digits = digitsOf(text);
        if (digits.chars().filter(Character::isDigit).count() < FEWEST_DIGITS) {
            return parts(text);
        }
        Finding account = accounts.check(digits.replaceAll("[^0-9]", ""), null);
        Finding phone = phones.check(digits);
        boolean spelled = !text.equals(digits) && text.matches(".*[OoIl].*");
        if (phone.verdict() == Verdict.OFFICIAL && spelled) {
            return alone(
                    PartKind.PHONE, text, Finding.suspicious("phone.letters", ContactKind.PHONE));
        }
        if (account.verdict() == Verdict.OFFICIAL && phone.verdict() != Verdict.OFFICIAL) {
            return alone(PartKind.ACCOUNT, text, account);
        }
        return alone(
                PartKind.PHONE,
                text,
                phone.verdict() == Verdict.OFFICIAL ? phone : phone.or(account));
    }

    private Judged parts(String text) {
        Parts parts =
                new Parts(text)
                        .links(link -> links.check(Link.parse(link)))
                        .mails(mails::check, mails::checkNamed)
                        .domains(link -> links.check(Link.parse(link)))
                        .accounts(accounts)
                        .phones(phones::check)
                        .hidden(link -> links.check(Link.parse(link)), accounts, phones::check);
        if (parts.found().isEmpty() && !isSentence(text)) {
            Finding account = named(text);
            if (account != null) {
                return alone(PartKind.ACCOUNT, text, account);
            }
        }
        Finding worst =
                parts.findings().stream()
                        .reduce(Finding::or)
                        .orElse(Finding.unknown("text.unknown", null));
        Finding words = Claims.of(brand, text, parts);
        Finding known = hot.phrase(Marks.without(parts.rest())).orElse(words);
        Judged judged = new Judged(worst.orWarned(words).orWarned(known), parts.found());
        return parts.isCut() ? cut(judged) : judged;
    }

    /** Of which only a part was looked at: that warns, or tells nothing. */
    private static Judged cut(Judged judged) {
        return judged.decides().verdict().compareTo(Verdict.UNKNOWN) > 0
                ? judged
                : new Judged(Finding.unknown("text.cut", null), judged.parts());
    }

    /** A short text as an account's name; with pictures in it, it is never the official one. */
    private @Nullable Finding named(String text) {
        if (SPOKEN.matcher(text).find()) {
            return null;
        }
        String name = PUNCTUATION.matcher(text).replaceAll("");
        if (HANDLE.matcher(text).matches()
                || HANDLE.matcher(name).matches() && !brand.isName(name)) {
            Finding account = accounts.check(HANDLE.matcher(text).matches() ? text : name, null);
            boolean tells =
                    account.verdict() != Verdict.UNKNOWN
                            || brand.isName(text)
                            || LATIN_HANDLE.matcher(text).matches();
            return tells ? account : null;
        }
        String letters = NOT_A_NAME.matcher(text).replaceAll("");
        return brand.isBorrowedByAccount(letters) && !brand.isName(letters)
                ? Finding.impostor("account.lookAlike", ContactKind.WECHAT)
                : null;
    }

    private static Judged alone(PartKind kind, String text, Finding finding) {
        return new Judged(finding, List.of(new Part(kind, text, finding)));
    }

    private static boolean isSentence(String text) {
        return text.codePointCount(0, text.length()) > LONGEST_NAME
                || !Demands.in(Clauses.live(text.toLowerCase(Locale.ROOT)), false).isEmpty();
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

    private static Map<String, Instant> once(List<OfficialContacts.Past> past, ContactKind kind) {
        Map<String, Instant> once = new HashMap<>();
        past.stream()
                .filter(each -> each.contact().kind() == kind)
                .forEach(each ->
                        once.merge(
                                each.contact().value().toLowerCase(Locale.ROOT),
                                each.until(),
                                (one, other) -> one.isAfter(other) ? one : other));
        return Map.copyOf(once);
    }
}
