package io.xiaohu.help.core;

import io.xiaohu.kernel.Texts;
import java.util.Locale;
import java.util.Map;

/**
 * Why an article cannot be published as it is.
 *
 * @param field what has to be mended: title, asks, related or body
 * @param key of the sentence in {@code messages/help_*.properties}
 */
public record ArticleFault(String field, String key, Map<String, Object> args) {

    private static final Texts TEXTS = Texts.of("help");

    /** One sentence. */
    public String in(Locale locale) {
        return TEXTS.get(locale, "fault." + key, args);
    }
}
