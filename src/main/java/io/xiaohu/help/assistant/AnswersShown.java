package io.xiaohu.help.assistant;

import io.xiaohu.help.jdbc.AnswerRows;
import io.xiaohu.support.MachineAnswers;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells support which lines are the assistant's, and keeps what customers say of them. */
@Component
class AnswersShown implements MachineAnswers {

    private final AnswerRows answers;

    AnswersShown(AnswerRows answers) {
        this.answers = answers;
    }

    @Override
    public Map<Long, Shown> of(UUID conversation) {
        return answers.of(conversation).stream()
                .collect(
                        Collectors.toMap(
                                AnswerRows.Kept::seq,
                                kept -> new Shown(kept.source(), kept.href(), kept.helpful())));
    }

    @Override
    public boolean rate(UUID conversation, long seq, boolean helpful) {
        return answers.rate(conversation, seq, helpful);
    }
}
