package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How people write accounts: an app's name or by-name, maybe a word like "number", and the account.
 */
final class Platforms {

    private static final String WECHAT =
            "微信|(?<![a-z])(?:weixin|wechat|wx|vx)(?![a-z])|[薇威徽维]信|v信|微(?=\\s?[:：]?\\s?[a-z0-9]{4})";
    private static final String QQ = "qq|企鹅|扣扣|群|(?<![a-z])q(?=\\s?[:：群]?\\s?[0-9]{5})";
    private static final String WEIBO = "微博|weibo";
    private static final String OTHER =
            "抖音|快手|小[红紅][书書]|b站|哔哩哔哩|知乎|视频号|視頻號|企业微信|企業微信|企微|钉钉|釘釘|飞书|支付宝|淘宝|闲鱼|陌陌|探探|电报|電報|纸?飞机|紙?飛機|蝙蝠|密聊|(?<![a-z])(?:whats"
                + " ?app|teams|telegram|tg|skype|line|signal|facebook|messenger|instagram|twitter|tiktok|youtube|discord)(?![a-z])|贴吧|今日头条|头条号|大鱼号|百家号";
    private static final String LABEL =
            "(?:官方|公众号|公眾號|服务号|服務號|订阅号|客服|账号|帐号|帳號|賬號|号码|號碼|号|號|群号?|群號|用户|直播间| id|"
                    + " account|小程序){0,2}";

    private static final String APP = OTHER + "|" + WECHAT + "|" + WEIBO + "|" + QQ;

    /** How a sentence goes on after an app's name. */
    private static final String GOES_ON =
            "都|哪|什么|多少|谁|怎|不|是|的|也|和|与|或|吗|请|里|上|中|被|就|才|会|能|可|要|来|去|给|转|支|付|登|扫|收|好友|聊|零钱|红包|绑|说|发|群|在|到|等|客服$|核|验|为|已|有|没";

    static final Pattern ACCOUNT =
            Pattern.compile(
                    "(?i)(?<app>"
                            + APP
                            + ")(?<label>"
                            + LABEL
                            + ")(?<gap>[\\s:：为是@=＠]{0,4})"
                            + "(?<name>(?!(?:id|account|number|号)(?![a-z0-9]))(?!(?:qq|微信)?[群号])(?!"
                            + GOES_ON
                            + ")(?:[A-Za-z0-9][A-Za-z0-9_-]{4,30}|[\\p{IsHan}A-Za-z0-9_-]{2,20}))");

    /** A name after an at-sign, wherever it is. */
    static final Pattern AT_NAME =
            Pattern.compile("(?<![\\p{L}\\p{N}._%+-])@\\s?(?<name>[\\p{IsHan}A-Za-z0-9_-]{2,24})");

    /** A name in quotation marks after an app's. */
    static final Pattern QUOTED_NAME =
            Pattern.compile(
                    "(?i)(?:"
                            + APP
                            + ")"
                            + LABEL
                            + "\\s{0,2}[“\"「『](?<name>[^”\"」』\n]{2,24})[”\"」』]");

    private Platforms() {}

    /** Where the account is said to be; null for an app on which we have none. */
    static @Nullable ContactKind kind(String app) {
        String lower = app.toLowerCase(Locale.ROOT);
        if (lower.matches("q|" + QQ)) {
            return ContactKind.QQ;
        }
        if (lower.matches(WEIBO)) {
            return ContactKind.WEIBO;
        }
        return lower.matches(WECHAT.replaceAll("\\(\\?=.*", "")) || lower.equals("微")
                ? ContactKind.WECHAT
                : null;
    }

    /** Whether what follows the app's name is a name, and not just how the sentence goes on. */
    static boolean isNamed(MatchResult match) {
        String name = match.group("name");
        boolean han = name.codePoints().anyMatch(Character::isIdeographic);
        boolean word = name.matches("(?i)[a-z]+") && match.group("app").matches("(?i)[a-z ]+");
        boolean separated =
                !match.group("label").isEmpty() || match.group("gap").matches(".*[:：@＠].*");
        return !han && !word || separated;
    }
}
