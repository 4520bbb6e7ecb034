package io.xiaohu.notification.provider;

import io.xiaohu.kernel.Languages;
import io.xiaohu.notification.OutgoingText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * The ids a provider gave the templates it approved, by the name of the sentence: {@code
 * code.SIGN_IN} or, of what customers are told, {@code text.FROZEN.RISK}, with the reader's
 * anti-phishing phrase in front {@code code.SIGN_IN.phrase}, either in English with {@code .en} at
 * the end. Case and punctuation do not count, since an environment variable can say neither.
 */
public final class Templates {

    private static final String CODE = "code";
    private static final String TWIN = "useless";
    private static final String ENGLISH = "en";

    private final Map<String, String> ids;

    /** A template, with exactly the values it has places for, in their order. */
    public record Filled(String id, SequencedMap<String, String> values) {}

    /**
     * @throws IllegalStateException when a code's sentence has a template and its twin has none, or
     *     has one with the phrase only: what becomes of the text would then tell a stranger whether
     *     the number is registered
     */
    public Templates(Map<String, String> ids) {
        this.ids =
                ids.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        each -> plain(each.getKey()), Map.Entry::getValue));
        for (String name : this.ids.keySet()) {
            String chinese = without(ENGLISH, name);
            String sentence = without(OutgoingText.PHRASE, chinese);
            String twin = sentence;
            if (sentence.startsWith(CODE)) {
                twin = sentence.endsWith(TWIN) ? without(TWIN, sentence) : sentence + TWIN;
            }
            if (!this.ids.keySet().containsAll(List.of(chinese, sentence, twin))) {
                throw new IllegalStateException(
                        "templates of xiaohu.texts: X.en and X.phrase need X too, and code.X and"
                                + " code.X.useless each other; one is missing beside "
                                + name);
            }
        }
    }

    /**
     * The template for a text. One with a place for the phrase when the text shows one and there is
     * such a template, else the one without. In the text's language; the Chinese one when there is
     * no English one, since a code is a code in any language.
     */
    public Optional<Filled> fill(OutgoingText text) {
        if (text.template() == null) {
            return Optional.empty();
        }
        String name = plain(text.template());
        boolean english = Languages.supported(text.language()) == Languages.ENGLISH;
        SequencedMap<String, String> without = new LinkedHashMap<>(text.values());
        Optional<String> phrased =
                without.remove(OutgoingText.PHRASE) == null
                        ? Optional.empty()
                        : id(name + OutgoingText.PHRASE, english);
        return phrased.map(id -> new Filled(id, text.values()))
                .or(() -> id(name, english).map(id -> new Filled(id, without)));
    }

    private Optional<String> id(String name, boolean english) {
        String chinese = ids.get(name);
        return Optional.ofNullable(english ? ids.getOrDefault(name + ENGLISH, chinese) : chinese);
    }

    private static String without(String ending, String name) {
        return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
