package io.xiaohu.trust.core;

import java.util.Arrays;
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

    /** What others are called in their domains. */
    private static final Set<String> NAMES =
            Set.of(
                    ("alipay taobao tmall jingdong pinduoduo meituan douyin shunfeng weixin wechat"
                                    + " tenpay unionpay icbc abchina cmbchina bankcomm psbc icloud"
                                    + " appleid paypal 12306 12123 12315 12333 12381")
                            .split(" "));

    /** Theirs, whatever stands before it. */
    private static final Set<String> DOMAINS =
            Set.of(
                    ("alipay.com alipayobjects.com taobao.com tmall.com jd.com qq.com apple.com"
                                    + " 122.gov.cn")
                            .split(" "));

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
        return DOMAINS.stream().anyMatch(own -> host.equals(own) || host.endsWith("." + own));
    }

    private static boolean isKnown(String word) {
        return NAMES.contains(word) || SHORT_NUMBER.matcher(word).matches();
    }

    private static Stream<String> words(String host) {
        return Arrays.stream(host.split("[.-]"));
    }
}
