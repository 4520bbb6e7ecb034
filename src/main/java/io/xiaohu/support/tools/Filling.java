package io.xiaohu.support.tools;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Languages;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.support.ConversationActs;
import io.xiaohu.support.ConversationRow;
import io.xiaohu.support.Conversations;
import io.xiaohu.support.Looks;
import io.xiaohu.support.tools.Tool.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Canned answers and macros for one conversation: shown as they would be, then done. What they name
 * of the customer is a look at the conversation.
 */
@Service
public class Filling {

    private final Tools tools;
    private final Values values;
    private final Conversations conversations;
    private final ConversationActs acts;
    private final Looks looks;

    Filling(
            Tools tools,
            Values values,
            Conversations conversations,
            ConversationActs acts,
            Looks looks) {
        this.tools = tools;
        this.values = values;
        this.conversations = conversations;
        this.acts = acts;
        this.looks = looks;
    }

    /**
     * What a macro would do.
     *
     * @param missing variables nothing is known for here; with any of them it does not run
     */
    public record Preview(List<Act> acts, List<String> missing) {}

    /**
     * A canned answer as it would be sent.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, LOOK_REASON_NEEDED
     */
    public Variables.Filled answer(Caller.Staff me, UUID id, UUID conversation, Locale language) {
        ConversationRow row = conversations.staffGet(conversation);
        looks.readOn(me, row);
        if (!(tools.get(me, Kind.ANSWER, id).content() instanceof Contents.Answer answer)) {
            throw new IllegalStateException("no answer " + id);
        }
        boolean english = isEnglish(language);
        return Variables.fill(
                english ? answer.textEn() : answer.textZh(), values.of(row, me.name(), language));
    }

    /**
     * A macro as it would run.
     *
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, LOOK_REASON_NEEDED
     */
    public Preview macro(Caller.Staff me, UUID id, UUID conversation, Locale language) {
        ConversationRow row = conversations.staffGet(conversation);
        looks.readOn(me, row);
        if (!(tools.get(me, Kind.MACRO, id).content() instanceof Contents.Macro macro)) {
            throw new IllegalStateException("no macro " + id);
        }
        return filled(macro.acts(), values.of(row, me.name(), language), isEnglish(language));
    }

    /**
     * Does everything a macro has in it, or nothing.
     *
     * @param key tells this run from any other, so that a reply sent twice is one
     * @param seenSeq the last line the agent had seen
     * @throws io.xiaohu.kernel.ProblemException NOT_FOUND, LOOK_REASON_NEEDED, VARIABLE_UNFILLED,
     *     and what each act alone refuses
     */
    public void run(
            Caller.Staff me,
            UUID id,
            UUID conversation,
            Locale language,
            String key,
            long seenSeq) {
        Preview preview = macro(me, id, conversation, language);
        if (!preview.missing().isEmpty()) {
            String first = preview.missing().getFirst();
            throw Problem.of(Reason.VARIABLE_UNFILLED)
                    .with("variable", first)
                    .extra("variable", first)
                    .exception();
        }
        acts.run(me, conversation, preview.acts(), key, seenSeq, Map.of("macro", id.toString()));
    }

    static Preview filled(List<Act> acts, Map<String, String> values, boolean english) {
        List<Act> said = new ArrayList<>();
        Set<String> missing = new TreeSet<>();
        for (Act act : acts) {
            if (act.kind() == Act.Kind.REPLY || act.kind() == Act.Kind.NOTE) {
                Variables.Filled text = Variables.fill(act.text(english), values);
                missing.addAll(text.missing());
                said.add(act.saying(text.text()));
            } else {
                said.add(act);
            }
        }
        return new Preview(List.copyOf(said), List.copyOf(missing));
    }

    private static boolean isEnglish(Locale language) {
        return Languages.supported(language) == Languages.ENGLISH;
    }
}
