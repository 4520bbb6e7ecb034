package io.xiaohu.kernel;

import java.util.List;
import java.util.Locale;

/** The two languages there are. Chinese is what somebody gets who asks for neither. */
public final class Languages {

    public static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    public static final Locale ENGLISH = Locale.ENGLISH;
    public static final List<Locale> ALL = List.of(CHINESE, ENGLISH);

    private Languages() {}

    public static Locale supported(Locale wanted) {
        return wanted.getLanguage().equals("en") ? ENGLISH : CHINESE;
    }
}
