package io.xiaohu.feedback;

import io.xiaohu.feedback.FeedbackItem.State;
import io.xiaohu.feedback.jdbc.FeedbackRows;
import io.xiaohu.kernel.Ids;
import io.xiaohu.kernel.Texts;
import io.xiaohu.notification.Notices;
import io.xiaohu.support.HouseLines;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells people what becomes of their feedback: in the wallet, and in the conversations it was said
 * in, where that is also how somebody on a social account or without one hears of it.
 */
@Component
class FeedbackAnswers {

    private static final Texts TEXTS = Texts.of("feedback");

    private final FeedbackRows rows;
    private final Notices notices;
    private final HouseLines lines;

    FeedbackAnswers(FeedbackRows rows, Notices notices, HouseLines lines) {
        this.rows = rows;
        this.notices = notices;
        this.lines = lines;
    }

    /** An answer is told to its writer alone; that there is news, to all who follow it. */
    void answered(UUID id, State state, String text) {
        tellAll(id, "FEEDBACK_ANSWERED");
        for (FeedbackRows.SaidIn said : rows.conversations(id)) {
            if (said.own()) {
                say(said.conversation(), "answered", state, "\n" + text);
            } else {
                say(said.conversation(), "moved", state, "");
            }
        }
    }

    void moved(UUID id, State state) {
        tellAll(id, "FEEDBACK_MOVED");
        rows.conversations(id).forEach(said -> say(said.conversation(), "moved", state, ""));
    }

    /**
     * Tells the writer of one that goes on with another from now on.
     *
     * @param into where the other one stands
     */
    void merged(FeedbackItem merged, State into) {
        if (merged.customer() != null) {
            notices.tell(merged.customer(), "FEEDBACK_MERGED", Map.of(), null);
        }
        if (merged.conversation() != null && merged.source() != FeedbackItem.Source.PHONE) {
            say(merged.conversation(), "merged", into, "");
        }
    }

    private void tellAll(UUID id, String kind) {
        rows.whoFollows(id).forEach(one -> notices.tell(one, kind, Map.of(), null));
    }

    private void say(UUID conversation, String what, State state, String more) {
        lines.tell(
                conversation,
                "feedback:" + Ids.next(),
                language -> text(language, what, state),
                more);
    }

    private static String text(Locale locale, String what, State state) {
        return TEXTS.get(locale, what, Map.of("state", TEXTS.get(locale, "state." + state)));
    }
}
