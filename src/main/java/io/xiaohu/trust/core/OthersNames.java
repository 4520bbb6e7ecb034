package io.xiaohu.trust.core;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Domains that borrow the name of a bank, a shop, a carrier or an authority, or that are called
 * after what crooks promise. Whose a name really is cannot be known of every ending in the world: a
 * domain that is called just so is left alone.
 */
final class OthersNames {

    /** What others are called in their domains, and under which domains besides. */
    private static final Map<String, List<String>> DOMAINS =
            Map.ofEntries(
                    Map.entry("alipay", List.of("alipay.com", "alipayobjects.com")),
                    Map.entry("taobao", List.of("taobao.com")),
                    Map.entry("tmall", List.of("tmall.com")),
                    Map.entry("jingdong", List.of("jd.com")),
                    Map.entry("pinduoduo", List.of()),
                    Map.entry("meituan", List.of()),
                    Map.entry("douyin", List.of()),
                    Map.entry("shunfeng", List.of()),
                    Map.entry("weixin", List.of("qq.com")),
                    Map.entry("wechat", List.of("qq.com")),
                    Map.entry("tenpay", List.of()),
                    Map.entry("unionpay", List.of()),
                    Map.entry("icbc", List.of()),
                    Map.entry("abchina", List.of()),
                    Map.entry("cmbchina", List.of()),
                    Map.entry("bankcomm", List.of()),
                    Map.entry("psbc", List.of()),
                    Map.entry("icloud", List.of("apple.com")),
                    Map.entry("appleid", List.of("apple.com")),
                    Map.entry("paypal", List.of()),
                    Map.entry("12306", List.of()),
                    Map.entry("12123", List.of("122.gov.cn")),
                    Map.entry("12315", List.of()),
                    Map.entry("12333", List.of()),
                    Map.entry("12381", List.of()));

    /** A bank's or an insurer's short number. */
    private static final Pattern SHORT_NUMBER = Pattern.compile("95[0-9]{3}");

    /** What is promised or threatened, in pinyin or English. */
    private static final Set<String> BAITS =
            Set.of(
                    ("jiaofei renzheng tuikuan jiedong jihuo lingqu butie buzhu yanzheng shiming"
                                    + " jifen duihuan lipei tixian shebao yibao zhengxin etc refund"
                                    + " verify verification unlock claim redelivery")
                            .split(" "));

    /** Endings that cost next to nothing, where most of such domains are. */
    private static final Pattern CHEAP =
            Pattern.compile(
                    ".*\\.(?:top|xyz|cc|vip|icu|club|shop|cyou|sbs|buzz|online|site|live|fun|work"
                        + "|click|link|ltd|pw|tk|ml|ga|cf|gq|bond|cfd|rest|lol|mom|wang|xin|ink)");

    /** The name somebody registered: the last label before the ending. */
    private static final Pattern REGISTERED =
            Pattern.compile(
                    "(?:(?<under>.*)\\.)?(?<name>[^.]+)\\.(?:(?:com|net|org|edu|ac|co)\\.[a-z]{2}|[^.]+)");

    private OthersNames() {}

    static boolean areBorrowedBy(String host) {
        Matcher parts = REGISTERED.matcher(host);
        if (!parts.matches() || isUnderIts(host)) {
            return false;
        }
        String name = parts.group("name");
        String under = parts.group("under");
        return !isKnown(name) && words(name).anyMatch(OthersNames::isKnown)
                || under != null
                        && CHEAP.matcher(host).matches()
                        && words(under).anyMatch(OthersNames::isKnown)
                || isLikeAnAuthority(host);
    }

    /** Whether it is called after what is promised, under an ending that costs nothing. */
    static boolean areBaitsIn(String host) {
        return CHEAP.matcher(host).matches() && words(host).anyMatch(BAITS::contains);
    }

    /** "gov" stands where anybody may write it. */
    private static boolean isLikeAnAuthority(String host) {
        return !LinkCheck.isPublic(host) && words(host).anyMatch("gov"::equals);
    }

    private static boolean isUnderIts(String host) {
        return DOMAINS.values().stream()
                .flatMap(List::stream)
                .anyMatch(own -> host.equals(own) || host.endsWith("." + own));
    }

    static boolean isKnown(String word) {
        return DOMAINS.containsKey(word) || SHORT_NUMBER.matcher(word).matches();
    }

    private static Stream<String> words(String host) {
        return Arrays.stream(host.split("[.-]"));
    }
}
