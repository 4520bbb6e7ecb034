package io.xiaohu.support.tools;

import io.xiaohu.support.FeedbackKind;
import io.xiaohu.support.levels.Priority;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing to be done with a conversation; of the rest only what its kind needs is there.
 *
 * @param textZh what a reply or a note says, with variables; one of the two languages may be empty
 * @param tags what is put on or taken off
 * @param staffId who is to have it
 * @param feedbackKind what the customer's line is written down as
 */
public record Act(
        @NotNull Kind kind,
        @Size(max = 2000) @Nullable String textZh,
        @Size(max = 2000) @Nullable String textEn,
        @Size(max = 10) @Nullable List<@NotNull @Size(min = 1, max = 30) String> tags,
        @Nullable Priority priority,
        @Nullable UUID staffId,
        @Nullable FeedbackKind feedbackKind) {

    /** What is done. */
    public enum Kind {
        /** Takes a waiting conversation. */
        TAKE,
        ASSIGN,
        REPLY,
        NOTE,
        TAG,
        UNTAG,
        PRIORITY,
        /** Writes what the customer said down as feedback, for them to follow. */
        FEEDBACK,
        CLOSE
    }

    /** Whether everything its kind needs is there, and every variable is one there is. */
    public boolean hasAllItNeeds() {
        return switch (kind) {
            case TAKE, CLOSE -> true;
            case ASSIGN -> staffId != null;
            case REPLY, NOTE ->
                    !(said(textZh).isEmpty() && said(textEn).isEmpty())
                            && Variables.unknown(said(textZh)).isEmpty()
                            && Variables.unknown(said(textEn)).isEmpty();
            case TAG, UNTAG -> tags != null && !tags.isEmpty();
            case PRIORITY -> priority != null;
            case FEEDBACK -> feedbackKind != null;
        };
    }

    /** The text in a language, or in the other one when there is none. */
    public String text(boolean english) {
        String first = said(english ? textEn : textZh);
        return first.isEmpty() ? said(english ? textZh : textEn) : first;
    }

    /** The same with one text, as it will be said. */
    public Act saying(String text) {
        return new Act(kind, text, null, tags, priority, staffId, feedbackKind);
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
