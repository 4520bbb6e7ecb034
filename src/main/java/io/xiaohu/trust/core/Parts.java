package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.PartKind;
import io.xiaohu.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The contacts a text names, found one kind after another; what is found is taken out. */
final class Parts {

    /** More than any message has; whether there are more is told. */
    private static final int MOST = 2_000;

    private static final String STOP = "\\s<>\"'“”‘’，。！？、；（）()【】《》「」";

    /** A link within another's path is that one's, not a place to go to. */
    private static final Pattern LINK =
            Pattern.compile(
                    "(?i)(?:(?<![a-z0-9./])[a-z][a-z0-9+.-]{1,19}:|(?<![a-z0-9.:/]))[/\\\\]{2}[^"
                            + STOP
                            + "]{1,2000}");

    /** Runs something or carries a page in itself; none of ours does. */
    private static final Pattern SCRIPT =
            Pattern.compile(
                    "(?i)\\b(?:javascript|vbscript|intent|data:[a-z]+/):?[^\\s\"'“”‘’]{1,2000}");

    /**
     * A domain as the name before the at-sign of another: {@code ours.example:x@theirs.example}.
     */
    private static final Pattern NAME_AS_USER =
            Pattern.compile(
                    "(?i)(?<![a-z0-9.-])(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,24}:[^"
                            + STOP
                            + "@/]{0,80}@[^"
                            + STOP
                            + "]{1,2000}");

    /** Browsers take the Chinese full stop in a host name for a dot. */
    private static final Pattern STOP_AS_DOT =
            Pattern.compile(
                    "(?<=//[A-Za-z0-9-]{1,63})。(?=[A-Za-z0-9])"
                            + "|(?<=[A-Za-z0-9-])。(?=[A-Za-z0-9-]{1,63}[.。][A-Za-z0-9])"
                            + "|(?<=[A-Za-z0-9-])。(?=(?:top|com|cn|cc|vip|xyz|net|icu|shop|club|app"
                            + "|site|link|info|org|example)(?![A-Za-z0-9]))");

    private static final Pattern WEB_SCHEME =
            Pattern.compile("(?i)^(?:https?|ftp|wss?)?:?[/\\\\]{2}");
    private static final Pattern MAIL =
            Pattern.compile(
                    "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,200}+@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,6}");

    /** The name a mail shows, and its address. */
    private static final Pattern NAMED_MAIL =
            Pattern.compile(
                    "(?<name>[^<>\\n。！？；，,;:：]{1,60}?)[\"'”]?\\s{0,3}<\\s{0,3}(?<address>"
                            + MAIL
                            + ")\\s{0,3}>");

    private static final String LABEL = "[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]";
    private static final String DOMAIN_BEGINS = "(?<![\\p{L}\\p{N}@&&[^\\p{IsHan}]])";
    private static final String DOMAIN_ITSELF =
            "(?:(?:"
                    + LABEL
                    + "|[-_‐-―]){1,63}\\.){1,8}(?:xn--[a-z0-9-]{1,59}|"
                    + "[\\p{L}\\p{M}&&[^\\p{IsHan}]]{2,24})(?::[0-9]{1,5})?(?:[/\\\\?#][^"
                    + STOP
                    + "]{0,2000})?";
    private static final Pattern DOMAIN =
            Pattern.compile(DOMAIN_BEGINS + DOMAIN_ITSELF, Pattern.CASE_INSENSITIVE);
    private static final Pattern DOMAIN_AFTER_AT =
            Pattern.compile(
                    DOMAIN_BEGINS + "(?:[^" + STOP + "@/\\p{IsHan}]{1,80}@)?" + DOMAIN_ITSELF,
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern HAN_DOMAIN =
            Pattern.compile(
                    "[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,6}(?:/\\S{0,500})?");
    private static final String NO_AMOUNT =
            "(?![0-9A-Za-z*]|\\.[0-9]|\\s?(?:元|块|万|千|%|人|个|股|单|港币|美元))";

    private static final Pattern PHONE =
            Pattern.compile(
                    "(?<![0-9A-Za-z*.¥])\\+?[0-9(][0-9 ().·・•_\\-‐-―]{3,24}[0-9]" + NO_AMOUNT);

    /** Of any length, where a word says that it is a number to call. */
    private static final Pattern LABELLED_PHONE =
            Pattern.compile(
                    "(?<=(?:电话|電話|热线|熱線|专线|致电|拨打|hotline)[:："
                            + " ]{0,3})[0-9][0-9-]{5,14}[0-9](?![0-9A-Za-z*])");

    /** Without blanks, for numbers that stand next to others. */
    private static final Pattern PLAIN_PHONE =
            Pattern.compile("(?<![0-9A-Za-z*.¥-])\\+?[0-9][0-9\\-‐-―]{3,20}[0-9]" + NO_AMOUNT);

    /** A number with letters for digits: it cannot be dialled, and is there to be read. */
    private static final Pattern LETTERED =
            Pattern.compile(
                    "(?<![0-9A-Za-z])(?=[0-9OoIl -]{0,20}[OoIl])(?=[OoIl -]{0,20}[0-9])"
                            + "[0-9OoIl]{2,4}(?:[ -]?[0-9OoIl]{3,4}){2}(?![0-9A-Za-z])");

    private static final Pattern PHONE_SHAPE =
            Pattern.compile(
                    "(?:\\+|00)[0-9]{7,15}|(?:86)?1[3-9][0-9]{9}|0?[48]00[0-9]{6,8}|0[0-9]{9,11}"
                            + "|9[56][0-9]{3,6}|1[0-2][0-9]{3}");

    private final List<Part> found = new ArrayList<>();
    private String rest;

    Parts(String text) {
        this.rest = STOP_AS_DOT.matcher(text).replaceAll(".");
    }

    interface Check {
        Finding check(String part);
    }

    interface NamedCheck {
        Finding check(String name, String address);
    }

    Parts mails(Check check, NamedCheck named) {
        if (!has('@')) {
            return this;
        }
        if (has('<')) {
            take(
                    PartKind.EMAIL,
                    NAMED_MAIL,
                    match -> match.group("address"),
                    match -> named.check(match.group("name"), match.group("address")));
        }
        return take(PartKind.EMAIL, MAIL, match -> check.check(match.group()));
    }

    /** First of all: what is before an at-sign in a link is no mailbox. */
    Parts links(Check check) {
        if (!has(':') && !has('/') && !has('\\')) {
            return this;
        }
        take(PartKind.LINK, SCRIPT, match -> Finding.suspicious("link.hidden", ContactKind.DOMAIN));
        take(PartKind.LINK, LINK, match -> check.check(endCut(match.group())));
        return has('@')
                ? take(PartKind.LINK, NAME_AS_USER, match -> check.check(endCut(match.group())))
                : this;
    }

    Parts domains(Check check) {
        if (has('.')) {
            Pattern domain = has('@') ? DOMAIN_AFTER_AT : DOMAIN;
            take(PartKind.LINK, domain, match -> check.check(endCut(match.group())));
        }
        String plain = rest.replace('。', '.');
        if (HAN_DOMAIN.matcher(plain).matches() && plain.indexOf('.') > 0) {
            rest = "";
            found.add(new Part(PartKind.LINK, plain, check.check(plain)));
        }
        return this;
    }

    Parts accounts(AccountCheck check) {
        take(
                PartKind.ACCOUNT,
                Platforms.ACCOUNT,
                match -> match.group("name"),
                match -> {
                    ContactKind kind = Platforms.kind(match.group("app"));
                    Finding finding =
                            kind == null
                                    ? check.checkElsewhere(match.group("name"))
                                    : check.check(match.group("name"), kind);
                    boolean counts =
                            finding.verdict() != Verdict.UNKNOWN
                                    || Platforms.isNamed(match) && !finding.why().equals("name");
                    return counts ? finding : null;
                });
        takeNames(Platforms.QUOTED_NAME, check);
        return takeNames(Platforms.AT_NAME, check);
    }

    /** Names are taken for accounts only where they say something. */
    private Parts takeNames(Pattern pattern, AccountCheck check) {
        return take(
                PartKind.ACCOUNT,
                pattern,
                match -> match.group("name"),
                match -> {
                    Finding finding = check.check(match.group("name"), null);
                    return finding.verdict() == Verdict.UNKNOWN ? null : finding;
                });
    }

    Parts phones(Check check) {
        take(
                PartKind.PHONE,
                LETTERED,
                match -> {
                    String digits = match.group().replaceAll("[Oo]", "0").replaceAll("[Il]", "1");
                    boolean likeOurs =
                            !digits.equals(match.group())
                                    && check.check(digits).verdict() != Verdict.UNKNOWN;
                    return likeOurs ? Finding.suspicious("phone.letters", ContactKind.PHONE) : null;
                });
        take(PartKind.PHONE, PHONE, match -> dialled(match.group(), check));
        take(PartKind.PHONE, LABELLED_PHONE, match -> check.check(match.group()));
        return take(PartKind.PHONE, PLAIN_PHONE, match -> dialled(match.group(), check));
    }

    private static @Nullable Finding dialled(String written, Check check) {
        String digits = written.replaceAll("[^0-9+]", "");
        Finding finding = check.check(written);
        boolean counts =
                PHONE_SHAPE.matcher(digits).matches() || finding.verdict() != Verdict.UNKNOWN;
        return counts ? finding : null;
    }

    /**
     * Looks once more, in the words without what hides them. What is ours only then is none of
     * ours: an account with a picture in its name is another account.
     */
    Parts hidden(Check links, AccountCheck accounts, Check phones) {
        String words = Wording.of(rest);
        if (words.equals(rest)) {
            return this;
        }
        int before = found.size();
        rest = words;
        domains(links).accounts(accounts).phones(phones);
        for (int i = before; i < found.size(); i++) {
            Part part = found.get(i);
            if (part.finding().verdict() == Verdict.OFFICIAL && part.kind() == PartKind.ACCOUNT) {
                Finding not = Finding.impostor("account.lookAlike", part.finding().instead());
                found.set(i, new Part(part.kind(), part.text(), not));
            }
        }
        return this;
    }

    /** Whether there may be more than was looked at. */
    boolean isCut() {
        return found.size() >= MOST;
    }

    List<Part> found() {
        return found;
    }

    List<Finding> findings() {
        return found.stream().map(Part::finding).toList();
    }

    /** The text with {@link Marks} for the contacts found in it. */
    String rest() {
        return rest;
    }

    private interface Taking {
        @Nullable Finding take(MatchResult match);
    }

    private Parts take(PartKind kind, Pattern pattern, Taking taking) {
        return take(kind, pattern, match -> endCut(match.group()), taking);
    }

    /** Whether the text has a character without which there is nothing to look for. */
    private boolean has(char needed) {
        return rest.indexOf(needed) >= 0;
    }

    private Parts take(
            PartKind kind, Pattern pattern, Function<MatchResult, String> writes, Taking taking) {
        Matcher matcher = pattern.matcher(rest);
        StringBuilder left = new StringBuilder();
        while (found.size() < MOST && matcher.find()) {
            Finding finding = taking.take(matcher.toMatchResult());
            if (finding != null) {
                String itself = writes.apply(matcher.toMatchResult()).strip();
                Part part = new Part(kind, itself, finding);
                matcher.appendReplacement(
                        left, appOf(matcher) + " " + Marks.of(part, found.size()) + " ");
                found.add(part);
            } else {
                matcher.appendReplacement(left, Matcher.quoteReplacement(matcher.group()));
            }
        }
        matcher.appendTail(left);
        rest = left.toString().strip();
        return this;
    }

    /** An account's app stays in the words, which say what to do with it. */
    private static String appOf(Matcher match) {
        return match.pattern() == Platforms.ACCOUNT
                ? Matcher.quoteReplacement(match.group("app") + match.group("label"))
                : "";
    }

    /** A full stop or a colon after a link ends the sentence, not the link. */
    private static String endCut(String link) {
        String cut = link.replaceAll("[.,:;!?]{1,9}$", "");
        int scheme = cut.indexOf("//");
        boolean web = scheme < 0 || WEB_SCHEME.matcher(cut).find();
        return web ? hanCut(cut) : cut;
    }

    /** Chinese goes on right after a link: "https://a.example点这里". */
    private static String hanCut(String link) {
        int from = link.indexOf("//") < 0 ? 0 : link.indexOf("//") + 2;
        int path = from;
        while (path < link.length() && "/\\?#".indexOf(link.charAt(path)) < 0) {
            path++;
        }
        int dot = link.lastIndexOf('.', path - 1);
        for (int i = dot + 3; dot > from && i < link.length(); i++) {
            boolean han = Character.UnicodeScript.of(link.charAt(i)) == Character.UnicodeScript.HAN;
            boolean latinTld = link.charAt(dot + 1) < 128;
            boolean searchedFor = link.charAt(i - 1) == '=' || link.charAt(i - 1) == '/';
            if (han && latinTld && i > path && searchedFor) {
                return link;
            }
            if (han && latinTld) {
                return link.substring(0, i);
            }
        }
        return link;
    }
}
