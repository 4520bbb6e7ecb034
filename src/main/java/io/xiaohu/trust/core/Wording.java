package io.xiaohu.trust.core;

import com.ibm.icu.text.Transliterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A text as rules about words read it: simplified characters, no pictographs or separators inside
 * words, and the by-names of chat apps and money spelt out. Contacts are looked for in the text as
 * it is written; only words are read here.
 */
final class Wording {

    /** Unicode CLDR's transform; what is simplified already stays as it is. */
    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Hant-Hans");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern CANTONESE = Pattern.compile("[哋嘅唔冇咗俾畀喺嘢佢嗰啲揿睇嚟]|我系|你系");

    /** Pictographs that stand for a word. */
    private static final Map<String, String> PICTURED =
            table("➕ 加 🐧 QQ ✈ Telegram 🛩 Telegram 🛰 微信 💰 钱 💵 钱 💴 钱 💸 钱 📞 电话 ☎ 电话");

    private static final Pattern HEART_FOR_CHAT =
            Pattern.compile("(?<=[微薇威徽VvＶ])[❤♥💗💖💕]|(?<=加)[❤♥💗💖💕]");
    private static final Pattern PICTOGRAPH =
            Pattern.compile("[\\p{IsExtended_Pictographic}\\p{IsEmoji_Modifier}\\p{So}→⇒←↓↑]");

    /** What is put between the characters of a word so that a filter does not see it. */
    private static final Pattern BETWEEN_HAN =
            Pattern.compile(
                    "(?<=\\p{IsHan})["
                        + " \\t.·・•*_~^|+\\-‐-―/\\\\'`=]{1,3}(?=\\p{IsHan}(?![\\p{IsHan}]))|(?<=(?<!\\p{IsHan})\\p{IsHan})["
                        + " \\t.·・•*_~^|+\\-‐-―/\\\\'`=]{1,3}(?=\\p{IsHan})"
                        + "|(?<=\\p{IsHan})[·・•*_~^+.]{1,2}(?=\\p{IsHan})");

    /** A comma of Latin texts between Chinese words: rules look for the Chinese one. */
    private static final Pattern LATIN_COMMA =
            Pattern.compile(
                    "(?<=\\p{IsHan}) ?, ?|(?<=[0-9\uE000-\uEBFF”）)%]) ?,"
                            + " ?(?=[\\p{IsHan}\uE000-\uEBFF“])");

    /** Words of Hong Kong, Macau and Taiwan as they are said on the mainland. */
    private static final Map<String, String> SOUTHERN =
            table(
                    "唔该 麻烦 我哋 我们 你哋 你们 佢哋 他们 佢 他 我系 我是 你系 你是 这系 这是 嘅 的 唔好 不要 唔使 不用 唔会 不会"
                            + " 唔系 不是 唔 不 冇 没 咗 了 过数 转账 入数 转账 过到 转到 过去 转去 俾 给 畀 给 喺 在"
                            + " 而家 现在 睇 看 揿 点击 嚟 来 边个 谁 即刻 立即 户口 账户 客户服务 客服 倾 谈");

    /** The same for words that both write with the same characters. */
    private static final Map<String, String> TAIWANESE =
            table("登入 登录 连结 链接 点选 点击 简讯 短信 讯息 短信 网路 网络 汇款 转账 户口 账户 帐户 账户 户头 账户 资讯 信息");

    private static final Map<Pattern, String> BYNAMES =
            patterns(
                    "帐",
                    "账",
                    "登陆",
                    "登录",
                    "(?i)[薇威徽维围][信❤心]|微[❤♥]|v信|卫星号?|(?<![a-z0-9])(?:vx|wx|weixin|wechat|薇❤)(?![a-z])",
                    "微信",
                    "(?i)(?<=[加➕])[薇威徽微v](?![\\p{IsHan}a-z])|(?<=加)[薇威徽微v](?=\\s?[:：]?\\s?[a-z0-9\uE000-\uE3FF])",
                    "微信",
                    "扣扣|企鹅号|(?i)球球号",
                    "QQ",
                    "(?i)纸飞机|飞机(?=\\s?(?:号|群|[@:：]|[\uE000-\uE3FF]))|电报|(?<![a-z])(?:tg|telegram)(?![a-z])",
                    "Telegram",
                    "(?i)yzm|验[正証整]码|验证[马吗玛]",
                    "验证码",
                    "[裙羣](?=号|[:：]?\\s?[0-9\uE000-\uE3FF])|(?<=[进加入])[裙羣]",
                    "群",
                    "转帐|打款|汇款|转款",
                    "转账",
                    "(?i)(?<![a-z])zfb(?![a-z])",
                    "支付宝",
                    "屏幕分享|分享屏幕|共享(?:手机|你的|您的|自己的|桌面|画面)的?(?:屏幕)?",
                    "共享屏幕");

    private Wording() {}

    static String of(String text) {
        String words = text;
        for (Map.Entry<String, String> each : PICTURED.entrySet()) {
            words = words.replace(each.getKey(), each.getValue());
        }
        words = HEART_FOR_CHAT.matcher(words).replaceAll("信");
        words = PICTOGRAPH.matcher(words).replaceAll("");
        if (HAN.matcher(words).find()) {
            words = simplified(words);
            words = BETWEEN_HAN.matcher(words).replaceAll("");
            words = LATIN_COMMA.matcher(words).replaceAll("，");
        }
        for (Map.Entry<Pattern, String> each : BYNAMES.entrySet()) {
            words = each.getKey().matcher(words).replaceAll(each.getValue());
        }
        return words;
    }

    /** In simplified characters, Cantonese and Taiwanese words in those of the mainland. */
    static String simplified(String text) {
        String simple = SIMPLIFIED.transliterate(text);
        boolean cantonese = CANTONESE.matcher(simple).find();
        if (cantonese) {
            simple = replaced(simple, SOUTHERN);
        }
        return cantonese || !simple.equals(text) ? replaced(simple, TAIWANESE) : simple;
    }

    private static String replaced(String text, Map<String, String> words) {
        String result = text;
        for (Map.Entry<String, String> each : words.entrySet()) {
            result = result.replace(each.getKey(), each.getValue());
        }
        return result;
    }

    private static Map<String, String> table(String pairs) {
        String[] words = pairs.split(" ");
        Map<String, String> table = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            table.put(words[i], words[i + 1]);
        }
        return table;
    }

    private static Map<Pattern, String> patterns(String... pairs) {
        Map<Pattern, String> patterns = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            patterns.put(Pattern.compile(pairs[i]), pairs[i + 1]);
        }
        return patterns;
    }
}
