package io.xiaohu.notification;

import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A text to be sent: what it says and, for carriers that take nothing but templates they have
 * approved, which of ours it was made from.
 *
 * @param kind what it is, such as {@code CODE}; safe to show
 * @param content the whole text
 * @param template the sentence it was made from, such as {@code code.REGISTER}; null for free text,
 *     which only providers without templates carry
 * @param language the language it is in
 * @param values what was put into the sentence, in the order of the template's places
 */
public record OutgoingText(
        String kind,
        String content,
        @Nullable String template,
        Locale language,
        SequencedMap<String, String> values) {

    /** Says nothing of what the text says. */
    @Override
    public String toString() {
        return "text of kind " + kind;
    }
}
