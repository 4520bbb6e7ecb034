package io.xiaohu.notification.provider;

import io.xiaohu.kernel.Languages;
import io.xiaohu.notification.OutgoingText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The ids a provider gave the templates it approved, by the name of the sentence: {@code
 * code.REGISTER}, for English {@code code.REGISTER.en}. Case and punctuation do not count, since an
 * environment variable can say neither.
 */
public final class Templates {

    private static final String TWIN = "useless";

    private final Map<String, String> ids;

    /**
     * @throws IllegalStateException when a sentence has a template and its twin has none: what
     *     becomes of the text would then tell a stranger whether the number is registered
     */
    public Templates(Map<String, String> ids) {
        this.ids =
                ids.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        each -> plain(each.getKey()), Map.Entry::getValue));
        for (String name : this.ids.keySet()) {
            String chinese = name.replaceAll("en$", "");
            String twin =
                    chinese.endsWith(TWIN)
                            ? chinese.substring(0, chinese.length() - TWIN.length())
                            : chinese + TWIN;
            if (!this.ids.containsKey(chinese) || !this.ids.containsKey(twin)) {
                throw new IllegalStateException(
                        "templates of xiaohu.texts: code.X, and code.X.en, need code.X.useless too;"
                                + " one is missing beside "
                                + name);
            }
        }
    }

    /**
     * The template in the text's language; the Chinese one when there is no English one, since a
     * code is a code in any language.
     */
    public Optional<String> id(OutgoingText text) {
        if (text.template() == null) {
            return Optional.empty();
        }
        String name = plain(text.template());
        String chinese = ids.get(name);
        boolean english = Languages.supported(text.language()) == Languages.ENGLISH;
        return Optional.ofNullable(english ? ids.getOrDefault(name + "en", chinese) : chinese);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
