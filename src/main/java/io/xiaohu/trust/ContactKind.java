package io.xiaohu.trust;

/** The kinds of places where a customer can reach us, in the order they are shown. */
public enum ContactKind {
    PHONE,
    EMAIL,
    WECHAT,
    QQ,
    WEIBO,
    DOMAIN
}
