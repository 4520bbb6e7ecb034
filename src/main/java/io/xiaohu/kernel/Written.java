package io.xiaohu.kernel;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How money and times are written in a sentence. */
public final class Written {

    /** The zone customers live in: the one of statements, limits and every time in a sentence. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final DateTimeFormatter CHINESE_TIME =
            DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.SIMPLIFIED_CHINESE);
    private static final DateTimeFormatter ENGLISH_TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

    private Written() {}

    /** Such as {@code ¥1,234.50}; a negative amount has its sign before the symbol. */
    public static String money(Money money) {
        String plain = money.abs().amount();
        int point = plain.indexOf('.');
        StringBuilder whole = new StringBuilder(point < 0 ? plain : plain.substring(0, point));
        for (int i = whole.length() - 3; i > 0; i -= 3) {
            whole.insert(i, ',');
        }
        return (money.isNegative() ? "-" : "")
                + money.asset().symbol()
                + whole
                + (point < 0 ? "" : plain.substring(point));
    }

    public static String time(Instant at, Locale locale) {
        DateTimeFormatter format =
                Languages.supported(locale) == Languages.ENGLISH ? ENGLISH_TIME : CHINESE_TIME;
        return format.format(at.atZone(ZONE));
    }
}
