package io.xiaohu.notification;

import io.xiaohu.kernel.Texts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text to be sent: what it says and, for carriers that take nothing but templates they have
 * approved, which of ours it was made from.
 *
 * @param kind what it is, such as {@code CODE}; safe to show
 * @param content the whole text
 * @param template the sentence it was made from, such as {@code code.REGISTER}; null for free text,
 *     which only providers without templates carry, and none of ours is
 * @param language the language it is in
 * @param values what was put into the sentence, in the order of the template's places
 */
public record OutgoingText(
        String kind,
        String content,
        @Nullable String template,
        Locale language,
        SequencedMap<String, String> values) {

    /** The name of the anti-phishing phrase among the values, where it comes first. */
    public static final String PHRASE = "phrase";

    private static final Pattern SIGNATURE = Pattern.compile("^(【[^】]*】|\\[[^]]*])");

    /** Something a customer is told, such as that the account is frozen. */
    public static OutgoingText notice(
            Texts words, String sentence, Locale language, SequencedMap<String, String> values) {
        return new OutgoingText(
                "NOTICE", words.get(language, sentence, values), sentence, language, values);
    }

    /** The same text with its reader's phrase directly after our signature. */
    public OutgoingText showing(String phrase) {
        Matcher signature = SIGNATURE.matcher(content);
        int after = signature.find() ? signature.end() : 0;
        SequencedMap<String, String> named = new LinkedHashMap<>();
        named.put(PHRASE, phrase);
        named.putAll(values);
        return new OutgoingText(
                kind,
                content.substring(0, after) + "〔" + phrase + "〕" + content.substring(after),
                template,
                language,
                named);
    }

    /** Says nothing of what the text says. */
    @Override
    public String toString() {
        return "text of kind " + kind;
    }
}
