package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The contacts a text names, found one kind after another; what is found is taken out. */
final class Parts {

    /** More than any message has; the rest of a text built to be slow is not looked at. */
    private static final int MOST = 200;

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
                            + "|(?<=[A-Za-z0-9-])。(?=[A-Za-z0-9-]{1,63}[.。][A-Za-z0-9])");

    private static final Pattern WEB_SCHEME =
            Pattern.compile("(?i)^(?:https?|ftp|wss?)?:?[/\\\\]{2}");
    private static final Pattern MAIL =
            Pattern.compile(
                    "[A-Za-z0-9._%+-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,6}");
    private static final String LABEL = "[\\p{L}\\p{M}\\p{N}&&[^\\p{IsHan}]]";
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "(?<![\\p{L}\\p{N}@&&[^\\p{IsHan}]])(?:[^"
                            + STOP
                            + "@/\\p{IsHan}]{1,80}@)?"
                            + "(?:(?:"
                            + LABEL
                            + "|[-_‐-―]){1,63}\\.){1,8}(?:xn--[a-z0-9-]{1,59}|"
                            + "[\\p{L}\\p{M}&&[^\\p{IsHan}]]{2,24})(?::[0-9]{1,5})?(?:[/\\\\?#][^"
                            + STOP
                            + "]{0,2000})?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern HAN_DOMAIN =
            Pattern.compile(
                    "[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,6}(?:/\\S{0,500})?");
    private static final Pattern ACCOUNT =
            Pattern.compile(
                    "(?i)(微信|weixin|wechat|\\bwx|\\bvx|薇信|威信|v信|qq|企鹅|微博|weibo)"
                            + "(?:公众号|客服|账号|帐号|号码|号|群| id| account)?[\\s:：为是@=]{0,4}"
                            + "([A-Za-z0-9][A-Za-z0-9_-]{4,30}|[\\p{IsHan}A-Za-z0-9_-]{2,20})");
    private static final Pattern PHONE =
            Pattern.compile(
                    "(?<![0-9A-Za-z*.¥])\\+?[0-9(][0-9\\s().\\-–—]{3,24}[0-9](?![0-9A-Za-z*])");
    private static final Pattern PHONE_SHAPE =
            Pattern.compile(
                    "(?:\\+|00)[0-9]{7,15}|(?:86)?1[3-9][0-9]{9}|0?[48]00[0-9]{6,8}|0[0-9]{9,11}"
                            + "|9[56][0-9]{3,6}|1[0-2][0-9]{3}");

    private final List<Finding> findings = new ArrayList<>();
    private String rest;

    Parts(String text) {
        this.rest = STOP_AS_DOT.matcher(text).replaceAll(".");
    }

    interface Check {
        Finding check(String part);
    }

    Parts mails(Check check) {
        return take(MAIL, match -> check.check(match.group()));
    }

    /** First of all: what is before an at-sign in a link is no mailbox. */
    Parts links(Check check) {
        take(SCRIPT, match -> Finding.suspicious("link.hidden", ContactKind.DOMAIN));
        take(LINK, match -> check.check(endCut(match.group())));
        return take(NAME_AS_USER, match -> check.check(endCut(match.group())));
    }

    Parts domains(Check check) {
        take(DOMAIN, match -> check.check(endCut(match.group())));
        String plain = rest.replace('。', '.');
        if (HAN_DOMAIN.matcher(plain).matches() && plain.indexOf('.') > 0) {
            rest = "";
            findings.add(check.check(plain));
        }
        return this;
    }

    interface AccountChecking {
        Finding check(String account, ContactKind kind);
    }

    Parts accounts(AccountChecking check) {
        return take(ACCOUNT, match -> check.check(match.group(2), kind(match.group(1))));
    }

    Parts phones(Check check) {
        return take(
                PHONE,
                match -> {
                    String digits = match.group().replaceAll("[^0-9+]", "");
                    Finding finding = check.check(match.group());
                    boolean counts =
                            PHONE_SHAPE.matcher(digits).matches()
                                    || finding.verdict() != Verdict.UNKNOWN;
                    return counts ? finding : null;
                });
    }

    List<Finding> findings() {
        return findings;
    }

    /** The text without the contacts found in it. */
    String rest() {
        return rest;
    }

    private interface Taking {
        @Nullable Finding take(MatchResult match);
    }

    private Parts take(Pattern pattern, Taking taking) {
        Matcher matcher = pattern.matcher(rest);
        StringBuilder left = new StringBuilder();
        while (findings.size() < MOST && matcher.find()) {
            Finding finding = taking.take(matcher.toMatchResult());
            if (finding != null) {
                findings.add(finding);
                matcher.appendReplacement(left, " ");
            } else {
                matcher.appendReplacement(left, Matcher.quoteReplacement(matcher.group()));
            }
        }
        matcher.appendTail(left);
        rest = left.toString().strip();
        return this;
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
            if (han && latinTld) {
                return link.substring(0, i);
            }
        }
        return link;
    }

    private static ContactKind kind(String label) {
        String lower = label.toLowerCase(Locale.ROOT);
        if (lower.equals("qq") || lower.equals("企鹅")) {
            return ContactKind.QQ;
        }
        return lower.equals("微博") || lower.equals("weibo") ? ContactKind.WEIBO : ContactKind.WECHAT;
    }
}
