package io.xiaohu.support.talk;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a line asks for a human and nothing else. A sentence that only mentions one, such as a
 * question about 人工审核, does not.
 */
public final class HumanWanted {

    private static final int LONGEST = 40;

    private static final Pattern NOISE = Pattern.compile("[\\p{P}\\p{S}\\s]+");

    private static final Pattern CHINESE =
            Pattern.compile(
                    "(你好|您好|喂)?(请问|请|麻烦|能不能|能否|可不可以|可以|能|有没有|帮我|给我|我要|我想|我需要"
                            + "|要|想|需要|快)*"
                            + "(转接|转|接|找|叫|换|联系|呼叫|要|有)?(到)?(一个|个|一位|位)?"
                            + "((人工|真人|活人)(客服|服务|坐席|座席)?)+"
                            + "(吗|么|吧|啊|呀|呢|好吗|行吗|可以吗|谢谢)*");

    private static final Pattern ENGLISH =
            Pattern.compile(
                    "(hi|hello|hey)?(please)?(ineed|iwant|iwouldlike|idlike|can(i|you)|could(i|you)|"
                        + "mayi|isthere|letme|giveme|getme|connectme|transferme|putmethrough|"
                        + "please)*(to)?(speak|talk|chat)?(to|with)?(an?|the|any)?"
                        + "((real|live|actual)?(humanagent|humanbeing|human|agent|person|"
                        + "representative|operator))+(please|thanks|thankyou|here|now)*");

    private HumanWanted() {}

    public static boolean in(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        String words = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String bare = NOISE.matcher(words).replaceAll("");
        return CHINESE.matcher(bare).matches() || ENGLISH.matcher(bare).matches();
    }
}
