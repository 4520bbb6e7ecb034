package io.xiaohu.support.requests;

import io.xiaohu.kernel.Asset;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.Phone;
import io.xiaohu.kernel.ProblemException;
import io.xiaohu.kernel.Written;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something a request of a topic is asked for.
 *
 * @param longest in characters
 */
public record RequestField(
        String code,
        Kind kind,
        boolean required,
        int longest,
        String labelZh,
        String labelEn,
        String hintZh,
        String hintEn,
        List<Choice> choices) {

    /** What may be entered. */
    public enum Kind {
        TEXT,
        /** Yuan, such as 12.34. */
        AMOUNT,
        /** A moment with its offset, not in the future. */
        TIME,
        PHONE,
        CHOICE
    }

    /** One of the values of a choice. */
    public record Choice(String code, String labelZh, String labelEn) {

        public String label(Locale locale) {
            return english(locale) ? labelEn : labelZh;
        }
    }

    public String label(Locale locale) {
        return english(locale) ? labelEn : labelZh;
    }

    public String hint(Locale locale) {
        return english(locale) ? hintEn : hintZh;
    }

    /** What was entered as it is kept; empty when it is not what the field takes. */
    Optional<String> read(String entered, Instant now) {
        String text = entered.strip();
        if (text.isEmpty() || text.codePointCount(0, text.length()) > longest) {
            return Optional.empty();
        }
        try {
            return switch (kind) {
                case TEXT -> Optional.of(text);
                case AMOUNT ->
                        Optional.of(Money.parse(text, Asset.CNY))
                                .filter(money -> money.minor() > 0)
                                .map(money -> text);
                case TIME ->
                        Optional.of(OffsetDateTime.parse(text).toInstant())
                                .filter(at -> !at.isAfter(now))
                                .map(Instant::toString);
                case PHONE -> Optional.of(Phone.parse(text).e164());
                case CHOICE -> choices.stream().map(Choice::code).filter(text::equals).findFirst();
            };
        } catch (ProblemException | DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** What is kept, in a reader's words. */
    String written(String value, Locale locale) {
        return switch (kind) {
            case TEXT -> value;
            case AMOUNT -> Written.money(Money.parse(value, Asset.CNY));
            case TIME -> Written.time(Instant.parse(value), locale);
            case PHONE -> new Phone(value).masked();
            case CHOICE ->
                    choices.stream()
                            .filter(choice -> choice.code().equals(value))
                            .map(choice -> choice.label(locale))
                            .findFirst()
                            .orElse(value);
        };
    }

    private static boolean english(Locale locale) {
        return Languages.supported(locale) == Languages.ENGLISH;
    }
}
