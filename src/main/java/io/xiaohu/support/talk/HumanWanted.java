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
                    "(你好|您好)?(请|麻烦|帮我|给我|我要|我想|要|想|需要|我需要)*"
                            + "(转接|转|接|找|叫|换|联系|呼叫|要)?(到)?"
                            + "(一个|个|一位|位)?(人工|真人|活人)(客服|服务|坐席|座席)?"
                            + "(吧|啊|呢|谢谢)*");

    private static final Pattern ENGLISH =
            Pattern.compile(
                    "(hi|hello)?(please)?(ineed|iwant|iwouldlike|idlike|canispeak|canitalk|giveme|"
                            + "getme|connectme)?(to)?(speak|talk|chat)?(to|with)?(an?|the)?"
                            + "(real|live)?(human|agent|person|representative|operator|"
                            + "humanagent|humanbeing)(please)?");

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
