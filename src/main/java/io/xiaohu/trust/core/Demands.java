package io.xiaohu.trust.core;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What impostors ask for and we never do: a password or code, money sent somewhere "safe", sight of
 * the screen. A sentence that warns of it is no demand.
 */
final class Demands {

    private static final String SECRET_ZH = "(?:验证码|校验码|密码|口令|动态码|安全码|CVV|pin码|助记词)";
    private static final String GIVE_ZH =
            "(?:告诉|告知|提供|发给|发来|发我|发过来|发送给|报给|报一下|念|说一下|回复|输入|填写|给我|给客服|转发|截图|登记|核对)";
    private static final String SECRET_EN =
            "\\b(?:codes?|passwords?|passcode|pin|otp|cvv|seed phrase)\\b";
    private static final String GIVE_EN =
            "\\b(?:send|tell|give|provide|share|reply|forward|confirm|enter|submit|read)\\b";

    private static final List<Pattern> DEMANDS =
            List.of(
                    both(SECRET_ZH, GIVE_ZH),
                    both(SECRET_EN, GIVE_EN),
                    any("安全账户|安全帐户|监管账户|核查账户|保护账户|清查账户|指定账户|指定帐户|指定的?卡"),
                    any("保证金|解冻金|解冻费|激活金|验证金|刷流水|流水不足|验资|包装费|税费才能"),
                    any("屏幕共享|共享屏幕|共享.{0,4}屏幕|远程(?:控制|协助|操作)|向日葵|todesk|teamviewer|anydesk"),
                    any("(?:注销|关闭).{0,6}(?:校园贷|百万保障|网贷)|征信.{0,8}(?:受损|修复|黑名单|影响)|涉嫌洗钱"),
                    any("safe account|secure account|protected account|holding account"),
                    any("share your screen|screen sharing|remote (?:access|control)|gift ?cards?"),
                    any(
                            "(?:pay|transfer|send).{0,30}(?:fee|deposit|tax).{0,20}(?:unlock|release|unfreeze)"));

    /** Said over more than one clause. */
    private static final List<Pattern> SPREAD =
            List.of(
                    any("(?:百万保障|自动续费|会员).{0,24}(?:每月|每年|自动).{0,4}扣"),
                    any("\\b(?:codes?|passwords?|pin|otp)\\b.{0,20}\\bsend it\\b"));

    private static final Pattern CLAUSES = Pattern.compile("[。！？!?;；，,\\n]|\\.\\s");
    private static final Pattern CALMING =
            Pattern.compile("(?i)(?:不要|不用|别|请勿)(?:担心|着急|挂断|挂机|告诉别人|告诉家人)|don'?t (?:worry|hang up)");
    private static final Pattern WARNING =
            Pattern.compile(
                    "(?i)凡是?(?:自称|要求|让|索要)|不会|不要|不得|不应|不能|不需要|不用|无需|别|勿|从不|绝不|决不|未曾|拒绝|谨防|诈骗|骗局|警惕|小心|\\bnever\\b|\\bnot\\b|n't\\b|\\bno"
                        + " one\\b|\\bnobody\\b|\\bbeware\\b|\\bwithout\\b");

    private Demands() {}

    static boolean areIn(String text) {
        return CLAUSES.splitAsStream(text).anyMatch(Demands::isDemand)
                || SPREAD.stream().anyMatch(demand -> demand.matcher(text).find())
                        && !WARNING.matcher(text.replaceAll("不关闭|不取消", "")).find();
    }

    private static boolean isDemand(String clause) {
        if (DEMANDS.stream().noneMatch(demand -> demand.matcher(clause).find())) {
            return false;
        }
        return !WARNING.matcher(CALMING.matcher(clause).replaceAll("")).find();
    }

    private static Pattern both(String one, String other) {
        String near = ".{0,40}?";
        return any(one + near + other + "|" + other + near + one);
    }

    private static Pattern any(String words) {
        return Pattern.compile("(?i)" + words);
    }
}
