package io.xiaohu.kernel;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;

/** The two languages there are. Chinese is what somebody gets who asks for neither. */
public final class Languages {

    public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    public static final Locale ENGLISH = Locale.ENGLISH;
    public static final List<Locale> ALL = List.of(CHINESE, ENGLISH);

    private Languages() {}

    /** The one that is spoken first of those somebody wants, whatever their region and script. */
    public static Locale firstSpoken(List<Locale> wanted) {
        return wanted.stream()
                .filter(one -> ALL.stream().anyMatch(ours -> sameLanguage(ours, one)))
                .findFirst()
                .map(Languages::supported)
                .orElse(CHINESE);
    }

    /** The one a text is written in: a Chinese character makes it Chinese. */
    public static Locale written(String text) {
        return text.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN)
                ? CHINESE
                : ENGLISH;
    }

    private static boolean sameLanguage(Locale one, Locale other) {
        return one.getLanguage().equals(other.getLanguage());
    }

    /** The one of the two that is not spoken. */
    public static Locale other(Locale spoken) {
        return supported(spoken) == ENGLISH ? CHINESE : ENGLISH;
    }

    public static Locale supported(Locale wanted) {
        return wanted.getLanguage().equals("en") ? ENGLISH : CHINESE;
    }
}
