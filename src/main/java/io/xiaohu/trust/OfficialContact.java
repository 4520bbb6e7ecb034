package io.xiaohu.trust;

/**
 * One place where a customer really reaches us.
 *
 * @param value as it is written for people, such as {@code 400-000-7281}
 */
public record OfficialContact(ContactKind kind, String value) {

    private static final String HOME = "+86";

    /** What a browser opens to reach it; empty where only an app's own search finds it. */
    public String href() {
        return switch (kind) {
            case PHONE -> "tel:" + (value.startsWith("400") ? HOME : "") + digits();
            case EMAIL -> "mailto:" + value;
            case DOMAIN -> "https://" + value + "/";
            case WECHAT, QQ, WEIBO -> "";
        };
    }

    /**
     * A telephone number as it is dialled from anywhere. One without a country's code is of the
     * home market, whose areas' codes lose their 0 then.
     */
    public String international() {
        if (value.startsWith("+")) {
            return value;
        }
        if (value.startsWith("00")) {
            return "+" + value.substring(2);
        }
        return HOME + "-" + (value.startsWith("0") ? value.substring(1) : value);
    }

    /** Whether it is for the home market: all are but telephone numbers of elsewhere. */
    public boolean servesHome() {
        return kind != ContactKind.PHONE || international().startsWith(HOME);
    }

    private String digits() {
        return value.replaceAll("[^0-9+]", "");
    }
}
