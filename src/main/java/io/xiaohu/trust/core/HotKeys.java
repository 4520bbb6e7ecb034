package io.xiaohu.trust.core;

import io.xiaohu.trust.HotKind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** One way to write each entry of the hot list, so that the same thing is the same entry. */
public final class HotKeys {

    private static final Pattern HOST =
            Pattern.compile("(?:[\\p{L}\\p{M}\\p{N}_-]{1,63}\\.){1,8}[\\p{L}\\p{M}\\p{N}-]{2,63}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}");
    private static final Pattern MAIL =
            Pattern.compile("[a-z0-9._%+-]{1,64}@[\\p{L}\\p{N}.-]{3,190}");
    private static final int LEAST_DIGITS = 5;
    private static final int MOST_DIGITS = 20;
    private static final int SHORTEST_ACCOUNT = 3;
    private static final int LONGEST_ACCOUNT = 60;

    /** Shorter words stand in honest texts as well. */
    private static final int SHORTEST_PHRASE = 6;

    private static final int SHORTEST_HAN_PHRASE = 4;
    private static final int LONGEST_PHRASE = 100;

    private HotKeys() {}

    /** Empty when the value is no such thing. */
    public static Optional<String> of(HotKind kind, String written) {
        String text = PlainText.of(written).toLowerCase(Locale.ROOT);
        return switch (kind) {
            case DOMAIN -> host(text);
            case PHONE -> {
                String digits = PhoneCheck.digits(text);
                boolean fits = digits.length() >= LEAST_DIGITS && digits.length() <= MOST_DIGITS;
                yield fits ? Optional.of(digits) : Optional.empty();
            }
            case EMAIL -> Optional.of(text).filter(mail -> MAIL.matcher(mail).matches());
            case ACCOUNT -> {
                String name = account(text);
                boolean fits =
                        name.length() >= SHORTEST_ACCOUNT && name.length() <= LONGEST_ACCOUNT;
                yield fits ? Optional.of(name) : Optional.empty();
            }
            case PHRASE -> {
                String words = phrase(text);
                boolean han = words.codePoints().anyMatch(Character::isIdeographic);
                int shortest = han ? SHORTEST_HAN_PHRASE : SHORTEST_PHRASE;
                boolean fits = words.length() >= shortest && words.length() <= LONGEST_PHRASE;
                yield fits ? Optional.of(words) : Optional.empty();
            }
        };
    }

    static String account(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[\\s@]", "");
    }

    static String phrase(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    }

    private static Optional<String> host(String text) {
        String host = Link.parse(text).host();
        boolean isHost = HOST.matcher(host).matches() && !ADDRESS.matcher(host).matches();
        return isHost || ADDRESS.matcher(host).matches() ? Optional.of(host) : Optional.empty();
    }
}
