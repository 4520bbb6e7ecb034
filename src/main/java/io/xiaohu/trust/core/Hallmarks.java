package io.xiaohu.trust.core;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The marks of fraud by category, for stories nobody has told yet: something of value is asked,
 * with a bait, a threat or silence, and others of who speaks, where to and in what hurry. It takes
 * {@link #FEWEST} of them; what honest people write has one or two.
 */
final class Hallmarks {

    private static final int FEWEST = 4;

    private static final Pattern ASKED =
            Demands.any(
                    "先(?:交|付|缴|转|充|垫|打|存|投)|(?<!多|少|已|可以|最)转(?!出|走)[^。，]{0,8}(?:元|块|万|千|钱|到|给)|充值?[^。，]{0,4}[0-9]|垫[付资]|押金|保证金|手续费|入金|投资|本金|下注|验证码[^。，]{0,6}[给发]|银行卡(?:信息|号)|备用金|\\b(?:pay|deposit|transfer|send|card"
                        + " details|bank details|password|code|usdt)\\b");

    private static final Pattern AWAY =
            Demands.any(
                    "(?:加|添加|联系|私信|扫)[^。，]{0,8}(?:微信|QQ|群|Telegram|WhatsApp|码|好友)|(?:加|私信|私聊)我|(?:进|入)群|下载[^。，]{0,10}(?:App|软件|会议)|"
                            + Marks.ACCOUNT
                            + "|"
                            + Marks.LINK
                            + "|\\b(?:whatsapp|telegram)\\b");

    private static final Pattern BAIT =
            Demands.any(
                    "赚|佣金|返[利现还佣]|福利|补贴|补助|奖|免费|红包|高薪|日结|收益|分红|稳|翻倍|提额|低息|秒到|兼职|\\b(?:earn|profit|bonus|prize|reward|guaranteed|commission)\\b");

    private static final Pattern THREAT =
            Demands.any(
                    "冻结|涉嫌|失效|停用|封停|征信|通缉|失败|违规|扣[费款]|注销|风险|被盗|盗刷|\\b(?:suspended|locked|arrest|warrant|penalty)\\b");

    private static final Pattern ROLE =
            Demands.any(
                    "(?:我|这里|我们|这边|本人)是|客服|专员|导师|老师|接待|公安|警|领导|经理|团队|(?<!安全)中心[^。，]{0,4}[:：通提]|工作人员|官方|内部|渠道|\\b(?:agent|officer|support|team|mentor)\\b");

    private static final Pattern HURRY =
            Demands.any(
                    "今[天日晚]|马上|立即|[0-9]{1,3}"
                        + " ?(?:小时|分钟)|限时|名额|最后|仅限|否则|逾期|速|\\b(?:today|urgent|now|within|limited)\\b");

    /** Where a customer of ours acts by themselves; who leads nowhere else explains that. */
    private static final Pattern OUR_PLACE = Pattern.compile("安全中心|\\(/app/|立即冻结账户|申请争议");

    private Hallmarks() {}

    static boolean areIn(String live, boolean isKeptSecret) {
        boolean moved =
                isKeptSecret || Stream.of(BAIT, THREAT).anyMatch(mark -> mark.matcher(live).find());
        if (OUR_PLACE.matcher(live).find() && !AWAY.matcher(live).find()) {
            return false;
        }
        if (!moved || !ASKED.matcher(live).find()) {
            return false;
        }
        long marks =
                Stream.of(ASKED, AWAY, BAIT, THREAT, ROLE, HURRY)
                        .filter(mark -> mark.matcher(live).find())
                        .count();
        return marks + (isKeptSecret ? 2 : 0) >= FEWEST;
    }
}
