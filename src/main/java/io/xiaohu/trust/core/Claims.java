package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.PartKind;
import io.xiaohu.trust.Verdict;
import java.util.List;
import java.util.regex.Pattern;

/** What the words of a text say about who speaks: in our name or not, and what they want. */
final class Claims {

    private static final Pattern REACH_US =
            Pattern.compile(
                    "(?i)客服|联系|致电|拨打|来电|电话|热线|专线|人工|添加|加我|转发|call|contact|support|hotline|phone"
                            + "|agent|whatsapp");

    /** What one is told to do with a link or an account. */
    private static final Pattern LURE =
            Pattern.compile(
                    "(?i)点击|点开|请点|登录|登陆|打开|复制|下载|领取|兑换|核实|核对|更新|更换|变更|停用|填写|迁移|认证|办理|致电|拨打|加(?:我|微信|客服|群|qq|v)|添加|扫码|提现|激活|解冻|退款|\\b(?:verify|click|log"
                        + " ?in|sign in|call|install|download|unlock|claim|update)\\b");

    /** Another sender's name at the head of a text message. */
    private static final Pattern OTHERS_NAME =
            Pattern.compile("^[【\\[](?!\\s?小狐)[^】\\]]{2,16}[】\\]]");

    private Claims() {}

    static Finding of(Brand brand, String text, Parts parts, boolean demands) {
        boolean claimed = brand.isClaimed(text) && !OTHERS_NAME.matcher(text).find();
        if (demands) {
            return claimed
                    ? Finding.impostor("text.demandAsUs", null)
                    : Finding.suspicious("text.demand", null);
        }
        if (!brand.isMentioned(parts.rest()) && !claimed) {
            return Finding.unknown("text.unknown", null);
        }
        List<Part> foreign =
                parts.found().stream()
                        .filter(part -> part.finding().verdict() == Verdict.UNKNOWN)
                        .filter(part -> part.finding().instead() != null)
                        .filter(part ->
                                part.kind() != PartKind.PHONE
                                        || REACH_US.matcher(parts.rest()).find())
                        .toList();
        if (foreign.isEmpty() || OTHERS_NAME.matcher(text).find()) {
            return Finding.unknown("text.unknown", null);
        }
        ContactKind instead = foreign.getFirst().finding().instead();
        if (claimed) {
            return Finding.impostor("text.claims", instead);
        }
        return LURE.matcher(parts.rest()).find()
                ? Finding.suspicious("text.lure", instead)
                : Finding.unknown("text.unknown", null);
    }
}
