package io.xiaohu.testing;

import io.xiaohu.notification.OutgoingText;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Texts as a test needs them. */
public final class TestTexts {

    private TestTexts() {}

    /** Made from no template. */
    public static OutgoingText free(String kind, String content) {
        return new OutgoingText(kind, content, null, Locale.CHINA, new LinkedHashMap<>());
    }
}
