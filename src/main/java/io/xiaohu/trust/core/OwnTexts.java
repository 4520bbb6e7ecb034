package io.xiaohu.trust.core;

import io.xiaohu.trust.ContactKind;
import io.xiaohu.trust.HotKind;
import io.xiaohu.trust.OfficialContact;
import java.util.List;
import java.util.Set;

/** Keeps the hot list from what is ours, and from what everybody has. */
public final class OwnTexts {

    /** Under these anybody may have a domain. */
    private static final Set<String> SHARED =
            Set.of(
                    ("com.cn net.cn org.cn gov.cn edu.cn ac.cn mil.cn com.hk com.tw co.uk co.jp"
                         + " com.au github.io gitee.io vercel.app netlify.app pages.dev web.app"
                         + " herokuapp.com blogspot.com google.com qq.com 163.com 126.com gmail.com"
                         + " outlook.com sina.com weibo.com baidu.com taobao.com alipay.com")
                            .split(" "));

    private static final Set<String> OUR_NAMES =
            Set.of("小狐钱包", "小狐客服", "小狐支付", "xiaohu", "xiaohuwallet");

    private OwnTexts() {}

    /**
     * @param key as {@link HotKeys} writes it
     */
    public static boolean areHitBy(HotKind kind, String key, List<OfficialContact> official) {
        return switch (kind) {
            case DOMAIN -> SHARED.contains(key) || isOurDomain(key, official);
            case PHONE -> isOurs(HotKind.PHONE, key, of(ContactKind.PHONE, official));
            case EMAIL -> isOurs(HotKind.EMAIL, key, of(ContactKind.EMAIL, official));
            case ACCOUNT -> isOurs(HotKind.ACCOUNT, key, accounts(official));
            case PHRASE ->
                    OUR_NAMES.contains(key)
                            || official.stream()
                                    .map(contact -> HotKeys.phrase(contact.value()))
                                    .anyMatch(own -> own.contains(key));
        };
    }

    private static boolean isOurDomain(String key, List<OfficialContact> official) {
        return of(ContactKind.DOMAIN, official).stream()
                .anyMatch(own ->
                        own.equals(key) || key.endsWith("." + own) || own.endsWith("." + key));
    }

    private static boolean isOurs(HotKind kind, String key, List<String> own) {
        return own.stream()
                .flatMap(value -> HotKeys.of(kind, value).stream())
                .anyMatch(key::equals);
    }

    private static List<String> accounts(List<OfficialContact> official) {
        return official.stream()
                .filter(contact ->
                        switch (contact.kind()) {
                            case WECHAT, QQ, WEIBO -> true;
                            case PHONE, EMAIL, DOMAIN -> false;
                        })
                .map(OfficialContact::value)
                .toList();
    }

    private static List<String> of(ContactKind kind, List<OfficialContact> official) {
        return official.stream()
                .filter(contact -> contact.kind() == kind)
                .map(OfficialContact::value)
                .toList();
    }
}
