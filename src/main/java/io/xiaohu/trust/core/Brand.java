package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.OfficialContact;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Our names, and whether another name borrows them. */
final class Brand {

    private static final String NAME = "小狐钱包";
    private static final String LATIN = "xiaohu";
    private static final Pattern MENTION =
            Pattern.compile("小狐(?!狸)|(?i)(?<![a-z])xiao[ _-]?hu(?![a-z])");
    private static final String OUR_NAME = "小狐(?!狸)(?:钱包|支付|金融|理财|借款|贷款|公司|平台)?";

    /** Who of us is said to speak; a customer who speaks of them goes on otherwise. */
    private static final String OUR_PARTS =
            "(?:工作人员|客服(?![,，]?[您你]好|真|也|都|态度|说|让|叫|给我|帮我|打|回|不|很|太|挺|人|怎|在吗|是|的|要|会|没|能|什么|好|一)"
                + "|专员|[\\p{IsHan}]{0,5}(?:部|部门|中心|团队|小组|专线|处|科|组|办公室)(?=[^\\p{IsHan}]|您|提|通|检|发|工作|客服|热线|为|给|向|$)"
                + "|理赔|贷款|官方|提醒|通知|公告|中奖|诚聘|招聘|VIP客服|内测|周年庆|活动组)";

    /** The text speaks in our name; Chinese in simplified characters. */
    private static final Pattern CLAIM =
            Pattern.compile(
                    "[【\\[]\\s?(?:小狐(?!狸)|(?i:xiao ?hu))[^】\\]]{0,16}[】\\]]"
                        + "|(?:我|我们|本人|这里|这边|此处)(?:就|们)?(?:是|系)小狐(?!狸)(?!(?:钱包)?的?(?:老|新)?(?:用户|客户|会员|粉丝))"
                        + "|(?:您好|你好)[,，]?(?:是|系)?[,，]?小狐(?!狸)|(?:尊敬的|亲爱的|您的|您名下的?|您在)小狐(?!狸)"
                        + "|(?:小狐(?!狸).{0,4}|^)(?:我司|本司|本公司|我方平台)|(?:我|我们|本人|这里|这边)(?:就)?(?:是|系)"
                            + OUR_NAME
                            + "|"
                            + OUR_NAME
                            + "(?:的|官方|人工|在线|24小时|24h|vip|VIP|高级|专属|会员){0,3}"
                            + OUR_PARTS
                            + "|(?i:(?:dear|your|official|from|we are|this is|i am|i'm)(?: the| a)?"
                            + " xiao ?hu|xiao ?hu(?: wallet| pay)?(?:'s)?"
                            + " ?(?:customer|support|security"
                            + "|care|team|service|notice|alert|helpdesk|refund|official|fraud|risk|verification|:))");

    private static final Pattern BORROWED =
            Pattern.compile(
                    "小狐(?!狸).{0,3}(钱包|錢包|支付|客服|官方|金融|理财|贷|热线|服务|退款|安全|人工)"
                            + "|小[孤弧胡湖]钱包|[晓筱]狐钱包|小狐[线浅]包");
    private static final Pattern BEGINS_AS_US = Pattern.compile("^@?(?i:xiao[ _-]?hu)");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern PARTS = Pattern.compile("[\\s._\\-·/?=&#@:]+");

    /** What impostors add to our name in Chinese; with anything more it is a sentence. */
    private static final Pattern TRADE_ZH =
            Pattern.compile(
                    "小[狐孤弧]|[晓筱]狐|钱包|錢包|支付|客服|官方|中心|服务|退款|专员|理赔|人工|热线|安全|金融|理财|贷款"
                            + "|在线|公众号|号|团队|小?助手|风控|部|新|唯一|专线|平台|经理|福利|活动|账号|认证|售后"
                            + "|(?i:vip|xiao ?hu|wallet|care|service|support)|[0-9\\s._\\-·・—|]");

    private static final int MOST_REST = 2;

    /** What impostors add to a name; an ordinary word beside "xiaohu" proves nothing. */
    private static final Set<String> TRADE =
            words(
                    "wallet wallets pay payment pays care kefu service services support help login"
                        + " signin secure security safe safety verify verification bank account"
                        + " official vip cash money qianbao qb zhifu tixian chongzhi anquan refund"
                        + " tuikuan online app center hotline agent team cn loan daikuan jinrong"
                        + " finance kf guanwang gw");

    private static final Pattern INITIALS =
            Pattern.compile("(?:^|[.-])xh-?(?:wallet|qianbao|qb|pay|zhifu|kefu)(?=[.0-9-])");

    private static final Pattern NUMBER_AT_END = Pattern.compile("[0-9]+$");

    private static final int LONG_ENOUGH = 8;
    private static final int NEAR = 2;

    private final Set<String> names = new HashSet<>();

    /** Takes the names our domains have, beside the ones every wallet of this kind has. */
    Brand(List<OfficialContact> contacts) {
        names.add(Likeness.folded("xiaohu-wallet"));
        contacts.stream()
                .filter(contact -> contact.kind() == ContactKind.DOMAIN)
                .map(contact -> Likeness.folded(LinkCheck.bare(contact.value()).split("\\.", 2)[0]))
                .filter(name -> name.length() >= LONG_ENOUGH)
                .forEach(names::add);
    }

    /** Whether the text speaks of us at all. */
    boolean isMentioned(String text) {
        return MENTION.matcher(text).find();
    }

    /** Whether the text, as {@link Wording} has it, speaks as us: to customers, in our name. */
    boolean isClaimed(String text) {
        return CLAIM.matcher(text).find();
    }

    /** Whether the text is just our name: a name is no contact. */
    boolean isName(String text) {
        String plain = text.replaceAll("\\s", "");
        return plain.equals(NAME)
                || plain.equals("小狐")
                || plain.toLowerCase(Locale.ROOT).equals(LATIN)
                || (names.contains(Likeness.folded(plain)) && plain.matches("[A-Za-z -]+"));
    }

    /**
     * Whether a domain is called like us and nothing more, or by our initials and our trade, under
     * an ending that is not ours.
     */
    boolean isOurShortName(String host) {
        int dot = host.indexOf('.');
        return INITIALS.matcher(host).find()
                || (dot > 0
                        && Likeness.folded(host.substring(0, dot)).equals(Likeness.folded(LATIN)));
    }

    /**
     * Whether an account's name is made to be taken for ours. A sentence that speaks of us is no
     * name.
     */
    boolean isBorrowedByAccount(String written) {
        String name = Wording.simplified(written);
        if (HAN.matcher(name).find()) {
            String rest = TRADE_ZH.matcher(name).replaceAll("");
            boolean ours = isBorrowedBy(name) || BEGINS_AS_US.matcher(name).find();
            return ours && rest.codePointCount(0, rest.length()) <= MOST_REST;
        }
        return isBorrowedBy(name);
    }

    /** Whether a name that is not ours is made to be taken for ours. */
    boolean isBorrowedBy(String name) {
        if (BORROWED.matcher(name).find() || name.contains(NAME)) {
            return true;
        }
        String folded = Likeness.folded(name);
        boolean near =
                names.stream()
                        .anyMatch(own ->
                                folded.contains(own)
                                        || (folded.length() >= LONG_ENOUGH
                                                && Likeness.distance(folded, own, NEAR) <= NEAR));
        return near || carriesTrade(name, folded);
    }

    /** Our short name with a word of our trade, in one part of the name or in two. */
    private static boolean carriesTrade(String name, String folded) {
        String own = Likeness.folded(LATIN);
        if (!folded.contains(own)) {
            return false;
        }
        // A year or a number at the end is no letter.
        String unnumbered = Likeness.folded(NUMBER_AT_END.matcher(name).replaceFirst(""));
        if (isTradeBeside(own, folded) || isTradeBeside(own, unnumbered)) {
            return true;
        }
        List<String> parts = PARTS.splitAsStream(name).map(Likeness::folded).toList();
        if (parts.stream().anyMatch(part -> isTradeBeside(own, part))) {
            return true;
        }
        return parts.stream().anyMatch(part -> part.replaceAll("[0-9]", "").equals(own))
                && parts.stream().anyMatch(TRADE::contains);
    }

    private static boolean isTradeBeside(String own, String part) {
        return part.contains(own) && TRADE.contains(part.replace(own, "").replaceAll("[0-9]", ""));
    }

    private static Set<String> words(String words) {
        return Stream.of(words.split(" "))
                .map(Likeness::folded)
                .collect(Collectors.toUnmodifiableSet());
    }
}
