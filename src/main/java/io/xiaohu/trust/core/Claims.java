package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.PartKind;
import io.xiaohu.trust.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the words of a text say, beside its contacts, which are judged each by itself. Four
 * questions are put to them: who speaks, what is asked, where it leads, and under what pressure.
 * The first of these that holds decides; the words never make a text official.
 *
 * <ol>
 *   <li>It speaks in our name ({@link Brand#isClaimed}, and no other sender's name is at its head)
 *       and asks for what nobody of us asks for ({@link Sign#isEnough}): an impostor.
 *   <li>It speaks in our name and gives a contact that is not ours, or sends the reader to another
 *       channel without one: an impostor. A contact that the sentence gives to somebody else (a
 *       bank's number as the bank's, the police) is not one of ours.
 *   <li>It only mentions us, and says of a foreign contact that it is ours, also beside a real one:
 *       an impostor.
 *   <li>It tells one of the usual stories of fraud ({@link Fraud}) completely, or has enough of the
 *       marks that all of them share ({@link Hallmarks}): suspicious, with the kind.
 *   <li>Whoever speaks, it asks for what no honest caller asks for: suspicious.
 *   <li>It mentions us and asks the reader to use a foreign link, number or account: suspicious.
 * </ol>
 *
 * <p>What a text warns of, denies or tells of others counts for nothing of this ({@link Clauses}).
 */
final class Claims {

    private static final Pattern REACH_US =
            Pattern.compile(
                    "(?i)客服|联系|致电|拨打|来电|电话|热线|专线|人工|添加|加我|转发|回拨|回电|中心|部门|核验|专员|理赔|退款|风控|售后|call|contact|support|hotline|phone"
                        + "|agent|whatsapp");

    /** What one is told to do with a link or an account. */
    private static final Pattern LURE =
            Pattern.compile(
                    "(?i)点击|点开|请点|登录|打开|复制|下载|领取|兑换|核实|核对|更新|更换|变更|停用|填写|迁移|认证|办理|致电|拨打|加(?:我|微信|客服|群|qq|v)|添加|扫码|提现|激活|解冻|退款|\\b(?:verify|click|log"
                        + " ?in|sign in|call|install|download|unlock|claim|update)\\b");

    /** Another sender's name at the head of a text message. */
    private static final Pattern OTHERS_NAME =
            Pattern.compile("^[【\\[](?!\\s?(?:小狐(?!狸)|(?i:xiao ?hu)))[^】\\]]{2,16}[】\\]]");

    /** Whose a contact may be in a text of ours: a bank's, a carrier's, an authority's. */
    private static final String BANKS =
            "(?:中国|工商|农业|建设|交通|招商|邮政|邮储|储蓄|浦发|中信|光大|民生|兴业|平安|华夏|广发|浙商|渤海|恒丰|微众|网商|北京|上海|江苏|宁波|南京|杭州|农商|农村|商业|发卡)银行"
                + "|[工农中建招交光浦]行|邮储|发卡行|银行(?:客服|热线|电话)|移动|联通|电信|运营商|人民银行|人行|央行|监管局|消保|消协|消费者|报警|派出所|反诈|法院|银联|\\b(?:bank|carrier|police)\\b";

    private static final Pattern PUBLIC_OTHERS = Pattern.compile("(?i)" + BANKS);

    /** Whose a contact is when a text of others does not give it to us. */
    private static final Pattern OTHERS =
            Pattern.compile(
                    "(?i)"
                            + BANKS
                            + "|警|公安|学校|信息中心|医院|物业|快递|顺丰|京东|淘宝|天猫|美团|饿了么|支付宝|微信支付|财付通|云闪付|商家|商户|店家|本店|店铺|12306|航空|保险公司|房东|老师|我(?:的|自己)?的?(?:手机|电话|微信|号|邮箱)|他的|她的|公司|报道|新华|\\b(?:merchant|school|my"
                            + " (?:phone|number|e-?mail|wechat))\\b");

    private static final String ROLE =
            "(?:客服|官方|人工|热线|专线|电话|专员|工作人员|中心|部门?|团队|官网|网址|网站|地址|公众号|账号|号码|群|平台|通道|入口|服务|退款|理赔|风控|核[验实查]|安全|support|hotline|help|customer|care|service|refund|team|site|app|number)";
    private static final String NAME = "(?:小狐(?!狸)|(?i:xiao ?hu)(?![a-z]))";

    /** Our name, a part of us, and a contact: who writes so says that it is ours. */
    private static final Pattern SAID_OURS =
            Pattern.compile(
                    "(?i)"
                            + NAME
                            + "[^。！？\\n\uE000-\uEBFF]{0,12}?"
                            + ROLE
                            + "[^。！？\\n\uE000-\uEBFF]{0,16}"
                            + Marks.NOT_OURS
                            + "|(?:Telegram|WhatsApp|Skype|Line|Signal)[\\s:：]{0,3}"
                            + NAME
                            + "(?:钱包|支付|(?i: wallet| pay))?[\\s:：]{0,4}"
                            + Marks.NOT_OURS
                            + "|"
                            + Marks.NOT_OURS
                            + "[\\s(（:：\\-—,，是即]{0,4}"
                            + NAME
                            + "[^。！？\\n\uE000-\uEBFF]{0,8}"
                            + ROLE);

    /** Ours and another beside it, for the same thing. */
    private static final Pattern BESIDE_OURS =
            Pattern.compile(
                    Marks.KNOWN_ONE
                            + "[^。！？\\n]{0,24}"
                            + Marks.NOT_OURS
                            + "|"
                            + Marks.NOT_OURS
                            + "[^。！？\\n]{0,24}"
                            + Marks.KNOWN_ONE);

    /** An old contact said to be replaced by a new one. */
    private static final Pattern REPLACED =
            Pattern.compile(
                    "(?:更换|变更|更新|升级|改|换)(?:为|成|到|至)[^。\\n]{0,6}"
                            + Marks.NOT_OURS
                            + "|(?i:(?:new|changed to|moved to|now)[^.\\n]{0,16}"
                            + Marks.NOT_OURS
                            + ")");

    /** Another channel than those the reader has us on, where no address of it is needed. */
    private static final Pattern AWAY =
            Pattern.compile(
                    "(?i)(?:加|添加)[^。，\\n]{0,8}(?:微信|企微|QQ|钉钉|Telegram|WhatsApp|Skype|Line|好友|群)|(?:进|入|拉)[^。，\\n]{0,4}群|(?:微信|企微|QQ|钉钉|Telegram|WhatsApp|Signal|Line)[^。，\\n]{0,3}(?:联系|找|咨询|沟通|上说)"
                        + "|下载[^。，\\n]{0,10}(?:会议|软件|插件|远程|”)|\\b(?:add|message|contact)\\b[^.\\n]{0,20}\\b(?:whatsapp|telegram|signal|line|skype|wechat)\\b");

    /** What one is to get there. */
    private static final Pattern GAIN =
            Pattern.compile(
                    "(?i)领取?|福利|返[0-9利现]|红包|礼[包品]|奖励?|提额|解冻|退款|补贴|优惠|赔|\\b(?:bonus|refund|reward|gift|unlock)\\b");

    /** What a wallet without keys of its customers' own never asks for. */
    private static final Pattern KEYS =
            Pattern.compile(
                    "导入[^。，\\n]{0,8}(?:私钥|助记词)|\\bimport\\b[^.\\n]{0,16}\\b(?:private key|seed"
                            + " phrase)\\b");

    private static final int NEAR = 80;

    private static final Pattern SENTENCES = Pattern.compile("[。！？!?;；\\n]");

    /** A contact that the text offers, and what stands for it in the words. */
    private record Offered(Part part, char mark) {

        @Nullable ContactKind instead() {
            return part.finding().instead();
        }
    }

    private Claims() {}

    /** Says what the words of a text say; UNKNOWN where they say nothing. */
    static Finding of(Brand brand, String text, Parts parts) {
        String words = Wording.of(parts.rest()).toLowerCase(Locale.ROOT);
        String live = Clauses.live(words);
        String whole = Wording.of(text).toLowerCase(Locale.ROOT);
        boolean isOthers = OTHERS_NAME.matcher(whole).find();
        boolean claimed = !isOthers && brand.isClaimed(whole);
        List<Offered> foreign = foreign(parts, live, claimed);
        Collection<String> windows = Windows.of(live);
        Set<Sign> signs = signs(words, windows, claimed || !foreign.isEmpty());
        boolean demands = signs.stream().anyMatch(Sign::isEnough);
        if (claimed && (demands || windows.stream().anyMatch(Demands::areOfOurs))) {
            return Finding.impostor("text.demandAsUs", null).with(signs);
        }
        boolean mentioned = !isOthers && (claimed || brand.isMentioned(words) || hasOurs(parts));
        Optional<Finding> ours =
                mentioned ? saidOurs(claimed, live, foreign, signs) : Optional.empty();
        Finding rest =
                demands
                        ? Finding.suspicious("text.demand", null).with(signs)
                        : lured(mentioned, live, foreign, signs);
        return ours.or(() -> story(windows, signs)).orElse(rest);
    }

    /** A short message may be known by its marks alone; a long text has them all by accident. */
    private static Optional<Finding> story(Collection<String> windows, Set<Sign> signs) {
        Optional<Fraud> told =
                windows.stream().map(Fraud::toldIn).flatMap(Optional::stream).findFirst();
        boolean marked =
                windows.size() == 1
                        && Hallmarks.areIn(windows.iterator().next(), signs.contains(Sign.SECRECY));
        return told.or(() -> marked ? Optional.of(Fraud.OTHER) : Optional.empty())
                .map(fraud -> told(fraud, signs));
    }

    private static Set<Sign> signs(String words, Collection<String> windows, boolean led) {
        Set<Sign> signs = EnumSet.noneOf(Sign.class);
        windows.forEach(window -> signs.addAll(Demands.in(window, led)));
        if (!Clauses.areExposing(words)
                && Windows.of(words).stream().anyMatch(Demands::areKeptSecret)) {
            signs.add(Sign.SECRECY);
        }
        return signs;
    }

    private static Finding told(Fraud fraud, Set<Sign> signs) {
        return Finding.suspicious("fraud." + fraud, null).with(signs);
    }

    private static Optional<Finding> saidOurs(
            boolean claimed, String live, List<Offered> foreign, Set<Sign> signs) {
        ContactKind instead = foreign.isEmpty() ? null : foreign.getFirst().instead();
        if (claimed && !foreign.isEmpty()) {
            return Optional.of(Finding.impostor("text.claims", instead).with(signs));
        }
        boolean said =
                names(SAID_OURS, live, foreign)
                        || names(REPLACED, live, foreign)
                        || isBesideOurs(live, foreign);
        if (said) {
            return Optional.of(Finding.impostor("text.claims", instead).with(signs));
        }
        boolean away = claimed && AWAY.matcher(live).find() && !leadsToOurs(live);
        return away
                ? Optional.of(Finding.impostor("text.elsewhere", null).with(signs))
                : Optional.empty();
    }

    private static boolean isBesideOurs(String live, List<Offered> foreign) {
        return SENTENCES
                .splitAsStream(live)
                .filter(sentence -> REACH_US.matcher(sentence).find())
                .filter(sentence -> !OTHERS.matcher(sentence).find())
                .anyMatch(sentence -> names(BESIDE_OURS, sentence, foreign));
    }

    /** Whether the pattern is found at one of the contacts. */
    private static boolean names(Pattern pattern, String text, List<Offered> contacts) {
        return pattern.matcher(text)
                .results()
                .anyMatch(match ->
                        contacts.stream()
                                .anyMatch(each -> match.group().indexOf(each.mark()) >= 0));
    }

    private static boolean leadsToOurs(String live) {
        return live.matches("(?s).*" + Marks.KNOWN_ONE + ".*");
    }

    private static Finding lured(
            boolean mentioned, String live, List<Offered> foreign, Set<Sign> signs) {
        List<Offered> own =
                foreign.stream().filter(each -> !Marks.isBusiness(each.part())).toList();
        boolean lures = signs.contains(Sign.ELSEWHERE) || LURE.matcher(live).find();
        if (mentioned && KEYS.matcher(live).find()) {
            return Finding.suspicious("text.demand", null).with(signs);
        }
        if (mentioned && AWAY.matcher(live).find() && GAIN.matcher(live).find()) {
            return Finding.suspicious("text.lure", null).with(signs);
        }
        if (!mentioned || own.isEmpty() || !lures) {
            return Finding.unknown("text.unknown", null);
        }
        return Finding.suspicious("text.lure", own.getFirst().instead());
    }

    private static boolean hasOurs(Parts parts) {
        return parts.findings().stream().anyMatch(found -> found.verdict() == Verdict.OFFICIAL);
    }

    /** Contacts that the text itself offers and gives to nobody else. */
    private static List<Offered> foreign(Parts parts, String live, boolean claimed) {
        List<Offered> offered = new ArrayList<>();
        String[] sentences = SENTENCES.split(live);
        boolean reaches = REACH_US.matcher(live).find();
        for (int i = 0; i < parts.found().size(); i++) {
            Part part = parts.found().get(i);
            Offered each = new Offered(part, Marks.of(part, i));
            if (part.finding().verdict() == Verdict.UNKNOWN
                    && Marks.isForeign(part)
                    && (reaches || part.kind() != PartKind.PHONE)
                    && isOffered(each, sentences, claimed)) {
                offered.add(each);
            }
        }
        return offered;
    }

    private static boolean isOffered(Offered contact, String[] sentences, boolean claimed) {
        for (String sentence : sentences) {
            int at = sentence.indexOf(contact.mark());
            if (at >= 0) {
                return !isGivenToOthers(claimed ? PUBLIC_OTHERS : OTHERS, sentence, at);
            }
        }
        return false;
    }

    /** The nearest name before a contact in its sentence is whose it is, or one right after it. */
    private static boolean isGivenToOthers(Pattern names, String sentence, int at) {
        String before = sentence.substring(Math.max(0, at - NEAR), at);
        int others = lastEnd(names, before);
        int ours = Math.max(before.lastIndexOf("小狐"), before.lastIndexOf("我司"));
        String after = sentence.substring(at + 1, Math.min(sentence.length(), at + 14));
        return others > ours
                || names.matcher(after).find() && after.matches(".{0,3}(?:是|为|[(（]).*");
    }

    private static int lastEnd(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        int end = -1;
        while (matcher.find()) {
            end = matcher.end();
        }
        return end;
    }
}
