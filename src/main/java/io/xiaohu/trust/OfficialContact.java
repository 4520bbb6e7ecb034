package io.xiaohu.trust;

/**
 * One place where a customer really reaches us.
 *
 * @param value as it is written for people, such as {@code 400-000-7281}
 */
public record OfficialContact(ContactKind kind, String value) {

    /** What a browser opens to reach it; empty where only an app's own search finds it. */
    public String href() {
        return switch (kind) {
            case PHONE -> "tel:" + (value.startsWith("400") ? "+86" : "") + digits();
            case EMAIL -> "mailto:" + value;
            case DOMAIN -> "https://" + value + "/";
            case WECHAT, QQ, WEIBO -> "";
        };
    }

    private String digits() {
        return value.replaceAll("[^0-9+]", "");
    }
}
